import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.amounts import LARGEST_FEN, AmountNotWritable, capital_amount, figure_amount

FEN = st.integers(0, LARGEST_FEN)
VALUES = {"零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(written: str) -> int:
    """An independent reader: digits and units added up, in fen."""
    found = re.fullmatch(r"人民币(?:(.+?)元)?(?:零?(?:(.)角)?(?:零?(.)分)?)整?", written)
    whole, jiao, fen = found.groups()
    total = group = digit = 0
    for sign in whole or "":
        if sign in VALUES:
            digit = VALUES[sign]
        elif sign in UNITS:
            group, digit = group + digit * UNITS[sign], 0
        else:
            total, group, digit = total + (group + digit) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
    return (total + group + digit) * 100 + VALUES[jiao or "零"] * 10 + VALUES[fen or "零"]


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "人民币零元整"),
        (3, "人民币叁分"),
        (20, "人民币贰角整"),
        (25, "人民币贰角伍分"),
        (100, "人民币壹元整"),
        (1000, "人民币壹拾元整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (1_000_000, "人民币壹万元整"),
        (1_000_100, "人民币壹万零壹元整"),
        (100_000_000_00, "人民币壹亿元整"),
        (100_010_000_00, "人民币壹亿零壹万元整"),
        (100_000_001_00, "人民币壹亿零壹元整"),
        (1_234_567_890_12, "人民币壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
    ],
)
def test_amounts_are_written_as_the_rules_have_them(fen: int, written: str):
    assert capital_amount(fen) == written


@given(FEN)
def test_what_is_written_reads_back_as_the_amount(fen: int):
    assert read_back(capital_amount(fen)) == fen


@given(FEN)
def test_no_two_zeros_stand_together_and_none_before_a_unit(fen: int):
    written = capital_amount(fen)

    assert "零零" not in written
    assert not re.search("零[拾佰仟万亿角分]", written)
    assert fen == 0 or "零元" not in written


@given(FEN)
def test_whole_follows_every_amount_without_fen(fen: int):
    assert capital_amount(fen).endswith("整") == (fen % 10 == 0)


@pytest.mark.parametrize("fen", [-1, LARGEST_FEN + 1])
def test_what_has_no_capitals_is_refused(fen: int):
    with pytest.raises(AmountNotWritable) as caught:
        capital_amount(fen)

    assert (caught.value.fen, caught.value.largest) == (fen, LARGEST_FEN)


@pytest.mark.parametrize(
    ("fen", "written"), [(0, "0.00"), (140950, "1,409.50"), (-5, "-0.05"), (10**9, "10,000,000.00")]
)
def test_figures_have_two_decimals_and_groups(fen: int, written: str):
    assert figure_amount(fen) == written
