"""Names of people in pinyin (姓名拼音), so that lists sort alike on every database."""

_SURNAMES = {
    "卜": "bu", "单": "shan", "都": "du", "盖": "ge", "黑": "he", "解": "xie", "阚": "kan", "秘": "bi", "缪": "miao", "乜": "nie",
    "朴": "piao", "仇": "qiu", "区": "ou", "薄": "bo", "繁": "po", "员": "yun", "曾": "zeng", "查": "zha", "翟": "zhai",
    "折": "she", "种": "chong",
}  # fmt: skip
"""Characters that as a surname are read otherwise than in a word (现代汉语词典); those read in two ways as surnames are left out."""


def name_pinyin(name: str) -> str:
    """
    `name` in lower-case syllables without tones, apart by spaces; what isn't Chinese stays as it is.

    name_pinyin("曾志强") == "zeng zhi qiang"
    """
    from pypinyin import (
        lazy_pinyin,
    )  # its dictionary takes a third of a second, which only writers of names shall wait for

    syllables = lazy_pinyin(name)
    if name[:1] in _SURNAMES:
        syllables = [_SURNAMES[name[0]], *lazy_pinyin(name[1:])]
    return " ".join(" ".join(syllables).lower().split())
