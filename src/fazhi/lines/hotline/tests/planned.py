"""A hotline that has been planned: calls of some weeks, firms, a plan, a draft as the engines tell it, a published roster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import log, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from fazhi.lines.hotline.models import (
    Call,
    Consultation,
    Draft,
    Duty,
    Firm,
    LineState,
    Outlook,
    Plan,
    Roster,
    Segment,
)

NOW = datetime(2024, 6, 3, 4, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
_STEPS = tuple(sqrt(prime) for prime in (2, 3, 5, 7, 11))
"""Multiples of an irrational number lie evenly in a day, and no two of these go together."""

HALVES = (9 * 60, 15 * 60)
"""Minutes about which calls come."""

SHIFTS = ((0, 480, 1, 1), (480, 720, 4, 2), (720, 1440, 2, 1))


@dataclass(frozen=True)
class Planned:
    plan: Plan
    draft: Draft
    roster: Roster
    duty: Duty
    firms: tuple[Firm, ...]


def firms(office: Any, count: int = 6) -> tuple[Firm, ...]:
    made = tuple(
        Firm(office=office, code=f"F{number}", name=f"示例{name}律师事务所", share=1, from_date=date(2022, 1, 1))
        for number, name in enumerate("甲乙丙丁戊己庚辛"[:count], 1)
    )
    for firm in made:
        firm.save(force_insert=True)
    return made


def plan(office: Any, code: str = "方案1", since: date = date(2022, 1, 1)) -> Plan:
    made = Plan(office=office, code=code, from_date=since)
    made.save(force_insert=True)
    for start, end, seats, rest in SHIFTS:
        Segment(
            office=office, plan=made, start_minute=start, end_minute=end, seats=seats, rest_seats=rest
        ).save(force_insert=True)  # fmt: skip
    return made


def calls(office: Any, first: date, days: int, *, a_day: int = 60) -> int:
    """Calls with two peaks a day, fewer on Saturday and Sunday; the same every time. How many."""
    rows = list(_calls(office, first, days, a_day))
    Call.objects.system("a test").bulk_create(rows)
    return len(rows)


def _calls(office: Any, first: date, days: int, a_day: int) -> Iterator[Call]:
    place = 0
    for each in range(days):
        day = first + timedelta(days=each)
        for number in range(a_day // (3 if day.weekday() > 4 else 1)):
            place += 1
            peak, around, fate, length, who = (place * step % 1.0 for step in _STEPS)
            minute = int(HALVES[int(2 * peak)] + 240 * (around - 0.5) ** 3 * 4)
            answered = fate < 0.85
            yield Call(
                office=office, number=f"{number:05}", called_date=day, called_year=day.year,
                called_quarter=(day.month + 2) // 3, called_month=day.month, called_hour=minute // 60, minute=minute,
                outcome="answered" if answered else "hung_up", wait_seconds=int(60 * length) + (0 if answered else 60),
                talk_seconds=int(-300 * log(1 - length)) + 20 if answered else 0, caller=f"{int(400 * who):016x}",
            )  # fmt: skip


def told() -> dict[str, Any]:
    """What a draft says, in the form of `rules.planning`; two segments where the second is a matter of luck."""
    calm, busy = [1.0] * 48, [2.5] * 48
    side = {"pickup": 0.9, "in_time": 0.8, "hours": 40.0}
    return {
        "calls": 1234,
        "times": {"talk": 5.0, "talk_cv": 0.9, "patience": 3.0, "redial": 0.2, "redial_after": 9.0},
        "forecast": {
            "mean": [busy, calm], "low": [calm, calm], "high": [[4.0] * 48, busy], "days": [21, 9], "wape": None,
            "spread": 0.1,
        },
        "required": [[2] * 48, [1] * 48],
        "curve": [
            {"segments": count, "hours": 50.0 - count / 2, "low": 48.0 - count / 2, "high": 52.0 - count / 2, "pickup": 0.9}
            for count in range(1, 25)
        ],
        "shifts": [
            {"start_minute": 0, "end_minute": 720, "seats": 2, "rest_seats": 1, "calls": 60.0, "pickup": 0.93},
            {"start_minute": 720, "end_minute": 1440, "seats": 1, "rest_seats": 1, "calls": 1.5, "pickup": 0.97},
        ],
        "firmness": [1.0, 0.3],
        "hours": [36.0, 24.0],
        "least_hours": 34.0,
        "compared": [
            {"before": side, "after": {**side, "pickup": 0.93}, "change": 0.03, "low": 0.02, "high": 0.04}, None,
        ],
        "simulated_days": 300,
    }  # fmt: skip


def draft(office: Any, current: Plan | None, month: date = date(2024, 7, 1)) -> Draft:
    made = Draft(
        office=office, month_date=month, target=90, segments=2, current=current, by="吴一", asked_at=NOW, drawn_at=NOW,
        result=told(),
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def lines(office: Any, at: datetime, **more: Any) -> LineState:
    """Three seats signed in and two callers waiting, the longest for 65 seconds."""
    told = {"seats_in": 3, "waiting": 2, "longest_wait_seconds": 65, "is_simulated": False, **more}
    made = LineState(office=office, told_at=at, **told)
    made.save(force_insert=True)
    return made


def advised(**more: Any) -> dict[str, Any]:
    """One seat more from 15:00 to 17:00."""
    opening = {
        "start_minute": 900, "end_minute": 1020, "seats": 1, "calls": 34.2, "foreseen": 26.0, "without": 0.82,
        "having": 0.9,
    }  # fmt: skip
    return {
        "openings": [opening], "start_minute": 660, "calls": 60.0, "foreseen": 52.0, "without": 0.86, "having": 0.91,
        "calls_so_far": 20, "silent": [], "passed": 21, "mean": [3.0] * 48, "low": [1.0] * 48, "high": [6.0] * 48,
        **more,
    }  # fmt: skip


def outlook(office: Any, plan: Plan, at: datetime, advice: dict[str, Any] | None) -> Outlook:
    """Of the day of `at`: two first attempts each half hour, 2.2 calls with those dialled again, of which two are answered."""
    content = {
        "mean": [2.0] * 48, "low": [0.0] * 48, "high": [4.0] * 48, "offered": [2.2] * 48, "answered": [2.0] * 48,
        "target": 0.9,
    }  # fmt: skip
    made = Outlook(
        office=office, day_date=at.astimezone(SHANGHAI).date(), plan=plan, made_at=at, first_date=date(2023, 1, 1),
        last_date=date(2024, 6, 2), calls=1234, content=content, advice=advice, advised_at=at if advice else None,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def build(office: Any, month: date = date(2024, 7, 1)) -> Planned:
    """All of it, with a consultation that waits for its rating."""
    teams, current = firms(office), plan(office)
    calls(office, date(2024, 6, 1), 7)
    roster = Roster(
        office=office, month_date=month, rules={"max_per_day": 1, "max_per_week": 0, "rest_hours": 0}, by="吴一",
        made_at=NOW, deviation_minutes=60, is_proven=True, published_at=NOW,
    )  # fmt: skip
    roster.save(force_insert=True)
    duties = [
        Duty(
            office=office, roster=roster, served_date=month + timedelta(days=day), start_minute=start, end_minute=end,
            seats=seats, firm=teams[(3 * day + place) % len(teams)],
        )
        for day in range(4)
        for place, (start, end, seats, _) in enumerate(SHIFTS)
    ]  # fmt: skip
    Duty.objects.system("a test").bulk_create(duties)
    return Planned(current, draft(office, current), roster, duties[0], teams)


def consultation(office: Any, number: str = "热询1号") -> Consultation:
    made = Consultation(
        office=office, number=number, state="answered", channel="phone", call_number="00001", topic="labour",
        matter="labour.wages", need="拖欠工资", answer="可以仲裁", occurred_date=date(2024, 6, 3), recorded_at=NOW,
        received_date=date(2024, 6, 3), received_year=2024, received_quarter=2, received_month=6,
        answered_date=date(2024, 6, 3),
    )  # fmt: skip
    made.save(force_insert=True)
    return made
