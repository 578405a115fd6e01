"""`fazhi hotline plan`: a month from records made up by rule, and what is asked of records that can't tell."""

import json
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from fazhi.engines.roster import violations
from fazhi.engines.tide import Kind, first_attempts
from fazhi.lines.hotline.commands.planning import COMMANDS
from fazhi.lines.hotline.errors import NobodyAnswered, NoCallsBefore, WishUnfit
from fazhi.lines.hotline.models import Call, Firm
from fazhi.lines.hotline.rules.planning import Asked, MonthPlan, learned_from, month_plan
from fazhi.lines.hotline.rules.planning.demand import times_of
from fazhi.lines.hotline.terms.planning import SLOTS, CallRow, Team, Wish
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.tests.hotline import faults
from fazhi.surfaces.wording import sentence

FIRST, DAYS = date(2024, 3, 4), 56
"""Monday; eight weeks."""
MONTH = date(2024, 5, 1)


def rows_of(day: date) -> list[CallRow]:
    """From eight to six, every ten minutes of a day worked and every half hour of one of rest; one in ten hangs up."""
    step = 10 if day.weekday() < 5 else 30
    return [
        CallRow(day, minute, "hung_up" if minute % 100 == 0 else "answered", 30, 0 if minute % 100 == 0 else 600, "")
        for minute in range(480, 1080, step)
    ]


def asked(**values: Any) -> Asked:
    month = [MONTH + timedelta(days=number) for number in range(31)]
    span = [FIRST + timedelta(days=number) for number in range((month[-1] - FIRST).days + 1)]
    kinds = {day: Kind.WORKDAY if day.weekday() < 5 else Kind.WEEKEND for day in span}
    teams = [Team("F1", 1, frozenset()), Team("F2", 2, frozenset())]
    return Asked(**{"wish": Wish(MONTH, 80, 3), "days": month, "kinds": kinds, "teams": teams, **values})


def plan_of(given: Asked) -> MonthPlan:
    rows = [row for number in range(DAYS) for row in rows_of(FIRST + timedelta(days=number))]
    return month_plan(given, learned_from(rows, MONTH, given.kinds), lambda stage: None)


@pytest.fixture(scope="module")
def made() -> MonthPlan:
    return plan_of(asked())


def test_every_half_hour_has_the_seats_that_it_requires(made: MonthPlan):
    for sort, required in enumerate(made.required):
        assert len(required) == SLOTS
        for each in made.shifts:
            busiest = max(required[each.start_minute // 30 : each.end_minute // 30])
            assert busiest <= (each.rest_seats if sort else each.seats)
    assert [made.shifts[0].start_minute, made.shifts[-1].end_minute, len(made.shifts)] == [0, 1440, 3]
    assert sum(made.required[0][:14]) <= sum(made.required[0][18:32])  # nobody calls at night


def test_the_plan_answers_the_share_promised(made: MonthPlan):
    assert min(made.worked, made.rest) >= 0.8
    assert min(made.worked, made.rest) <= made.pickup <= max(made.worked, made.rest) <= 1.0


def test_the_forecast_is_of_each_half_hour_of_the_month(made: MonthPlan):
    slots = [slot["slot"] for slot in made.tide["forecast"]]

    assert (slots[0][:10], slots[-1][:10]) == ("2024-05-01", "2024-05-31")
    eight = [slot["mean"] for slot in made.tide["forecast"] if slot["slot"] == "2024-05-07T09:00"]
    assert eight == [pytest.approx(3, abs=0.5)]


def test_the_roster_covers_each_segment_by_shares(made: MonthPlan):
    manned = sum(
        1 for day in asked().days for each in made.shifts if (each.seats if day.weekday() < 5 else each.rest_seats)
    )

    assert len(made.request.duties) == manned
    assert violations(made.request, made.found.assignments) == ()
    total = sum(made.found.weights.loads.values())
    assert made.found.weights.targets == {"F1": Fraction(total, 3), "F2": Fraction(2 * total, 3)}


def test_without_firms_there_is_no_roster():
    assert plan_of(asked(teams=())).found is None


def test_patience_is_all_waiting_by_those_who_gave_up():
    rows = [
        CallRow(FIRST, 540, "answered", 60, 300, ""),
        CallRow(FIRST, 541, "hung_up", 120, 0, ""),
        CallRow(FIRST, 542, "answered", 0, 900, ""),
    ]

    times = times_of(rows, first_attempts([]), MONTH)

    # Three minutes waited, one gave up; ten minutes the mean of five and fifteen.
    assert (times.patience, times.talk, times.redial) == (3.0, 10.0, 0.0)
    with pytest.raises(NobodyAnswered) as refused:
        times_of(rows[1:2], first_attempts([]), MONTH)
    assert "没有接听的来电" in (sentence(refused.value) or "")


def run(city: Any, **options: Any) -> Any:
    given = {"month": "2024-05", "target": "0.8", "segments": 3, "office": None, **options}
    return COMMANDS[0].run(SimpleNamespace(arguments=SimpleNamespace(**given), by=None))


@pytest.fixture
def called(city: Any) -> Any:
    for place, row in enumerate(row for number in range(DAYS) for row in rows_of(FIRST + timedelta(days=number))):
        Call(
            office=city.bureau, number=f"{place:05}", called_date=row.day, called_year=2024,
            called_quarter=(row.day.month + 2) // 3,
            called_month=row.day.month, called_hour=row.minute // 60, minute=row.minute, outcome=row.outcome,
            wait_seconds=row.wait_seconds,
            talk_seconds=row.talk_seconds,
        ).save()  # fmt: skip
    for code, share in (("F1", 1), ("F2", 2)):
        Firm(office=city.bureau, code=code, name=code, share=share, from_date=date(2022, 1, 1)).save()
    return city


def test_the_command_tells_the_whole_plan_and_what_is_missing(called: Any):
    answer = run(called)

    assert {"tide", "required", "cuts", "seats", "roster", "pickup"} <= set(answer.data)
    assert faults("plan-output", json.loads(json.dumps(answer.data))) == []
    assert answer.data["roster"]["proven"] in (True, False)
    assert "一天分 3 段" in answer.text
    assert "2 个团队排" in answer.text
    with pytest.raises(NoCallsBefore) as refused:
        run(called, month="2024-08")
    assert sentence(refused.value).startswith("2024年8月之前的一个月没有来电记录")
    for wrong in ({"month": "2024-13"}, {"month": "5"}, {"month": "2024-05..2024-04"},
                  {"month": "2024-05..2025-05"}, {"month": "2024-05.."}, {"target": "1"}, {"target": "0.905"},
                  {"target": "x"}, {"target": "nan"}, {"segments": None}, {"office": "XX"}):  # fmt: skip
        with pytest.raises(BadArgument):
            run(called, **wrong)
    with pytest.raises(WishUnfit):
        run(called, segments=25)


def test_months_in_a_row_are_each_planned_from_the_records_there_are_learned_once(called: Any, monkeypatch: Any):
    from fazhi.lines.hotline.rules import planning

    learned = []
    monkeypatch.setattr(planning, "learned_from", lambda *given: learned.append(given[1]) or learned_from(*given))

    months = run(called, month="2024-04..2024-06").data["months"]

    # April has its own records behind it; those of April are the last, and May and June are both foretold from them.
    assert [each["month"] for each in months] == ["2024-04", "2024-05", "2024-06"]
    assert learned == [date(2024, 4, 1), date(2024, 5, 1)]
    assert months[1] == run(called).data
    assert faults("plan-output", {"months": json.loads(json.dumps(months))}) == []
    assert faults("plan-output", {"months": months[:1]}) != []
    assert months[2]["tide"]["forecast"][0]["slot"].startswith("2024-06-01")


def test_without_any_call_no_office_can_be_planned_for(city: Any):
    with pytest.raises(BadArgument):
        run(city)
