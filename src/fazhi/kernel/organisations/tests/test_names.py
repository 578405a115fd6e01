import pytest

from fazhi.kernel.organisations.names import name_pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("王一", "wang yi"),
        ("曾志强", "zeng zhi qiang"),
        ("单雄信", "shan xiong xin"),
        ("欧阳修", "ou yang xiu"),
        ("吕布", "lv bu"),
        ("李 曾", "li ceng"),
        ("Anna 王", "anna wang"),
        ("阿依古丽·买买提", "a yi gu li · mai mai ti"),
        ("", ""),
    ],
)
def test_a_name_is_written_in_syllables(name: str, pinyin: str):
    assert name_pinyin(name) == pinyin
