"""Whose work a matter is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures.errors import MayNotGoOn, OutOfSight, TaskHeld
from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.queries import task_of, work_of
from fazhi.kernel.procedures.services import forget, hand_over, take, take_over
from fazhi.lines.mediation.models import PeoplesMatter

DAY = date(2024, 6, 3)
ACCEPTED = {"accepted_date": DAY, "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}
ENDED = {"concluded_date": DAY, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}


def numbers(post) -> list[str]:
    return [work.number for work in work_of(post, on=DAY)]


@pytest.fixture
def task(matter: PeoplesMatter, city) -> Task:
    found = task_of(matter.pk, city.mediator)
    assert found is not None
    return found


def test_a_new_matter_lies_in_its_office_for_all_who_may_go_on(matter, city):
    assert numbers(city.clerk) == numbers(city.mediator) == ["〔2024〕1号"]
    assert numbers(city.head) == []  # sees it, may take none of its acts
    assert numbers(city.stranger) == []


def test_what_is_most_pressing_comes_first(applied: Callable, city):
    applied("迟", on=date(2024, 6, 3))
    applied("早", on=date(2024, 5, 29))

    assert numbers(city.clerk) == ["早", "迟"]
    assert [work.due for work in work_of(city.clerk, on=DAY)] == [date(2024, 6, 3), date(2024, 6, 6)]


def test_what_one_has_taken_over_is_no_longer_in_the_others_list(task, city, at):
    take_over(task, by=city.clerk, at=at)

    assert numbers(city.clerk) == ["〔2024〕1号"]
    assert numbers(city.mediator) == []
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("procedures.take_over", city.clerk.code)


def test_taking_over_from_a_colleague_needs_a_reason(task, city, at):
    take_over(task, by=city.clerk, at=at)

    with pytest.raises(TaskHeld) as caught:
        take_over(task, by=city.mediator, at=at)
    take_over(task, by=city.mediator, at=at, reason="当事人申请回避")

    assert caught.value.holder == city.clerk.code
    assert numbers(city.mediator) == ["〔2024〕1号"]


def test_who_may_take_none_of_the_open_acts_may_not_take_over(task, city, at):
    with pytest.raises(MayNotGoOn) as caught:
        take_over(task, by=city.head, at=at)

    assert caught.value.acts == ("受理", "不予受理", "当场化解", "报告风险", "撤回")


def test_a_stranger_may_not_take_over(task, city, at):
    with pytest.raises(OutOfSight):
        take_over(task, by=city.stranger, at=at)


def test_the_holder_hands_over_and_the_head_assigns(task, city, at):
    take_over(task, by=city.clerk, at=at)

    hand_over(task, to=city.mediator, by=city.clerk, at=at, reason="轮班")
    hand_over(task, to=city.clerk, by=city.head, at=at, reason="工作量")

    assert numbers(city.clerk) == ["〔2024〕1号"]
    with pytest.raises(NotPermitted):
        hand_over(task, to=city.mediator, by=city.mediator, at=at, reason="想要")


def test_work_is_not_handed_to_one_who_does_not_see_it_or_may_not_do_it(task, city, at):
    with pytest.raises(OutOfSight):
        hand_over(task, to=city.stranger, by=city.head, at=at, reason="工作量")
    with pytest.raises(MayNotGoOn):
        hand_over(task, to=city.head, by=city.head, at=at, reason="工作量")


def test_the_cover_sees_the_absent_ones_work_and_takes_it_over_without_a_reason(task, city, at):
    take_over(task, by=city.clerk, at=at)
    record_absence(city.clerk, city.head, DAY, date(2024, 6, 9), AbsenceReason.ANNUAL_LEAVE, by=city.head, at=at)

    (work,) = work_of(city.head, on=DAY)
    assert (work.number, work.covers) == ("〔2024〕1号", True)
    assert work_of(city.head, on=date(2024, 6, 10)) == ()
    take_over(task, by=city.head, at=at)

    assert task_of(task.matter_id, city.head).holder == city.head


def test_an_act_passes_the_task_on_to_who_may_do_the_next(matter, city, at):
    take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    assert task_of(matter.pk, city.mediator).holder is None  # a clerk may not conduct it
    assert (numbers(city.clerk), numbers(city.mediator)) == ([], ["〔2024〕1号"])


def test_an_act_leaves_the_task_with_its_holder_while_they_may_go_on(matter, task, city, at):
    take_over(task, by=city.mediator, at=at)

    take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    assert task_of(matter.pk, city.mediator).holder == city.mediator


def test_who_acts_and_may_go_on_has_the_task(matter, city, at):
    take(matter, "accept", by=city.mediator, at=at, on=DAY, changes=ACCEPTED)

    assert task_of(matter.pk, city.mediator).holder == city.mediator


def test_the_end_of_the_matter_ends_the_task(matter, city, at: datetime):
    later = at + timedelta(hours=1)
    take(matter, "withdraw", by=city.clerk, at=later, on=DAY, changes=ENDED)

    (done,) = Task.objects.system("a test").filter(matter_id=matter.pk)
    assert done.done_at == later
    assert numbers(city.clerk) == []


def test_a_done_task_cannot_be_taken_over(matter, task, city, at):
    take(matter, "withdraw", by=city.clerk, at=at, on=DAY, changes=ENDED)

    with pytest.raises(OutOfSight):
        take_over(task, by=city.clerk, at=at)


def test_a_matter_without_a_task_gets_one_with_its_next_act(department_matter, city):
    day = date(2024, 1, 2)
    at = datetime(2024, 1, 2, 10, tzinfo=datetime.now().astimezone().tzinfo)
    changes = {"accepted_date": day, "accepted_year": 2024, "accepted_quarter": 1, "accepted_month": 1}

    take(department_matter, "accept", by=city.officer, at=at, on=day, changes=changes)

    assert [work.number for work in work_of(city.officer, on=day)] == ["行调1号"]


def test_an_undone_import_leaves_neither_clock_nor_task(matter, clocks: Callable):
    forget([matter.pk])

    assert clocks(matter) == {}
    assert not Task.objects.system("a test").exists()
