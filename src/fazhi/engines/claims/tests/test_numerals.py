"""Chinese numerals are read by place value; scaled numbers are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.claims.numerals import chinese_integer, scaled


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万五千", 35000),
        ("一亿二千万", 120_000_000),
        ("三五", None),
    ],
)
def test_numeral_has_its_value(numeral: str, value: int | None) -> None:
    assert chinese_integer(numeral) == value


def spoken(number: int) -> str:
    """`number` below 10,000 as it is spoken."""
    words, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return words


@given(st.integers(1, 9999))
def test_every_spoken_number_is_read_back(number: int) -> None:
    assert chinese_integer(spoken(number)) == number


@pytest.mark.parametrize(
    ("digits", "scale", "value", "half_unit"),
    [
        ("5.6", "亿", "560000000", "5000000"),
        ("12", None, "12", "0.5"),
        ("12.50", None, "12.50", "0.005"),
        ("1,234", None, "1234", "0.5"),
        ("0.5", "万", "5000", "500"),
        ("1.5", "千万", "15000000", "500000"),
    ],
)
def test_scaled_number_keeps_value_and_precision(digits: str, scale: str | None, value: str, half_unit: str) -> None:
    assert scaled(digits, scale) == (value, Decimal(half_unit))
