"""What must hold across tables: each checker finds its fault, and nothing where there is none."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from fazhi.kernel.procedures import integrity
from fazhi.kernel.procedures.integrity import Checker, check
from fazhi.kernel.procedures.models import NO_LIMIT, Alert, Clock, Task
from fazhi.kernel.procedures.services import run, take, take_over
from fazhi.lines.mediation.models import PeoplesMatter

DAY = date(2024, 6, 3)


def found(name: str, on: date = DAY) -> tuple[int, tuple[str, ...]]:
    (item,) = check(on=on, names=frozenset({name}))
    return item.found, item.told


def test_on_sound_records_no_checker_finds_anything(matter):
    assert {item.checker.name: item.told for item in check(on=DAY) if item.found} == {}


def test_an_open_matter_without_clock_is_found(matter):
    Task.objects.system("a test").filter(matter_id=matter.pk).update(clock=None, due_at=NO_LIMIT)
    Clock.objects.system("a test").filter(matter_id=matter.pk).delete()

    assert found("open-matter-has-clock") == (
        1,
        ("人民调解 〔2024〕1号（莲前街道人民调解委员会）处于“已申请”，没有期限在计算",),
    )


def test_a_matter_older_than_its_limit_needs_no_clock(department_matter):
    """The municipal rules gave a limit from 2024-04-01; the application is of January."""
    assert found("open-matter-has-clock")[0] == 0


def test_an_open_matter_without_task_is_found(matter, department_matter):
    Task.objects.system("a test").filter(matter_id=matter.pk).delete()

    count, told = found("open-matter-has-task")
    assert count == 2  # the department's was never entered by an import
    assert "没有列入任何人的待办" in told[0]


def test_a_limit_past_due_that_nobody_was_told_of_is_found_until_the_clock_has_run(matter, at: datetime):
    late = DAY + timedelta(days=9)
    assert found("overdue-is-escalated", late)[0] == 1
    assert "请运行 fazhi clock" in found("overdue-is-escalated", late)[1][0]

    run(at=at + timedelta(days=9))

    assert found("overdue-is-escalated", late) == (0, ())


def test_a_report_that_nobody_receives_is_found(matter, city, at: datetime):
    type(city.head).objects.system("a test").filter(role="head").update(role="reporter")
    run(at=at + timedelta(days=9))

    count, told = found("escalation-has-recipient")
    assert count == Alert.objects.system("a test").filter(has_recipient=False).count() == 1
    assert "负责人" in told[0]


def test_the_task_of_a_departed_official_is_found(matter, city, at):
    take_over(Task.objects.system("a test").get(matter_id=matter.pk), by=city.clerk, at=at)
    type(city.clerk).objects.system("a test").filter(pk=city.clerk.pk).update(until_date=DAY)

    assert found("task-holder-in-post", DAY)[0] == 0  # the last day is still served
    assert found("task-holder-in-post", DAY + timedelta(days=1)) == (
        1,
        ("〔2024〕1号 的待办仍在 王一 名下，其岗位已于 2024-06-03 终止",),
    )


def test_clocks_and_tasks_of_matters_that_are_gone_or_ended_are_found(matter, city, at):
    clock = Clock.objects.system("a test").get()
    replace_id = uuid4()
    Clock.objects.system("a test").filter(pk=clock.pk).update(matter_id=replace_id)
    assert found("clock-and-task-have-matter") == (1, (f"人民调解有一项期限指向不存在或已办结的事项 {replace_id}",))

    rows = PeoplesMatter.objects.system("a test").filter(pk=matter.pk)
    rows.update(state="withdrawn", concluded_date=DAY, concluded_year=2024, concluded_quarter=2, concluded_month=6)
    assert found("clock-and-task-have-matter")[0] == 2


def test_a_state_that_the_table_no_longer_has_is_found(matter, table: Callable):
    from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

    states = {code: label for code, label in PEOPLES_MEDIATION.states.items() if code != "applied"}
    table(states=states)

    assert found("matter-state-known")[0] == 1


def test_figures_that_contradict_each_other_are_found(monkeypatch, db):
    broken = [type("Holding", (), {"holds": False, "title": "受理等于行政加民事"})()]
    monkeypatch.setattr(
        integrity.indicators, "identities", lambda period, engine: broken if period.year == 2024 else []
    )

    assert found("identities-hold") == (1, ("2024 的勾稽关系不成立：受理等于行政加民事",))


def test_all_findings_are_counted_and_the_first_twenty_told(monkeypatch, db):
    many = Checker("many", "很多", "第 {number} 处", lambda on: ({"number": number} for number in range(50)))
    monkeypatch.setitem(integrity._checkers, "many", many)

    count, told = found("many")

    assert (count, len(told), told[-1]) == (50, 20, "第 19 处")


def test_an_unknown_checker_is_an_error(db):
    with pytest.raises(KeyError):
        check(on=DAY, names=frozenset({"nonesuch"}))


def test_every_checker_has_its_own_name_and_a_sentence():
    names = [checker.name for checker in integrity.registered()]

    assert len(set(names)) == len(names) >= 8
    assert all("{" in checker.sentence and checker.title for checker in integrity.registered())


def test_an_ended_matter_needs_neither_clock_nor_task(matter, city, at):
    parts = {"concluded_date": DAY, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}
    take(matter, "withdraw", by=city.clerk, at=at, on=DAY, changes=parts)

    assert {item.checker.name: item.told for item in check(on=DAY + timedelta(days=400)) if item.found} == {}
