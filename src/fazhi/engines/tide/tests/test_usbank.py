"""A real tide, where its counts are at hand: better than the mean of the last four same weekdays, with bands that hold (T9)."""

from pathlib import Path

import numpy as np
import pytest

from fazhi.engines.tide import read_calls
from fazhi.engines.tide.tests.rolling import foretold, weekday_kinds

CALLS = Path(__file__).parents[5].parent / "shared" / "data" / "calls" / "usbank_2003_5min.csv"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CALLS.exists(), reason="../shared/data/calls is not here"),
]


@pytest.mark.parametrize(("minutes", "better"), [(30, 0.12), (5, 0.10)])
def test_five_days_ahead_it_beats_the_last_four_same_weekdays_and_its_band_holds(minutes, better):
    of = read_calls(CALLS.read_text(encoding="utf-8")).counts

    found = foretold(of, weekday_kinds(of), minutes=minutes, horizon=5, start=64, step=10)

    assert found.days == 50
    assert found.wape < (1 - better) * found.wape_of_four
    assert 0.76 <= found.covered <= 0.84
    assert np.isfinite(found.wape)
