"""Matters of mediation for the runner of steps: the kernel has no matter of its own to move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from fazhi.engines.procedure import THE_CLOCK, Procedure, Step
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.models import Clock, Matter
from fazhi.kernel.procedures.services import enter
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION


@pytest.fixture
def applied(city, at: datetime) -> Callable[..., PeoplesMatter]:
    """An application before the committee in 思明区, its clock running from the day given."""

    def make(number: str = "〔2024〕1号", on: date = date(2024, 6, 3), **values: Any) -> PeoplesMatter:
        matter = PeoplesMatter(
            number=number,
            office=city.committee,
            state="applied",
            occurred_date=on,
            recorded_at=at,
            category="neighbour",
            form="mediation",
            source="application",
            parties_count=2,
            **values,
        )
        matter.save()
        enter(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, on)], at=at)
        return matter

    return make


@pytest.fixture
def matter(applied: Callable[..., PeoplesMatter]) -> PeoplesMatter:
    return applied()


@pytest.fixture
def department_matter(city, at: datetime) -> AdministrativeMatter:
    """An application of early 2024 before the department; no clock runs yet."""
    matter = AdministrativeMatter(
        number="行调1号",
        office=city.department,
        state="applied",
        occurred_date=date(2024, 1, 2),
        recorded_at=at,
        category="labour",
        nature="civil",
    )
    matter.save()
    return matter


@pytest.fixture
def clocks() -> Callable[[Matter], dict[str, Clock]]:
    """Period code → the matter's latest clock of it."""

    def find(matter: Matter) -> dict[str, Clock]:
        rows = Clock.objects.system("a test").filter(matter_id=matter.pk).order_by("id")
        return {clock.period: clock for clock in rows}

    return find


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Procedure]:
    """People's mediation with other steps or rules, for the length of a test."""

    def change(**changes: Any) -> Procedure:
        changed = replace(PEOPLES_MEDIATION, **changes)
        monkeypatch.setitem(registry._procedures, PEOPLES_MEDIATION.name, changed)
        return changed

    return change


@pytest.fixture
def deemed_accepted(table: Callable[..., Procedure]) -> Step:
    """A table by which silence on an application means that it is accepted."""
    accept, *_ = PEOPLES_MEDIATION.steps
    lapse = replace(accept, name="lapse", title="视为受理", by=THE_CLOCK)
    table(steps=(*PEOPLES_MEDIATION.steps, lapse))
    return lapse
