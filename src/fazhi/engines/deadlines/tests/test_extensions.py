"""Promises of extensions: decided before the period is over, or none."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from fazhi.engines.deadlines import (
    Calendar,
    Kind,
    Pause,
    Period,
    Unit,
    due,
    extension_in_time,
    require_extension_in_time,
)
from fazhi.engines.deadlines.errors import ExtensionTooLate, MomentRequired

CHINA = timezone(timedelta(hours=8))
PLAIN = Calendar({}, {}, frozenset({2025}))
TEN_DAYS = due(Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 10), date(2025, 6, 2), PLAIN)
ONE_DAY = due(Period(Kind.DEADLINE, Unit.HOURS, 24), datetime(2025, 6, 2, 9, tzinfo=CHINA), PLAIN)


@pytest.mark.parametrize(
    ("on", "in_time"),
    [
        (date(2025, 6, 11), True),
        (date(2025, 6, 12), True),
        (date(2025, 6, 13), False),
        (datetime(2025, 6, 12, 23, 59, tzinfo=CHINA), True),
        (datetime(2025, 6, 13, 0, 0, tzinfo=CHINA), False),
    ],
)
def test_an_extension_is_in_time_until_the_last_day_is_over(on: date, in_time: bool) -> None:
    assert extension_in_time(TEN_DAYS, on) is in_time


def test_an_extension_that_comes_too_late_is_none() -> None:
    require_extension_in_time(TEN_DAYS, date(2025, 6, 12))

    with pytest.raises(ExtensionTooLate) as refusal:
        require_extension_in_time(TEN_DAYS, date(2025, 6, 13))

    assert (refusal.value.last, refusal.value.on) == (date(2025, 6, 12), date(2025, 6, 13))


def test_a_pause_keeps_the_door_open() -> None:
    paused = due(
        Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 10),
        date(2025, 6, 2),
        PLAIN,
        pauses=[Pause(date(2025, 6, 3), date(2025, 6, 5))],
    )

    assert extension_in_time(paused, date(2025, 6, 13))


def test_hours_are_extended_before_their_moment() -> None:
    assert extension_in_time(ONE_DAY, datetime(2025, 6, 3, 9, tzinfo=CHINA))
    assert not extension_in_time(ONE_DAY, datetime(2025, 6, 3, 9, 1, tzinfo=CHINA))
    assert extension_in_time(ONE_DAY, datetime(2025, 6, 3, 1, tzinfo=UTC))
    for day in (date(2025, 6, 3), datetime(2025, 6, 3, 9)):
        with pytest.raises(MomentRequired):
            extension_in_time(ONE_DAY, day)
