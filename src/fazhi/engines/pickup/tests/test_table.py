"""The table of the page is what the month it describes gives."""

from pathlib import Path

from fazhi.engines.pickup import rates, tally
from fazhi.engines.pickup.tests.busy_month import calls

PAGE = Path(__file__).parents[5] / "docs" / "algorithms" / "pickup.md"


def rows() -> list[str]:
    return [
        f"| {rate.definition.name} | `{rate.definition.code}` | {rate.numerator:,} | {rate.denominator:,} "
        f"| {100 * float(rate.value):.1f} % |"
        for rate in rates(tally(calls()))
    ]


def test_the_page_has_every_rate_as_it_comes_out():
    told = PAGE.read_text(encoding="utf-8")

    assert [row for row in rows() if row not in told] == []


def test_one_month_has_rates_that_lie_far_apart():
    values = [float(rate.value) for rate in rates(tally(calls()))]

    assert max(values) - min(values) > 0.1
