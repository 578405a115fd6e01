"""Times without records are told from quiet ones."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.tide import FindingKind, counts, without_gaps
from fazhi.engines.tide.tests.samples import FIRST, SLOTS, hotline


def test_a_hotline_without_gaps_is_left_as_it_is():
    of, *_ = hotline(60)

    kept, findings = without_gaps(of)

    assert findings == ()
    assert kept.known.all()


def test_a_recorder_that_stood_still_over_midnight_is_one_gap():
    of, _, rates, calls = hotline(60)
    lost = calls[:60].copy()
    lost[20, 30:] = 0
    lost[21, :24] = 0

    kept, (gap,) = without_gaps(counts(FIRST, 30, lost))

    assert (gap.kind, gap.line) == (FindingKind.GAP, None)
    assert gap.start <= "2024-01-21T15:00"
    assert gap.end == "2024-01-22T12:00"
    assert not kept.known[20, 30:].any()
    assert kept.known.sum() >= 60 * SLOTS - 18 - 24 - 2


def test_a_quiet_night_is_no_gap():
    of, *_ = hotline(60)
    quiet = of.calls.copy()
    quiet[10, :12] = 0

    assert without_gaps(counts(FIRST, 30, quiet))[1] == ()


def test_days_that_are_missing_where_the_weekday_is_usually_known_are_told():
    of, *_ = hotline(60)
    known = np.ones(of.known.shape, dtype=bool)
    known[FIRST.weekday() + 7 * 3] = False  # the fourth Monday
    known[5::7] = False  # Saturdays are closed
    known[6::7] = False

    _, findings = without_gaps(counts(FIRST, 30, of.calls, known=known))

    assert [(gap.start, gap.end) for gap in findings] == [("2024-01-22T00:00", "2024-01-23T00:00")]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 55), st.integers(1, 4))
def test_nothing_known_is_made_up_and_what_is_left_out_counts_nothing(start, length):
    of, *_ = hotline(60)
    lost = of.calls.copy()
    lost[start : start + length] = 0

    kept, findings = without_gaps(counts(FIRST, 30, lost))

    assert findings
    assert not (kept.known & ~of.known).any()
    assert (kept.calls[~kept.known] == 0).all()
    assert (kept.calls[kept.known] == lost[kept.known]).all()
