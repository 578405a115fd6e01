"""Acts within a state (一次调解、一次告知): the matter stays, its clock runs on, the trail has each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Step
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.services import take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION

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
