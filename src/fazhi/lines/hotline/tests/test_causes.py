"""What a change of the pick-up comes from: it adds up, and where one thing alone changes, nothing else is named."""

import numpy as np
import pytest

pytest.importorskip("numba")

from fazhi.lines.hotline.rules.planning import seats
from fazhi.lines.hotline.rules.planning.causes import CUTS, HOURS, PLACING, between, gains_of
from fazhi.lines.hotline.rules.planning.demand import Times
from fazhi.lines.hotline.terms.planning import Shift

CALLS = np.array([0.5] * 16 + [14.0] * 8 + [8.0] * 12 + [4.0] * 12)
TIMES = Times(talk=6.0, talk_cv=1.0, patience=2.5, redial=0.25, redial_after=8.0)


def plan(*cut: tuple[int, int]) -> list[Shift]:
    """Of (first half hour, seats); the same on days of rest."""
    ends = [start for start, _ in cut[1:]] + [48]
    return [Shift(start * 30, end * 30, count, count) for (start, count), end in zip(cut, ends, strict=True)]


def compared(before: list[Shift], after: list[Shift]) -> tuple[seats.Difference, dict[str, float]]:
    found = seats.difference(CALLS, TIMES, 0.1, before, after, rest=False)
    assert sum(each.change for each in found.causes) == pytest.approx(found.change, abs=1e-12)
    assert all(each.low <= each.change <= each.high for each in found.causes)
    return found, {each.cause: each.change for each in found.causes}


def best(cuts: list[int], budget: int) -> list[Shift]:
    """So placed that no more is answered, by gains that add up."""
    placed = between(CALLS, TIMES, [cuts, cuts], [budget, budget])[0, 0]
    return plan(*((cut, int(placed[cut])) for cut in cuts))


def test_a_plan_beside_itself_changes_nothing():
    found, causes = compared(plan((0, 1), (16, 3)), plan((0, 1), (16, 3)))

    assert (found.change, found.low, found.high) == (0.0, 0.0, 0.0)
    assert set(causes.values()) == {0.0}


def test_more_seat_hours_alone_are_named_as_such():
    found, causes = compared(best([0, 16, 36], 90), best([0, 16, 36], 130))

    assert found.change > 0.03
    assert causes[HOURS] == pytest.approx(found.change)
    assert causes[PLACING] == causes[CUTS] == 0.0


def test_a_cut_more_for_the_same_seat_hours_is_named_as_such():
    found, causes = compared(best([0, 16], 96), best([0, 16, 24], 96))

    assert found.change > 0.0
    assert causes[CUTS] == pytest.approx(found.change)
    assert causes[PLACING] == causes[HOURS] == 0.0


def test_seats_moved_between_the_same_segments_are_named_as_such():
    found, causes = compared(plan((0, 4), (16, 1), (40, 1)), plan((0, 1), (16, 3), (40, 1)))

    assert found.change > 0.1
    assert causes[PLACING] == pytest.approx(found.change)
    assert causes[CUTS] == causes[HOURS] == 0.0


def test_all_at_once_are_shared_out_and_the_plans_between_keep_cuts_and_hours():
    before, after = plan((0, 1), (18, 3), (40, 1)), plan((0, 1), (16, 5), (24, 3), (40, 1))
    found, causes = compared(before, after)
    cuts, hours = [[0, 18, 40], [0, 16, 24, 40]], [18 + 66 + 8, 16 + 40 + 48 + 8]

    assert found.change == pytest.approx(sum(causes.values()))
    assert min(causes[CUTS], causes[HOURS]) > 0.0
    gains = gains_of(CALLS, TIMES, max(hours))
    for (place, of_hours), placed in between(CALLS, TIMES, cuts, hours).items():
        assert placed.sum() <= hours[of_hours]
        assert {slot for slot in range(1, 48) if placed[slot] != placed[slot - 1]} <= set(cuts[place])
        mine = slot_gain(gains, seats.slot_seats((before, after)[place]))
        if of_hours == place:
            assert slot_gain(gains, placed) >= mine


def slot_gain(gains: np.ndarray, placed: np.ndarray) -> float:
    return float(gains[placed, np.arange(48)].sum())
