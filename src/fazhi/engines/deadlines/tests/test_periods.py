"""Promises of periods, pauses and corresponding days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.deadlines import Kind, Pause, Period, Unit, merged
from fazhi.engines.deadlines.errors import MalformedPeriod, ReversedPause
from fazhi.engines.deadlines.periods import corresponding_day

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
PAUSES = st.builds(lambda first, n: Pause(first, first + timedelta(days=n)), DAYS, st.integers(0, 40))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 30), 1, date(2025, 2, 28)),
        (date(2025, 2, 28), 1, date(2025, 3, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert corresponding_day(start, months) == end


@pytest.mark.parametrize(
    "declaration",
    [
        {"kind": Kind.DEADLINE},
        {"kind": Kind.DEADLINE, "counts": Unit.MONTHS},
        {"kind": Kind.DEADLINE, "length": 3},
        {"kind": Kind.DEADLINE, "counts": Unit.MONTHS, "length": 0},
        {"kind": Kind.DEADLINE, "counts": Unit.MONTHS, "length": 1, "extension": 0},
        {"kind": Kind.DEADLINE, "counts": Unit.MONTHS, "length": 1, "before": (3, 1)},
        {"kind": Kind.BACKWARD, "counts": Unit.MONTHS, "length": 1, "extension": 1},
        {"kind": Kind.BACKWARD, "counts": Unit.HOURS, "length": 1},
        {"kind": Kind.FIXED},
        {"kind": Kind.FIXED, "before": (2, 30)},
        {"kind": Kind.FIXED, "before": (13, 1)},
        {"kind": Kind.FIXED, "before": (3, 1), "counts": Unit.YEARS, "length": 1},
        {"kind": Kind.CONDITION, "length": 1},
        {"kind": Kind.CONDITION, "counts": Unit.YEARS},
    ],
)
def test_a_contradictory_declaration_is_refused(declaration: dict) -> None:
    with pytest.raises(MalformedPeriod):
        Period(**declaration)


def test_a_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(ReversedPause):
        Pause(date(2025, 9, 2), date(2025, 9, 1))

    assert date(2025, 9, 1) in Pause(date(2025, 9, 1), date(2025, 9, 1))


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ((5, 12), [(3, 12)]),
        ((10, 12), [(3, 12)]),
        ((11, 12), [(3, 9), (11, 12)]),
        ((4, 5), [(3, 9)]),
        ((3, 9), [(3, 9)]),
    ],
    ids=["overlapping", "adjacent", "apart", "inside", "same"],
)
def test_pauses_that_touch_become_one(second: tuple[int, int], joined: list[tuple[int, int]]) -> None:
    first, other = (Pause(date(2025, 6, a), date(2025, 6, b)) for a, b in ((3, 9), second))

    assert [(pause.first.day, pause.last.day) for pause in merged([other, first])] == joined


@given(st.lists(PAUSES, max_size=6))
def test_merging_keeps_the_days_and_leaves_gaps_between_pauses(pauses: list[Pause]) -> None:
    joined = merged(pauses)

    assert _days(joined) == _days(pauses)
    assert all(
        later.first - earlier.last > timedelta(days=1) for earlier, later in zip(joined, joined[1:], strict=False)
    )
    assert merged(reversed(joined)) == joined


def _days(pauses: list[Pause] | tuple[Pause, ...]) -> set[date]:
    return {pause.first + timedelta(days=n) for pause in pauses for n in range((pause.last - pause.first).days + 1)}
