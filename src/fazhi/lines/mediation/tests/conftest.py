"""Matters as they stand in each state, with all that the state needs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.services.acts import parts

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
