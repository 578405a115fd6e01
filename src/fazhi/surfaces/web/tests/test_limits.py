"""How the end of a limit and what is left of it are written, at the edges of hours and days."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fazhi.kernel.procedures.models import NO_LIMIT, Clock, Task
from fazhi.surfaces.web.work.limits import Limit, Today, limit_of

XIAMEN = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 2, 19, 12, tzinfo=XIAMEN)  # a Wednesday

pytestmark = pytest.mark.django_db


def limit(period: str, *, due: date | None = None, moment: datetime | None = None, at: datetime = NOON) -> Limit:
    """Of a task whose limit ends with a day, or at a moment."""
    day = due or (moment.astimezone(XIAMEN).date() if moment else None)
    clock = Clock(period=period, started_date=date(2025, 2, 1), due_date=day, due_at=moment) if day else None
    ends: Any = moment or (
        datetime(day.year, day.month, day.day, tzinfo=XIAMEN) + timedelta(days=1) if day else NO_LIMIT
    )
    task = Task(clock=clock, due_at=ends, since_at=NOON - timedelta(days=6))
    return limit_of(task, Today.of([task], at))


@pytest.mark.parametrize(
    ("due", "told", "left", "is_late"),
    [
        (date(2025, 2, 19), "今天 24:00", "剩 12 小时", False),
        (date(2025, 2, 20), "2月20日 周四", "剩 1 日", False),
        (date(2025, 3, 31), "3月31日 周一", "剩 40 日", False),
        (date(2026, 1, 5), "2026-01-05 周一", "剩 320 日", False),
        (date(2025, 2, 18), "2月18日 周二", "逾期 1 日", True),
        (date(2024, 12, 19), "2024-12-19 周四", "逾期 62 日", True),
    ],
)
def test_a_limit_of_days(due, told, left, is_late):
    assert limit("TJ-END", due=due) == Limit(told, left, is_late)


@pytest.mark.parametrize(
    ("ahead", "told", "left", "is_late"),
    [
        (timedelta(minutes=30), "今天 12:30", "剩 30 分钟", False),
        (timedelta(seconds=20), "今天 12:00", "剩 1 分钟", False),
        (timedelta(hours=2), "今天 14:00", "剩 2 小时", False),
        (timedelta(hours=23), "2月20日 周四 11:00", "剩 23 小时", False),
        (timedelta(hours=25), "2月20日 周四 13:00", "剩 1 个工作日", False),
        (timedelta(0), "今天 12:00", "逾期 1 小时", True),
        (-timedelta(hours=18), "2月18日 周二 18:00", "逾期 18 小时", True),
        (-timedelta(hours=30), "2月18日 周二 06:00", "逾期 1 日", True),
    ],
)
def test_a_limit_of_hours(ahead, told, left, is_late):
    assert limit("ST-ONLINE-CONFIRM", moment=(NOON + ahead).astimezone(UTC)) == Limit(told, left, is_late)


def test_working_days_leave_out_what_is_not_worked():
    """28 February 2025 is the seventh working day after 19 February, with one weekend between."""
    assert limit("TJ-ACCEPT", due=date(2025, 2, 28)) == Limit("2月28日 周五", "剩 7 个工作日", is_late=False)


def test_a_task_without_a_limit_tells_how_long_it_has_waited():
    assert limit("") == Limit("—", "已等 6 日", is_late=False)
