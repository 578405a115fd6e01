from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.annual_report.rules import PublishedFigure
from fazhi.lines.annual_report.rules.growth import Growth, grown, signed
from fazhi.lines.annual_report.terms import PrintedFigure


def now(value: str, unit: str = "件", exact: Fraction | int | None = None) -> PrintedFigure:
    return PrintedFigure(
        "a", "题", f"{value}{unit}", value, unit, Fraction(value) if exact is None else Fraction(exact), 1
    )


def before(value: str, unit: str = "件", precision: str = "exact", decimals: int = 0) -> PublishedFigure:
    return PublishedFigure("a", Fraction(value), unit, precision, decimals)


@pytest.mark.parametrize(
    ("figure", "earlier", "difference", "growth"),
    [
        pytest.param(now("120"), before("100"), "20", "20.0", id="a rise"),
        pytest.param(now("80"), before("120"), "-40", "-33.3", id="a fall"),
        pytest.param(now("100"), before("100"), "0", "0.0", id="the same"),
        pytest.param(now("5"), before("0"), "5", None, id="a base of zero gives no percentage"),
        pytest.param(now("0"), before("0"), "0", None, id="nothing twice"),
        pytest.param(now("2001"), before("2000"), "1", "0.1", id="a half is rounded up"),
        pytest.param(now("1999"), before("2000"), "-1", "-0.1", id="and away from zero in a fall"),
        pytest.param(
            now("73.2", "%", Fraction(732, 1000)), before("70", "%"), "3.2", None, id="shares differ in points"
        ),
        pytest.param(
            now("5.6", "亿元", 56_003_741_260),
            before("5.1", "亿元", "rounded", 1),
            "0.5",
            None,
            id="rounded: no growth",
        ),
        pytest.param(now("5.6", "亿元", 56_000_000_000), before("51000", "万元"), "0.5", "9.8", id="another unit"),
        pytest.param(now("40980"), before("4", "万件", "rounded", 0), "980", None, id="ten thousands"),
        pytest.param(
            now("8500", "人"), before("8000", "人", "at_least"), None, None, id="a lower bound allows neither"
        ),
    ],
)
def test_what_became_of_a_figure(figure: PrintedFigure, earlier: PublishedFigure, difference: str, growth: str):
    found = grown(figure, earlier)

    assert (found.difference, found.growth) == (difference, growth)


def test_a_value_is_written_as_it_was_published():
    assert grown(now("5.6", "亿元", 1), before("5.1", "亿元", "rounded", 2)).text == "5.10亿元"
    assert grown(now("5.6", "亿元", 1), before("5.125", "亿元")).text == "5.125亿元"
    assert grown(now("120", "支"), before("100", "支", "at_least")) == Growth("", "不少于100支", None, None)


def test_the_growth_of_a_sealed_year_is_that_of_the_exact_values():
    """5.64 to 5.56 are printed 5.6 and 5.6: no difference to the eye, and a fall of 1.4 per cent all the same."""
    figure, earlier = now("5.6", "亿元", 55_600_000_000), before("5.6", "亿元", "rounded", 1)

    found = grown(figure, earlier, Fraction(56_400_000_000))

    assert (found.difference, found.growth) == ("0.0", "-1.4")


def test_a_figure_without_value_has_no_growth():
    none = PrintedFigure("a", "题", "—%", "—", "%", None, 0)

    assert grown(none, before("70", "%")) == Growth("70", "70%", None, None)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_printed_values_differ_by_the_difference(one: int, other: int):
    found = grown(now(str(one)), before(str(other)))

    assert int(found.difference) == one - other
    if other:
        assert abs(Fraction(found.growth) - Fraction(100 * (one - other), other)) <= Fraction(1, 20)


@pytest.mark.parametrize(("number", "shown"), [("30", "+30"), ("-0.5", "−0.5"), ("0", "0"), ("0.0", "0.0")])
def test_a_change_carries_its_sign(number: str, shown: str):
    assert signed(number) == shown
