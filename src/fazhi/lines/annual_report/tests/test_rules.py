from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.annual_report.errors import UnreadablePublished
from fazhi.lines.annual_report.rules import PublishedFigure, agrees, in_unit, read_published

HEAD = "code,value,unit,precision"
FEN_PER_YI = 10_000_000_000


def published(value: str, unit: str = "件", precision: str = "exact", decimals: int = 0) -> PublishedFigure:
    return PublishedFigure("a.b", Fraction(value), unit, precision, decimals)


@pytest.mark.parametrize(
    ("fen", "agreed"),
    [
        pytest.param(555 * FEN_PER_YI // 100, True, id="5.55 rounds up to 5.6"),
        pytest.param(555 * FEN_PER_YI // 100 - 1, False, id="one fen under 5.55 rounds down"),
        pytest.param(565 * FEN_PER_YI // 100 - 1, True, id="one fen under 5.65"),
        pytest.param(565 * FEN_PER_YI // 100, False, id="5.65 rounds up to 5.7"),
        pytest.param(56 * FEN_PER_YI // 10, True, id="5.6 itself"),
    ],
)
def test_a_rounded_figure_is_compared_after_rounding_half_up(fen: int, agreed: bool):
    assert agrees(published("5.6", "亿元", "rounded", 1), Fraction(fen), "亿元") is agreed


@pytest.mark.parametrize(
    ("exact", "precision", "agreed"),
    [
        (100, "exact", True),
        (101, "exact", False),
        (99, "exact", False),
        (100, "at_least", True),
        (101, "at_least", True),
        (99, "at_least", False),
    ],
)
def test_exact_is_equal_and_at_least_is_not_below(exact: int, precision: str, agreed: bool):
    assert agrees(published("100", precision=precision), Fraction(exact), "件") is agreed


@pytest.mark.parametrize(
    ("exact", "unit", "base", "value"),
    [
        (Fraction(123_456), "元", "元", Fraction(123_456, 100)),
        (Fraction(5_000_000), "万元", "亿元", Fraction(5)),
        (Fraction(FEN_PER_YI), "亿元", "元", Fraction(1)),
        (Fraction(1, 3), "%", "%", Fraction(100, 3)),
        (Fraction(20_000), "万件", "件", Fraction(2)),
        (Fraction(12), "件", "件", Fraction(12)),
    ],
)
def test_a_value_is_put_into_the_published_unit(exact: Fraction, unit: str, base: str, value: Fraction):
    assert in_unit(exact, unit, base) == value


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=3))
def test_rounding_is_off_by_half_a_step_at_most(fen: int, decimals: int):
    value = Fraction(fen, FEN_PER_YI)
    step = Fraction(1, 10**decimals)
    nearest = (value / step + Fraction(1, 2)).__floor__() * step

    assert agrees(PublishedFigure("a", nearest, "亿元", "rounded", decimals), Fraction(fen), "亿元")
    assert not agrees(PublishedFigure("a", nearest + step, "亿元", "rounded", decimals), Fraction(fen), "亿元")
    assert not agrees(PublishedFigure("a", nearest - step, "亿元", "rounded", decimals), Fraction(fen), "亿元")


def test_a_table_is_read_whatever_other_columns_it_has():
    text = "\ufeffline,code,value,unit,precision\nmediation,a.b, 5.6 ,亿元,rounded_1\nmediation,c.d,100,支,at_least\n"

    assert read_published(text, "t.csv") == (
        PublishedFigure("a.b", Fraction(28, 5), "亿元", "rounded", 1),
        PublishedFigure("c.d", Fraction(100), "支", "at_least", 0),
    )


def test_a_table_without_rows_has_no_figures():
    assert read_published(HEAD, "t.csv") == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("", 1, "code、precision、unit、value", id="empty file"),
        pytest.param("code,value,precision\na,1,exact", 1, "unit", id="a column is missing"),
        pytest.param(f"{HEAD}\n,1,件,exact", 2, "code", id="no code"),
        pytest.param(f"{HEAD}\na,1,件,exact\nb,many,件,exact", 3, "value", id="a value that is no number"),
        pytest.param(f"{HEAD}\na,,件,exact", 2, "value", id="no value"),
        pytest.param(f"{HEAD}\na,1/0,件,exact", 2, "value", id="a fraction over nothing"),
        pytest.param(f"{HEAD}\na,1,件,roughly", 2, "precision", id="unknown precision"),
        pytest.param(f"{HEAD}\na,1,件,rounded_x", 2, "precision", id="rounded to no number of digits"),
        pytest.param(f"{HEAD}\na", 2, "value", id="a row that is cut off"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_column(text: str, line: int, column: str):
    with pytest.raises(UnreadablePublished) as caught:
        read_published(text, "t.csv")

    assert (caught.value.path, caught.value.line, caught.value.column) == ("t.csv", line, column)
