"""Covering a demand by duties of given hours: never too few seats, never a cheaper way."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.staffing import NotCovered, NotShifts, Shift, cover

pytest.importorskip("ortools", reason="OR-Tools: the [planning] extra is not installed")


def test_two_peaks_are_covered_by_duties_that_meet_between_them():
    found = cover([1, 3, 1, 0, 2], [Shift(0, 3), Shift(1, 2), Shift(2, 5), Shift(4, 5)])

    assert found.cost == sum(found.counts) == 5
    assert (found.seats >= [1, 3, 1, 0, 2]).all()


def test_a_dear_long_duty_gives_way_to_two_short_ones():
    assert cover([1, 1], [Shift(0, 2, cost=5), Shift(0, 1, cost=2), Shift(1, 2, cost=2)]).counts == (0, 1, 1)


def test_where_no_duty_reaches_the_slot_is_named():
    with pytest.raises(NotCovered) as refused:
        cover([1, 0, 4], [Shift(0, 2)])

    assert (refused.value.slot, refused.value.required) == (2, 4)


@pytest.mark.parametrize(
    ("required", "shifts", "name"),
    [
        ([], [Shift(0, 1)], "required"),
        ([1, -1], [Shift(0, 1)], "required[1]"),
        ([1, 0.5], [Shift(0, 1)], "required[1]"),
        ([1, float("nan")], [Shift(0, 1)], "required[1]"),
        ([1], [Shift(0, 2)], "shifts[0]"),
        ([1], [Shift(0, 1), Shift(1, 1)], "shifts[1]"),
        ([1], [Shift(0, 1, cost=-1)], "shifts[0].cost"),
    ],
)
def test_what_cannot_be_is_named(required: list[float], shifts: list[Shift], name: str):
    with pytest.raises(NotShifts) as refused:
        cover(required, shifts)

    assert refused.value.name == name


SLOTS = 4
SHIFTS = st.tuples(st.integers(0, SLOTS - 1), st.integers(1, SLOTS), st.integers(0, 3)).map(
    lambda drawn: Shift(drawn[0], min(SLOTS, drawn[0] + drawn[1]), drawn[2])
)


@given(st.lists(st.integers(0, 2), min_size=SLOTS, max_size=SLOTS), st.lists(SHIFTS, max_size=4))
@settings(deadline=None, max_examples=60)
def test_no_other_way_is_cheaper(required: list[int], others: list[Shift]):
    shifts = [Shift(0, SLOTS, cost=4), *others]

    found = cover(required, shifts)

    def seats(counts: tuple[int, ...]) -> np.ndarray:
        return sum(
            (count * np.array([shift.start <= slot < shift.end for slot in range(SLOTS)]))
            for count, shift in zip(counts, shifts, strict=True)
        )

    ways = (counts for counts in product(range(3), repeat=len(shifts)) if (seats(counts) >= required).all())
    assert (found.seats == seats(found.counts)).all()
    assert (found.seats >= required).all()
    assert found.cost == min(sum(n * each.cost for n, each in zip(counts, shifts, strict=True)) for counts in ways)
