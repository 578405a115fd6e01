"""How names are spelled: surnames by their own reading, compounds by theirs, everything else by the commonest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.parties import pinyin
from fazhi.kernel.parties.pinyin import Spelling, beginnings, order, order_range, spelling

names = st.text(st.sampled_from("单仇解曾陈林于尉迟万俟长孙欧阳吕3aA·　 重乐?"), max_size=6)


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张三", "zhangsan", "zs"),
        ("单晓曾", "shanxiaoceng", "sxc"),
        ("仇一", "qiuyi", "qy"),
        ("解放", "xiefang", "xf"),
        ("曾国藩", "zengguofan", "zgf"),
        ("吕布", "lvbu", "lb"),
        ("单于明", "chanyuming", "cym"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟一", "moqiyi", "mqy"),
        ("欧阳", "ouyang", "oy"),
        ("买买提·吐尔逊", "maimaitituerxun", "mmttex"),
        ("Ｌee 3", "lee3", "lee3"),
        ("？", "", ""),
        ("", "", ""),
    ],
)
def test_a_person_is_spelled_with_the_surnames_reading(name: str, full: str, initials: str):
    assert spelling(name, person=True) == Spelling(full, initials)


def test_a_body_has_no_surname():
    assert spelling("单位甲", person=False).full == "danweijia"


@pytest.mark.parametrize("compound", pinyin.COMPOUNDS)
def test_a_compound_surname_falls_into_two_syllables_that_names_begin_with(compound: str):
    first, second = pinyin.parts(compound)

    assert first + second == pinyin.COMPOUNDS[compound]
    assert first in pinyin.first_syllables(first[0])
    assert second == pinyin.syllable(compound[1])


@pytest.mark.parametrize("surname", pinyin.SURNAMES)
def test_a_surname_stands_in_the_table_only_if_it_is_read_otherwise(surname: str):
    assert pinyin.SURNAMES[surname] != pinyin.syllable(surname)
    assert pinyin.SURNAMES[surname] in pinyin.first_syllables(pinyin.SURNAMES[surname][0])


@given(names.filter(bool), st.booleans(), st.integers(1, 6))
def test_a_typed_beginning_is_among_the_spellings_of_the_name(name: str, person: bool, length: int):
    spelled = spelling(name, person=person).full

    typed = pinyin.normal(name)[:length]
    assert any(spelled.startswith(beginning) for beginning in beginnings(typed))


@given(st.lists(st.text(pinyin.ALPHABET, max_size=12), max_size=8))
def test_the_order_of_the_integers_is_the_order_of_the_first_nine_letters(spelled: list[str]):
    assert [text[:9] for text in sorted(spelled, key=order)] == sorted(text[:9] for text in spelled)


@given(st.text(pinyin.ALPHABET, max_size=9), st.text(pinyin.ALPHABET, max_size=4))
def test_a_beginning_is_a_range_of_integers(beginning: str, rest: str):
    least, most = order_range(beginning)

    assert least <= order(beginning + rest) <= most < 2**47


def test_another_beginning_lies_outside_the_range():
    least, most = order_range("chen")

    assert order("cheo") > most
    assert order("chem" + "z" * 9) < least
