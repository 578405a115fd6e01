"""What no hotline has is refused where it stands; what was closed or full is not taken for quiet."""

from datetime import date

import numpy as np
import pytest

from fazhi.engines.tide import KindMissing, NotACount, counts
from fazhi.engines.tide.terms import Kind, kinds_of, label

DAY = date(2024, 1, 1)


@pytest.mark.parametrize("wrong", [-1.0, np.nan, np.inf, 1e9])
def test_what_is_no_count_is_refused_by_day_and_slot(wrong):
    calls = np.ones((3, 24))
    calls[1, 5] = wrong

    with pytest.raises(NotACount) as refused:
        counts(DAY, 60, calls)

    assert (refused.value.day, refused.value.slot) == (1, 5)


def test_what_is_not_known_may_be_anything_and_counts_nothing():
    calls = np.full((1, 24), np.nan)

    assert counts(DAY, 60, calls, known=np.zeros((1, 24), dtype=bool)).calls.tolist() == [[0.0] * 24]


@pytest.mark.parametrize("minutes", [0, 7, 1441, -30])
def test_slots_that_do_not_fill_a_day_are_refused(minutes):
    with pytest.raises(NotACount, match="slot_minutes"):
        counts(DAY, minutes, np.ones((1, 24)))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("calls", {"calls": np.ones(24)}),
        ("calls", {"calls": np.ones((1, 23))}),
        ("known", {"known": np.ones((1, 23), dtype=bool)}),
        ("open_share", {"open_share": np.ones((2, 24))}),
        ("open_share", {"open_share": np.full((1, 24), 1.5)}),
        ("open_share", {"open_share": np.full((1, 24), np.nan)}),
    ],
)
def test_shapes_and_shares_that_do_not_fit_are_refused_by_name(name, given):
    with pytest.raises(NotACount, match=name):
        counts(DAY, 60, **({"calls": np.ones((1, 24))} | given))


def test_calls_turned_away_unseen_are_made_up_for_by_the_time_lines_were_open():
    share = np.ones((1, 24))
    share[0, :3] = [0.75, 0.4, 0.0]

    found = counts(DAY, 60, np.full((1, 24), 6.0), open_share=share)

    assert found.calls[0, :4].tolist() == [8.0, 0.0, 0.0, 6.0]
    assert found.known[0, :4].tolist() == [True, False, False, True]


def test_a_day_whose_kind_was_not_told_is_named():
    with pytest.raises(KindMissing, match="2024-01-02"):
        kinds_of([DAY, date(2024, 1, 2)], {DAY: Kind.HOLIDAY})


def test_minutes_past_midnight_belong_to_the_next_day():
    assert (label(DAY, 0), label(DAY, 1439), label(DAY, 1440)) == (
        "2024-01-01T00:00",
        "2024-01-01T23:59",
        "2024-01-02T00:00",
    )


def test_what_was_known_before_a_day_began():
    found = counts(DAY, 60, np.ones((3, 24)))

    assert len(found.until(date(2024, 1, 3)).calls) == 2
    assert len(found.until(date(2023, 1, 1)).calls) == 0
