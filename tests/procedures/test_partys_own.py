"""Acts that a party takes itself: no official can, and a party can nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Opening, Permission, Step
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures import forms, registry, services
from fazhi.kernel.procedures.errors import CannotBegin, MissingGround, NotPartysOwn, StepNotOpen, UnknownStep
from fazhi.kernel.procedures.form_check import faults
from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.queries import open_acts
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

LAW = Article("人民调解法", 23)
OWN = Permission("made.up.own", "当事人自己", frozenset(), LAW)
STEP = Step("call_off", "当事人撤回", "applied", "withdrawn", by=OWN.code, basis=LAW, needs=("reason",))


@pytest.fixture(autouse=True)
def own(table: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """People's mediation that a party opens and calls off."""
    monkeypatch.setitem(registry._permissions, OWN.code, OWN)
    table(steps=(*PEOPLES_MEDIATION.steps, STEP), opening=Opening("申请", by=OWN.code, basis=LAW, needs=("reason",)))


CHANGES = {"concluded_date": "2024-06-03", "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}


def test_a_party_takes_it_and_the_trail_says_where(matter: PeoplesMatter, at: datetime) -> None:
    services.take_by_party(matter, "call_off", at=at, grounds={"reason": "和好了"}, changes=CHANGES)

    entry = Entry.objects.get()
    assert matter.state == "withdrawn"
    assert (entry.actor, entry.place, entry.action) == ("portal", "portal", "mediation.people.call_off")
    assert entry.basis == LAW.source


def test_no_official_takes_it_or_is_offered_it(city: Any, matter: PeoplesMatter, at: datetime) -> None:
    assert "call_off" not in {act.step.name for act in open_acts(matter, city.mediator)}
    with pytest.raises(NotPermitted):
        services.take(matter, "call_off", by=city.mediator, at=at, grounds={"reason": "x"})


def test_a_party_takes_nothing_else(matter: PeoplesMatter, at: datetime) -> None:
    with pytest.raises(NotPartysOwn):
        services.take_by_party(matter, "accept", at=at)
    with pytest.raises(UnknownStep):
        services.take_by_party(matter, "fly", at=at)
    assert not Entry.objects.exists()


def test_state_and_grounds_bind_a_party_too(matter: PeoplesMatter, at: datetime) -> None:
    with pytest.raises(MissingGround):
        services.take_by_party(matter, "call_off", at=at, grounds={"reason": " "})
    services.take_by_party(matter, "call_off", at=at, grounds={"reason": "和好了"}, changes=CHANGES)
    with pytest.raises(StepNotOpen):
        services.take_by_party(matter, "call_off", at=at, grounds={"reason": "和好了"})


@pytest.fixture
def unsaved(city: Any) -> PeoplesMatter:
    return PeoplesMatter(
        number="1", office=city.committee, category="neighbour", form="mediation", source="application", parties_count=2
    )


def test_what_a_party_opens_lies_in_the_office(unsaved: PeoplesMatter, at: datetime) -> None:
    services.begin_by_party(unsaved, at=at, grounds={"reason": "纠纷"})

    task = Task.objects.system("a test").get(matter_id=unsaved.pk)
    assert (task.holder, task.state) == (None, "applied")


def test_an_opening_needs_its_grounds(unsaved: PeoplesMatter, at: datetime) -> None:
    with pytest.raises(MissingGround):
        services.begin_by_party(unsaved, at=at)


def test_what_only_imports_bring_no_party_opens(unsaved: PeoplesMatter, at: datetime, table: Any) -> None:
    table(opening=None)

    with pytest.raises(CannotBegin):
        services.begin_by_party(unsaved, at=at)


def test_it_needs_no_form_of_the_desk() -> None:
    made = replace(PEOPLES_MEDIATION, opening=Opening("申请", by=OWN.code, basis=LAW), steps=(STEP,))

    assert [fault.place for fault in faults([made], ()) if fault.text == "no form"] == []
    assert forms.form_of(made.name, "call_off") is None
