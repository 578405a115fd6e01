"""Matters as they stand in each state, with all that the state needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.services.people.opening import Side

ACCEPTED = parts("accepted", date(2024, 5, 6))
CONCLUDED = parts("concluded", date(2024, 6, 3))
EFFECTIVE = parts("effective", date(2024, 6, 2))


def _latest_day(values: dict[str, Any]) -> date:
    return values.get("concluded_date") or values.get("accepted_date") or date(2024, 5, 6)


@pytest.fixture
def peoples(city, at: datetime) -> Callable[..., PeoplesMatter]:
    """An application before the committee in 思明区, with other values where given; not yet saved."""

    def make(**values: Any) -> PeoplesMatter:
        usual = {
            "number": "〔2024〕1号",
            "office": city.committee,
            "state": "applied",
            "recorded_at": at,
            "category": "neighbour",
            "form": "mediation",
            "source": "application",
            "parties_count": 2,
        }
        return PeoplesMatter(**{**usual, "occurred_date": _latest_day(values), **values})

    return make


@pytest.fixture
def administrative(city, at: datetime) -> Callable[..., AdministrativeMatter]:
    """An application before the department, with other values where given; not yet saved."""

    def make(**values: Any) -> AdministrativeMatter:
        usual = {
            "number": "行调1号",
            "office": city.department,
            "state": "applied",
            "recorded_at": at,
            "category": "labour",
            "nature": "civil",
        }
        return AdministrativeMatter(**{**usual, "occurred_date": _latest_day(values), **values})

    return make


@pytest.fixture
def settled() -> dict[str, Any]:
    """What a settled matter has: accepted 2024-05-06, in effect 2024-06-02, ended 2024-06-03."""
    return {"state": "settled", **ACCEPTED, **CONCLUDED, **EFFECTIVE, "days_to_conclude": 28, "is_concluded": 1}


@dataclass(frozen=True)
class Committee:
    """
    The committee of 莲前街道 at work, on days of one's choosing; each act is written down at noon of its day.

    clerk, mediator  its posts; `stranger` is of another committee
    """

    clerk: Any
    mediator: Any
    stranger: Any

    def clerks(self, day: date) -> dict[str, Any]:
        return {"by": self.clerk, "at": noon(day), "on": day}

    def mediators(self, day: date) -> dict[str, Any]:
        return {"by": self.mediator, "at": noon(day), "on": day}

    def registered(self, day: date, **values: Any) -> PeoplesMatter:
        usual = {
            "office": self.clerk.office,
            "number": "〔2025〕莲前人调字第1号",
            "source": "application",
            "category": "neighbour",
            "applicant": Side("陈示例"),
            "respondent": Side("林示例"),
        }
        return people.register(**self.clerks(day), **{**usual, **values})

    def accepted(self, day: date, **values: Any) -> PeoplesMatter:
        matter = self.registered(day, **values)
        people.accept(matter, **self.clerks(day))
        return matter

    def mediated(self, day: date, **values: Any) -> PeoplesMatter:
        """Registered, accepted, a mediator appointed, rights told and one session held, all on one day."""
        matter = self.accepted(day, **values)
        people.appoint(matter, **self.clerks(day), mediators=("李二",), named_by="committee", tie="none")
        people.notify_rights(matter, **self.mediators(day))
        people.hold_session(matter, **self.mediators(day), content="双方陈述。", outcome="agreed")
        return matter

    def settled(self, day: date, **values: Any) -> PeoplesMatter:
        """Settled in writing on one day, to be performed once."""
        matter = self.mediated(day, **{k: v for k, v in values.items() if k in {"number", "source"}})
        rest = {k: v for k, v in values.items() if k not in {"number", "source"}}
        people.settle(matter, **self.mediators(day), **{**written(day), **rest})
        return matter


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def written(day: date) -> dict[str, Any]:
    """A written agreement signed and sealed on one day, to be performed once."""
    signed = dict.fromkeys(("applicant_signed", "respondent_signed", "mediator_signed", "sealed"), day)
    return {"agreement_form": "written", "agreement_terms": "赔偿一千元。", "performance_mode": "once", **signed}


@pytest.fixture
def committee(city) -> Committee:
    return Committee(city.clerk, city.mediator, city.stranger)
