"""A matter comes into being by an act like any other."""

from dataclasses import replace
from datetime import date

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import CannotBegin, FutureAct, LateEntry, MissingGround, OutOfSight
from fazhi.kernel.procedures.queries import work_of
from fazhi.kernel.procedures.services import begin
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.surfaces.cli import wording  # noqa: F401  registers the sentences
from fazhi.surfaces.wording import sentence

DAY = date(2024, 6, 3)


@pytest.fixture
def draft(city) -> PeoplesMatter:
    return PeoplesMatter(
        number="〔2024〕9号",
        office=city.committee,
        category="neighbour",
        form="mediation",
        source="application",
        parties_count=2,
    )


def stored() -> list[PeoplesMatter]:
    return list(PeoplesMatter.objects.system("a test"))


def test_an_application_starts_its_clock_its_task_and_its_trail(draft, city, at, clocks):
    begin(draft, by=city.clerk, at=at, on=DAY)

    (found,) = stored()
    assert (found.state, found.version, found.occurred_date, found.recorded_at) == ("applied", 1, DAY, at)
    assert clocks(found)["TJ-ACCEPT"].due_date == date(2024, 6, 6)
    assert [(work.number, work.task.holder) for work in work_of(city.clerk, on=DAY)] == [("〔2024〕9号", city.clerk)]
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.basis) == (
        "mediation.people.begin",
        city.clerk.code,
        "人民调解法 第十七条",
    )


def test_who_may_not_and_who_does_not_see_the_office(draft, city, at):
    with pytest.raises(NotPermitted):
        begin(draft, by=city.reporter, at=at)
    with pytest.raises(OutOfSight):
        begin(draft, by=city.stranger, at=at)

    assert (stored(), Entry.objects.count()) == ([], 0)


def test_its_day_is_neither_to_come_nor_long_ago(draft, city, at):
    with pytest.raises(FutureAct):
        begin(draft, by=city.clerk, at=at, on=date(2024, 6, 4))
    with pytest.raises(LateEntry):
        begin(draft, by=city.clerk, at=at, on=date(2024, 5, 1))

    begin(draft, by=city.clerk, at=at, on=date(2024, 5, 1), grounds={"late_reason": "纸质登记补录"})
    assert len(stored()) == 1


def test_what_the_opening_needs_must_be_given(draft, city, at, table):
    table(opening=replace(PEOPLES_MEDIATION.opening, needs=("consent",)))

    with pytest.raises(MissingGround) as caught:
        begin(draft, by=city.clerk, at=at)

    assert "申请" in (sentence(caught.value) or "")


def test_where_only_imports_bring_matters_nobody_begins_one(draft, city, at, table):
    table(opening=None)

    with pytest.raises(CannotBegin) as caught:
        begin(draft, by=city.clerk, at=at)

    assert "不能逐件登记" in (sentence(caught.value) or "")


def test_a_cover_begins_for_the_absent_one(draft, city, at):
    record_absence(city.clerk, city.head, DAY, DAY, AbsenceReason.TRAINING, by=city.head, at=at)

    begin(draft, by=city.head, at=at, standing_in_for=city.clerk)

    assert len(stored()) == 1


def test_a_period_that_says_how_long_a_thing_is_kept_runs_no_clock(table):
    accept, *rest = PEOPLES_MEDIATION.steps
    table(steps=(replace(accept, within=replace(accept.within, period="TJ-KEEP")), *rest))

    assert any("no period that runs" in message.msg for message in registry.check_procedures())
