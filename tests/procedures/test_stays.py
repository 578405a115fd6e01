"""Acts within a state (一次调解、一次告知): the matter stays, its clock runs on, the trail has each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Step
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import NothingToRectify
from fazhi.kernel.procedures.services import enter, rectify, take
from fazhi.kernel.procedures.services.tasks import may_go_on
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.lines.mediation.services.acts import parts

CALL = Step("call", "通知", "applied", "applied", by="mediation.people.register", basis=Article("人民调解法", 17))
TUESDAY = datetime(2024, 6, 4, 2, tzinfo=UTC)


@pytest.fixture
def with_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    table = replace(PEOPLES_MEDIATION, steps=(*PEOPLES_MEDIATION.steps, CALL))
    monkeypatch.setitem(registry._procedures, table.name, table)


def test_an_act_that_stays_leaves_clock_and_state_and_is_in_the_trail(
    with_calls, matter: PeoplesMatter, city, clocks: Callable
):
    before = clocks(matter)["TJ-ACCEPT"]

    for _ in range(2):
        take(matter, "call", by=city.mediator, at=TUESDAY, on=date(2024, 6, 4))

    stored = PeoplesMatter.objects.system("a test").get(pk=matter.pk)
    after = clocks(matter)["TJ-ACCEPT"]
    assert (stored.state, stored.version) == ("applied", 3)
    assert (after.pk, after.due_date, after.stopped_at) == (before.pk, before.due_date, None)
    assert Entry.objects.filter(action="mediation.people.call").count() == 2


def test_the_right_day_of_an_act_that_stays_moves_no_clock(with_calls, matter: PeoplesMatter, city, clocks: Callable):
    take(matter, "call", by=city.mediator, at=TUESDAY, on=date(2024, 6, 4))

    with pytest.raises(NothingToRectify):
        rectify(matter, by=city.head, at=TUESDAY, reason="日期有误", step="call", on=date(2024, 6, 3))

    assert clocks(matter)["TJ-ACCEPT"].started_date == date(2024, 6, 3)


def test_who_may_only_act_within_the_state_does_not_have_the_matter_waiting(matter: PeoplesMatter, city):
    """A clerk may appoint the mediator; the matter waits for the mediator."""
    take(matter, "accept", by=city.clerk, at=TUESDAY, on=date(2024, 6, 4), changes=parts("accepted", date(2024, 6, 4)))

    assert may_go_on(registry.procedure_of(matter), "accepted", "mediator")
    assert not may_go_on(registry.procedure_of(matter), "accepted", "clerk")


def test_where_every_act_stays_who_may_take_one_has_the_matter_waiting(with_calls, monkeypatch: pytest.MonkeyPatch):
    only = replace(registry.procedure_named(PEOPLES_MEDIATION.name), steps=(CALL,))

    assert may_go_on(only, "applied", "clerk")
    assert not may_go_on(only, "applied", "head")


def test_an_end_stops_every_clock_of_the_matter(matter: PeoplesMatter, city, clocks: Callable):
    """Of two limits that run at once only one is named by the step that ends it."""
    entered = [(matter.pk, matter.office_id, date(2024, 6, 3))]
    enter(replace(PEOPLES_MEDIATION, ends=frozenset(PEOPLES_MEDIATION.states)), "accepted", entered, at=TUESDAY)

    take(
        matter,
        "refuse",
        by=city.clerk,
        at=TUESDAY,
        on=date(2024, 6, 4),
        grounds={"reason": "in_court"},
        changes=parts("concluded", date(2024, 6, 4)),
    )

    assert {period: clock.stopped_date for period, clock in clocks(matter).items()} == dict.fromkeys(
        ("TJ-ACCEPT", "TJ-END"), date(2024, 6, 4)
    )
