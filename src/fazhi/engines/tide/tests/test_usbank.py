"""A real tide, where its counts are at hand: better than the mean of the last four same weekdays, with bands that hold (T9)."""

from pathlib import Path

import pytest

from fazhi.engines.tide import read_calls
from fazhi.engines.tide.tests.rolling import foretold, weekday_kinds

CALLS = Path(__file__).parents[5].parent / "shared" / "data" / "calls" / "usbank_2003_5min.csv"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CALLS.exists(), reason="../shared/data/calls is not here"),
]


@pytest.fixture(scope="module")
def of():
    return read_calls(CALLS.read_text(encoding="utf-8")).counts


def test_five_days_ahead_it_beats_the_last_four_same_weekdays_and_its_band_holds(of):
    """Half hours; every day from the sixtieth on, five at a time, each time learned anew from the days before."""
    found = foretold(of, weekday_kinds(of), minutes=30, horizon=5, start=60, step=5)

    assert found.days == 100
    assert found.wape < 0.92 * found.wape_of_four
    assert 0.76 <= found.covered <= 0.84


def test_in_the_slots_of_the_file_too(of):
    """Five minutes; every other five days, so that the band is judged by fifty days only and less strictly."""
    found = foretold(of, weekday_kinds(of), minutes=5, horizon=5, start=60, step=10)

    assert found.wape < 0.92 * found.wape_of_four
    assert 0.72 <= found.covered <= 0.88
