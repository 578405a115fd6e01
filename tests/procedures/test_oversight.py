"""How the work of offices stands, counted by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines.indicator import Period
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import NO_LIMIT, Clock, ClockPause, Task
from fazhi.kernel.procedures.oversight import (
    Judged,
    Sight,
    Standing,
    Which,
    by_office,
    by_procedure,
    limits_behind,
    overdue_by_holder,
    standings,
    tasks_behind,
    total,
)
from fazhi.kernel.procedures.services import rectify, restart, take, take_over
from fazhi.kernel.procedures.services.nearest import follow
from fazhi.kernel.procedures.worklist import page_of
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.terms import PEOPLES

DAY = date(2024, 6, 3)
ACCEPTED = {"accepted_date": DAY, "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}
NOON = datetime(2024, 6, 6, 4, tzinfo=UTC)
"""Noon of 6 June 2024, a Thursday, in Xiamen."""


@pytest.fixture
def sight(city) -> Callable[..., Sight]:
    def look(post: Any = None, period: Period = Period(2024), at: datetime = NOON) -> Sight:  # noqa: B008  frozen
        who = post or city.reporter
        return Sight(who, who.office, period, at)

    return look


def whole(found: dict[Any, Standing]) -> Standing:
    return total(found.values())


def test_work_stands_open_due_or_overdue_by_the_end_of_its_nearest_limit(applied, city, sight):
    applied("周内", on=DAY)  # due 6 June, today
    applied("逾期一日", on=date(2024, 5, 31))  # due 5 June
    applied("逾期", on=date(2024, 5, 28))  # due 31 May
    applied("久", on=date(2024, 5, 6))  # due 9 May
    applied("下周", on=date(2024, 6, 5))  # due 11 June, for 10 June is a holiday

    found = standings(sight())

    assert set(found) == {(PEOPLES, city.committee.pk)}
    assert whole(found)._replace(lapsed=0) == Standing(open=5, week=1, late_short=1, late=1, late_long=1)
    assert whole(found).lapsed == 3


@pytest.mark.parametrize(
    ("ago", "classes"),
    [
        (timedelta(0), (1, 0, 0)),
        (timedelta(days=3) - timedelta(seconds=1), (1, 0, 0)),
        (timedelta(days=3), (0, 1, 0)),
        (timedelta(days=10) - timedelta(seconds=1), (0, 1, 0)),
        (timedelta(days=10), (0, 0, 1)),
        (-timedelta(seconds=1), (0, 0, 0)),
    ],
)
def test_the_classes_of_delay_part_at_three_and_ten_days(applied, sight, ago, classes):
    matter = applied("一")
    ends = Task.objects.system("a test").get(matter_id=matter.pk).due_at

    standing = whole(standings(sight(at=ends + ago)))

    assert (standing.late_short, standing.late, standing.late_long) == classes
    assert standing.overdue == sum(classes)


def test_a_limit_is_kept_on_its_last_day_and_missed_on_the_next(applied, city, sight, at):
    kept, missed, open_one = applied("守", on=DAY), applied("误", on=date(2024, 5, 29)), applied("开", on=DAY)
    for matter, on in ((kept, date(2024, 6, 6)), (missed, date(2024, 6, 4))):
        moment = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
        take(matter, "accept", by=city.mediator, at=moment, on=on, changes=ACCEPTED | {"accepted_date": on})

    standing = whole(standings(sight()))

    assert (standing.kept, standing.missed, standing.lapsed) == (1, 1, 0)
    assert standing.rate == Fraction(1, 2)
    assert whole(standings(sight(period=Period(2023)))).rate is None
    assert whole(standings(sight(period=Period(2024, quarter=2)))).judged == 2
    assert whole(standings(sight(period=Period(2024, month=5)))).judged == 0
    assert open_one.state == "applied"


def test_a_limit_that_lapsed_and_runs_counts_against_the_rate_of_the_period_of_its_last_day(applied, sight):
    applied("误", on=date(2024, 5, 28))  # due 31 May

    assert whole(standings(sight())).lapsed == 1
    assert whole(standings(sight(period=Period(2024, month=5)))).lapsed == 1
    assert whole(standings(sight(period=Period(2024, month=6)))).lapsed == 0
    assert whole(standings(sight())).rate == 0


def test_a_limit_whose_last_day_is_today_has_not_lapsed(applied, sight):
    applied("今", on=DAY)  # due 6 June

    assert whole(standings(sight())).lapsed == 0
    assert whole(standings(sight(at=NOON + timedelta(days=1)))).lapsed == 1


def test_a_limit_that_stands_still_is_neither_due_nor_overdue(applied, sight, at, clocks):
    matter = applied("停", on=DAY)
    pause = {"first_date": DAY, "reason": "鉴定", "by": "a test", "recorded_at": at}
    ClockPause.objects.create(clock=clocks(matter)["TJ-ACCEPT"], **pause)
    follow([matter.pk])

    later = whole(standings(sight(at=NOON + timedelta(days=60))))

    assert (later.open, later.overdue, later.lapsed) == (1, 0, 0)


def test_limits_started_anew_by_an_import_are_neither_kept_nor_missed(applied, sight, at):
    restart([applied("更正").pk], at=at)

    assert whole(standings(sight())) == Standing()


def test_a_rectified_day_judges_the_limit_anew(applied, city, sight, at):
    matter = applied("正", on=date(2024, 5, 28))  # due 31 May
    take(matter, "accept", by=city.mediator, at=at, on=DAY, changes=ACCEPTED)
    before = whole(standings(sight()))
    matter = PeoplesMatter.objects.system("a test").get(pk=matter.pk)

    rectify(matter, by=city.head, at=at, reason="笔误", step="accept", on=date(2024, 5, 31))

    assert (before.kept, before.missed) == (0, 1)
    assert (whole(standings(sight())).kept, whole(standings(sight())).missed) == (1, 0)
    assert whole(standings(sight(period=Period(2024, month=5)))).kept == 1


def test_each_post_counts_its_own_offices(applied, city, sight):
    applied("思", on=DAY)
    matter = applied("湖", on=DAY)
    for model in (Task, Clock):
        model.objects.system("a test").filter(matter_id=matter.pk).update(office=city.other_committee)

    assert {office for _, office in standings(sight(city.head))} == {city.committee.pk}
    assert {office for _, office in standings(sight(city.stranger))} == {city.other_committee.pk}
    both = standings(sight())
    assert by_procedure(both)[PEOPLES].open == 2
    assert by_office(both)[city.committee.pk].open == 1
    # An office outside the post's own adds nothing, whatever is asked.
    assert standings(replace(sight(city.stranger), office=city.head.office)) == {}


def test_holders_stand_by_how_much_of_theirs_is_overdue(applied, city, sight, at):
    for number in ("一", "二"):
        applied(number, on=date(2024, 5, 28))
    taken = applied("三", on=date(2024, 5, 29))
    take_over(Task.objects.system("a test").get(matter_id=taken.pk), by=city.clerk, at=at)

    first, second = overdue_by_holder(sight(), most=5)

    assert (first.name, first.overdue, first.longest) == ("", 2, date(2024, 5, 31))
    assert (second.name, second.overdue, second.longest) == ("王一", 1, DAY)
    assert overdue_by_holder(sight(), most=1) == (first,)
    assert overdue_by_holder(sight(city.stranger), most=5) == ()


def test_every_number_has_as_many_rows(applied, city, sight):
    for number, on in (("一", DAY), ("二", date(2024, 5, 28)), ("三", date(2024, 5, 6))):
        applied(number, on=on)
    look, standing = sight(), whole(standings(sight()))

    counts = {which: len(page_of(tasks_behind(look, which, PEOPLES), limit=50)) for which in Which}

    assert counts == {
        Which.OPEN: standing.open, Which.WEEK: standing.week, Which.LATE: standing.overdue,
        Which.LATE_LONG: standing.late_long,
    }  # fmt: skip
    assert counts == {Which.OPEN: 3, Which.WEEK: 1, Which.LATE: 2, Which.LATE_LONG: 1}
    assert page_of(tasks_behind(look, Which.OPEN, "referral.police"), limit=50) == []
    assert len(limits_behind(look, PEOPLES, Judged.LAPSED, limit=50)) == standing.lapsed == 2


@pytest.mark.parametrize("judged", [Judged.KEPT, Judged.MISSED, Judged.LAPSED])
def test_pages_of_limits_divide_them_without_loss(applied, city, sight, judged):
    made = [applied(f"第{place}", on=date(2024, 4, 1)) for place in range(5)]
    stops = {Judged.KEPT: date(2024, 4, 3), Judged.MISSED: date(2024, 5, 20)}
    if on := stops.get(judged):
        for place, matter in enumerate(made):
            day = on + timedelta(days=place % 2)
            moment = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
            parts = {"concluded_year": day.year, "concluded_quarter": 2, "concluded_month": day.month}
            take(matter, "withdraw", by=city.clerk, at=moment, on=day, changes={"concluded_date": day, **parts})
    Clock.objects.system("a test").filter(matter_id=made[0].pk).update(office=city.other_committee)

    seen: list[int] = []
    after = None
    while found := limits_behind(sight(), PEOPLES, judged, after=after, limit=2):
        seen += [clock.pk for clock in found]
        after = (found[-1].office_id, found[-1].stopped_month or 0, found[-1].pk)

    assert len(seen) == len(set(seen)) == 5


def test_the_database_refuses_a_judgement_that_the_days_disprove(applied, at, clocks):
    matter = applied("一", on=DAY)  # due 6 June
    clock = Clock.objects.system("a test").filter(pk=clocks(matter)["TJ-ACCEPT"].pk)
    stop = {"stopped_at": at, "stopped_date": date(2024, 6, 7), "stopped_year": 2024, "stopped_month": 6}

    with pytest.raises(IntegrityError), transaction.atomic():
        clock.update(**stop, is_on_time=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.update(**stop | {"stopped_year": None})
    assert clock.update(**stop, is_on_time=0) == 1


def test_the_database_refuses_a_due_moment_without_a_limit(applied, at):
    matter = applied("一")
    task = Task.objects.system("a test").filter(matter_id=matter.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        task.update(clock=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        task.update(due_at=NO_LIMIT)


def test_a_task_that_shows_another_limit_than_the_nearest_is_found(applied, city):
    matter = applied("一")

    def found() -> int:
        (checked,) = check(on=DAY, names=frozenset({"task-shows-nearest-clock"}))
        return checked.found

    assert found() == 0
    nearer = Clock(
        procedure=PEOPLES, matter_id=matter.pk, office=city.committee, period="TJ-END", after="accepted",
        started_date=DAY, due_date=DAY,
    )  # fmt: skip
    nearer.save()
    assert found() == 1
    follow([matter.pk])
    assert found() == 0
    Task.objects.system("a test").filter(matter_id=matter.pk).update(clock=None, due_at=NO_LIMIT)
    assert found() == 1
