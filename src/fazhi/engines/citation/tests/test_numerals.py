import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import NumeralNotUnderstood, from_chinese, to_chinese

PRINTED = [
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (20, "二十"),
    (43, "四十三"),
    (99, "九十九"),
    (100, "一百"),
    (101, "一百零一"),
    (110, "一百一十"),
    (112, "一百一十二"),
    (999, "九百九十九"),
    (1000, "一千"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (1100, "一千一百"),
    (1260, "一千二百六十"),
    (9999, "九千九百九十九"),
]


@pytest.mark.parametrize(("number", "written"), PRINTED)
def test_numbers_are_written_as_statutes_print_them(number: int, written: str) -> None:
    assert to_chinese(number) == written
    assert from_chinese(written) == number


@given(st.integers(1, 9999))
def test_reading_undoes_writing(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number


def test_other_spellings_of_ten_and_zero_are_read() -> None:
    assert from_chinese("一十二") == 12
    assert from_chinese("一百〇三") == 103


@pytest.mark.parametrize(
    "written", ["", "零", "十三四", "三四", "一百三", "百", "一万", "四十零三", "43", "十十", "一百零十"]
)
def test_what_is_no_numeral_is_refused(written: str) -> None:
    with pytest.raises(NumeralNotUnderstood):
        from_chinese(written)


@given(st.text("〇零一二三四五六七八九十百千", max_size=9))
def test_a_numeral_is_read_or_refused_never_misread(written: str) -> None:
    try:
        number = from_chinese(written)
    except NumeralNotUnderstood:
        return

    assert to_chinese(number) in {written.replace("〇", "零"), written.replace("〇", "零").removeprefix("一")}


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(NumeralNotUnderstood):
        to_chinese(number)
