"""How jurists shorten titles: 民诉法解释, 劳动争议司法解释（一）, 地方组织法."""

import re
from collections.abc import Iterator, Mapping

_PART = r"(?P<part>（[一二三四五六七八九十]{1,3}）)?"
_OF_A_LAW = re.compile(
    rf"关于(?:适用|执行)(?P<law>[^、，]{{1,14}}?(?:法典|法(?!典)))(?P<topic>[^、，]{{0,12}}?)(?:若干问题)?的(?:若干)?(?P<noun>解释|规定){_PART}"
)
_OF_CASES = re.compile(
    rf"关于(?:审理|办理)(?P<topic>[^、，]{{2,12}}?)(?:纠纷)?(?:民事|刑事|行政)?(?:纠纷)?案件(?:具体)?(?:适用|应用)法律(?:若干)?(?:有关)?(?:问题)?的"
    rf"(?:若干)?(?:解释|规定){_PART}"
)
_OF_A_MATTER = re.compile(r"关于(?P<topic>[^、，]{4,16}?)(?:若干问题)?的(?:若干)?规定")
_TOPIC = re.compile(r"^(?:有关|关于)|(?:施工)?合同$")
_BRANCHES = frozenset(
    f"{name}法" for name in ("外国", "国际", "国内", "地方", "行政", "民事", "刑事", "商事", "经济", "社会", "环境")
)
"""Parts of the law, none of them a statute's name."""
_LEAST_LEFT_OUT = 2
"""A title with one sign less is mistyped."""
_LONGEST = 5


def short_names(key: str, laws: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """
    The names by which an interpretation is cited.

    key   its title without issuer and inner brackets: 关于适用民事诉讼法的解释
    laws  short names of statutes by their own: 民事诉讼法 → 民诉法
    """
    if found := _OF_A_LAW.fullmatch(key):
        topic, noun = _TOPIC.sub("", found["topic"]), found["noun"]
        names = [law + topic for law in (found["law"], *laws.get(found["law"], ()))]
        if topic:
            names.append(topic)
        else:
            names += [name.removesuffix("法") for name in laws.get(found["law"], ())]
        words = ("解释", "司法解释", "规定") if noun == "规定" else ("解释", "司法解释")
        yield from (name + word + part for name in names for word in words for part in _parts(found["part"]))
    elif found := _OF_CASES.fullmatch(key):
        topics = dict.fromkeys((found["topic"], _TOPIC.sub("", found["topic"])))
        yield from (f"{topic}司法解释{part}" for topic in topics if topic for part in _parts(found["part"]))
    elif found := _OF_A_MATTER.fullmatch(key):
        yield f"{found['topic']}规定"


def _parts(part: str | None) -> tuple[str, ...]:
    """（一） is written 一 too."""
    return (part, part.strip("（）")) if part else ("",)


def is_short_for(name: str, key: str) -> bool:
    """Whether a name of a statute is its title with words left out: 地方组织法, 环保法; what misses one sign is mistyped."""
    if name in _BRANCHES or name[0] != key[0] or name[-1] != key[-1]:
        return False
    if len(name) > min(_LONGEST, len(key) - _LEAST_LEFT_OUT):
        return False
    signs = iter(key)
    return all(sign in signs for sign in name)
