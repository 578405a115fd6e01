from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models

from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.terms import Sector

ACCEPTED = {"state": "accepted", **parts("accepted", date(2024, 5, 6))}
FAILED = {
    "state": "failed",
    **parts("accepted", date(2024, 5, 6)),
    **parts("concluded", date(2024, 6, 3)),
    "is_concluded": 1,
}
SETTLED = {**FAILED, "state": "settled", **parts("effective", date(2024, 6, 2))}
ON_THE_SPOT = {
    **SETTLED, **dict.fromkeys(parts("accepted", date(2024, 5, 6))), "form": "on_the_spot", "is_concluded": 0, "is_on_the_spot": 1,
}  # fmt: skip
VISITED, CONFIRMED = parts("visited", date(2024, 7, 2)), parts("confirmed", date(2024, 6, 28))
EARLY = date(2024, 5, 5)

TRUE = [
    pytest.param({}, id="applied"),
    pytest.param(ACCEPTED, id="accepted"),
    pytest.param(FAILED, id="failed"),
    pytest.param({**FAILED, **parts("concluded", date(2024, 5, 6))}, id="failed on the day of acceptance"),
    pytest.param(SETTLED, id="settled, no amount"),
    pytest.param({**SETTLED, "amount_fen": 0, "agreement_form": "oral"}, id="settled, nothing to pay"),
    pytest.param({**FAILED, "state": "withdrawn", "is_concluded": 0}, id="withdrawn"),
    pytest.param({"state": "refused", **parts("concluded", date(2024, 6, 3))}, id="refused"),
    pytest.param(ON_THE_SPOT, id="settled on the spot"),
    pytest.param({**SETTLED, **VISITED, **CONFIRMED, "performance": "performed"}, id="performed and confirmed"),
]
OF_PEOPLE_ONLY = {"settled on the spot", "performed and confirmed"}
FALSE = [
    # ended, so that no other constraint is broken: which of several a database names first is its own affair
    ({"state": "pending", **parts("concluded", date(2024, 6, 3))}, "state_known"),
    ({"category": "weather"}, "category_known"),
    ({**ACCEPTED, "accepted_year": None}, "accepted_parts"),
    ({"accepted_year": 2024}, "accepted_parts"),
    ({**FAILED, "concluded_year": None}, "concluded_parts"),
    ({**SETTLED, "effective_year": None}, "effective_parts"),
    ({**FAILED, **parts("concluded", EARLY)}, "concluded_after_accepted"),
    ({**SETTLED, **parts("effective", EARLY)}, "effective_after_accepted"),
    ({**ACCEPTED, **parts("concluded", date(2024, 6, 3))}, "ended_has_date"),
    ({**FAILED, **dict.fromkeys(parts("concluded", EARLY))}, "ended_has_date"),
    ({**SETTLED, **dict.fromkeys(parts("effective", EARLY))}, "settled_has_effect"),
    ({**FAILED, **parts("effective", date(2024, 6, 2))}, "settled_has_effect"),
    ({**SETTLED, "amount_fen": -1}, "amount_of_agreement"),
    ({**FAILED, "amount_fen": 1}, "amount_of_agreement"),
]
FALSE_PEOPLES = [
    ({"form": "telephone"}, "peoplesmatter_form_known"),
    ({"source": "rumour"}, "peoplesmatter_source_known"),
    ({**SETTLED, "agreement_form": "handshake"}, "peoplesmatter_agreement_form_known"),
    ({**ON_THE_SPOT, **parts("accepted", date(2024, 5, 6))}, "peoplesmatter_on_the_spot"),
    ({**ON_THE_SPOT, "is_on_the_spot": 0}, "peoplesmatter_on_the_spot"),
    ({"is_on_the_spot": 1}, "peoplesmatter_on_the_spot"),
    ({**FAILED, "is_concluded": 0}, "peoplesmatter_is_concluded"),
    ({**FAILED, "state": "withdrawn"}, "peoplesmatter_is_concluded"),
    ({**ON_THE_SPOT, "is_concluded": 1}, "peoplesmatter_is_concluded"),
    ({**SETTLED, "performance": "promised"}, "peoplesmatter_performance_known"),
    ({**SETTLED, **VISITED, "visited_year": None}, "peoplesmatter_visited_parts"),
    ({**SETTLED, **CONFIRMED, "confirmed_year": None}, "peoplesmatter_confirmed_parts"),
    ({**SETTLED, **parts("visited", date(2024, 6, 1))}, "peoplesmatter_visited_after_effective"),
    ({**SETTLED, **parts("confirmed", date(2024, 6, 1))}, "peoplesmatter_confirmed_after_effective"),
    ({**FAILED, "performance": "performed"}, "peoplesmatter_followed_up_is_settled"),
    ({**FAILED, **VISITED}, "peoplesmatter_followed_up_is_settled"),
    ({**FAILED, **CONFIRMED}, "peoplesmatter_followed_up_is_settled"),
]


FALSE_ADMINISTRATIVE = [
    ({"nature": "criminal"}, "administrativematter_nature_known"),
    ({**SETTLED, "closed_date": date(2024, 6, 3)}, "administrativematter_closed"),
    ({**SETTLED, "closed_date": None}, "administrativematter_closed"),
    ({**FAILED, "closed_date": None}, "administrativematter_closed"),
    ({**ACCEPTED, "closed_date": date(2024, 6, 3)}, "administrativematter_closed"),
    ({"procedure": "mediation.people"}, "administrativematter_sector_known"),
    ({"procedure": Sector.TRAFFIC, "nature": "administrative"}, "administrativematter_sector_civil"),
    ({"agency_name": "市公安局"}, "administrativematter_agency_of_dispute"),
    ({"nature": "administrative", "is_own_dispute": 1}, "administrativematter_own_dispute_supervised"),
    ({"not_accepted": "tired"}, "administrativematter_not_accepted_known"),
    ({"ending": "boredom"}, "administrativematter_ending_known"),
    ({"damage": "death", "damage_date": date(2024, 5, 1)}, "administrativematter_damage_dated"),
    ({"procedure": Sector.TRAFFIC, "damage": "death"}, "administrativematter_damage_dated"),
]


def of_department(values: dict[str, Any]) -> dict[str, Any]:
    """Without the columns that only people's matters have, and with the day on which figures count it out."""
    closed = {"closed_date": values.get("effective_date") or values.get("concluded_date")}
    return closed | {name: value for name, value in values.items() if hasattr(AdministrativeMatter, name)}


@pytest.mark.parametrize("values", TRUE)
def test_a_true_peoples_matter_is_kept(peoples: Callable[..., PeoplesMatter], values: dict[str, Any]):
    peoples(**values).save()


@pytest.mark.parametrize("values", [case for case in TRUE if case.id not in OF_PEOPLE_ONLY])
def test_a_true_administrative_matter_is_kept(
    administrative: Callable[..., AdministrativeMatter], values: dict[str, Any]
):
    administrative(**of_department(values)).save()


@pytest.mark.parametrize(("values", "constraint"), [*((v, f"peoplesmatter_{c}") for v, c in FALSE), *FALSE_PEOPLES])
def test_the_database_refuses_a_peoples_matter_that_can_not_be_true(
    peoples: Callable[..., PeoplesMatter], values: dict[str, Any], constraint: str
):
    with pytest.raises(IntegrityError, match=constraint):
        peoples(**values).save()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        *((v, f"administrativematter_{c}") for v, c in FALSE),
        *FALSE_ADMINISTRATIVE,
    ],
)
def test_the_database_refuses_an_administrative_matter_that_can_not_be_true(
    administrative: Callable[..., AdministrativeMatter], values: dict[str, Any], constraint: str
):
    with pytest.raises(IntegrityError, match=constraint):
        administrative(**of_department(values)).save()


@pytest.mark.parametrize("model", [PeoplesMatter, AdministrativeMatter])
def test_every_constraint_is_violated_here(model: type[models.Model]):
    """A new constraint needs its case above."""
    names = {item.name for item in model._meta.constraints if isinstance(item, models.CheckConstraint)}
    prefix = f"{model.__name__.lower()}_"
    tried = {f"{prefix}{c}" for _, c in FALSE} | {c for _, c in (*FALSE_PEOPLES, *FALSE_ADMINISTRATIVE)}

    assert names <= tried


def test_a_number_is_used_once_in_an_office(peoples: Callable[..., PeoplesMatter], city):
    peoples().save()
    peoples(office=city.other_committee).save()

    with pytest.raises(IntegrityError):
        peoples().save()


@pytest.mark.parametrize("name", ["accepted", "concluded", "effective"])
def test_a_date_stands_with_its_quarter_and_month_too(peoples: Callable[..., PeoplesMatter], name: str):
    """Breakdowns by month read the part: without it the row falls out of every month and stays in the year."""
    with pytest.raises(IntegrityError):
        peoples(**{**SETTLED, f"{name}_quarter": None, f"{name}_month": None}).save()
