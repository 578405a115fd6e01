from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import (
    Count,
    Difference,
    Formula,
    Identity,
    Indicator,
    Number,
    Ratio,
    Ref,
    Sum,
    evaluate,
    plain_exact,
    published,
    round_half_up,
    tallies,
    weigh,
)


@pytest.mark.parametrize(
    ("exact", "decimals", "expected"),
    [
        (Fraction(1, 2), 0, 1),
        (Fraction(-1, 2), 0, -1),
        (Fraction(49, 100), 0, 0),
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(-4, 100), 1, "0.0"),
        (Fraction(1999, 1000), 2, "2.00"),
        (7, 1, "7.0"),
    ],
)
def test_halves_round_away_from_zero(exact: Fraction, decimals: int, expected: int | str) -> None:
    assert round_half_up(exact, decimals) == expected


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.integers(1, 4))
def test_rounding_is_that_of_decimal_half_up(numerator: int, shift: int, decimals: int) -> None:
    exact = Fraction(numerator, 10**shift)
    expected = (Decimal(numerator) / 10**shift).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert Decimal(str(round_half_up(exact, decimals))) == expected


def _indicator(per_unit: int | Fraction, decimals: int, unit: str) -> Indicator:
    return Indicator("x", "题", "l", Formula(Ref("y")), unit, "释义", "台账", (), per_unit=per_unit, decimals=decimals)


def test_fen_are_published_as_hundred_millions_of_yuan() -> None:
    billions = _indicator(10_000_000_000, 1, "亿元")

    assert published(55_500_000_000, billions) == "5.6"
    assert published(55_499_999_999, billions) == "5.5"


def test_a_ratio_is_published_as_per_cent() -> None:
    share = _indicator(Fraction(1, 100), 1, "%")

    assert published(Fraction(2, 3), share) == "66.7"
    assert published(None, share) is None


_KNOWN = {"a": 6, "b": 4, "zero": 0, "none": None}.get


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Sum((Ref("a"), Ref("b"))), 10),
        (Difference(Ref("b"), Ref("a")), -2),
        (Ratio(Ref("b"), Ref("a")), Fraction(2, 3)),
        (Ratio(Ref("a"), Ref("a")), Fraction(1)),
        (Ratio(Ref("a"), Ref("zero")), None),
        (Sum((Ref("a"), Ref("none"))), None),
        (Difference(Ref("none"), Ref("a")), None),
        (Ratio(Sum((Ref("a"), Ref("b"))), Difference(Ref("a"), Ref("b"))), Fraction(5)),
    ],
)
def test_formulas_are_exact(expression: Ref | Sum | Difference | Ratio, expected: Fraction | int | None) -> None:
    assert evaluate(expression, _KNOWN) == expected


def test_a_ratio_is_a_fraction_in_json_even_when_whole() -> None:
    assert plain_exact(evaluate(Ratio(Ref("a"), Ref("a")), _KNOWN)) == {"numerator": 1, "denominator": 1}
    assert plain_exact(12) == 12


@pytest.mark.parametrize(
    ("left", "relation", "right", "holds"),
    [
        (Ref("a"), "=", Ref("b"), False),
        (Ref("a"), "=", Sum((Ref("b"), Difference(Ref("a"), Ref("b")))), True),
        (Number(0), "<=", Ratio(Ref("b"), Ref("a")), True),
        (Ratio(Ref("a"), Ref("b")), "<=", Number(1), False),
        (Ref("b"), "<=", Ref("a"), True),
        (Ref("a"), "<=", Ref("a"), True),
        (Ref("a"), "<=", Ref("b"), False),
        (Ratio(Ref("a"), Ref("zero")), "=", Ref("a"), True),
    ],
)
def test_an_identity_holds_or_not(left: Ref, relation: str, right: Ref, holds: bool) -> None:
    assert weigh(Identity("r", "题", left, relation, right), _KNOWN).holds is holds


def test_decimals_of_postgresql_and_empty_sums_become_integers() -> None:
    counts = [
        Count("r", "sum", "x", on="d"),
        Count("r", on="d"),
        Count("r", "sum", "x", on="d"),
        Count("r", "max", "x", on="d"),
    ]

    found = tallies(counts, [Decimal(12), 3, 2, None, 0, None, 4])

    assert [(tally.exact, tally.rows) for tally in found] == [(12, 3), (2, 2), (0, 0), (None, 4)]
    assert type(found[0].exact) is int
