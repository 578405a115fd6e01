"""What can't be true of a committee, an election or a service is refused by the database."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models

from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, Seal, Training

from .network import committee, mediator, member, official, seal, term

EARLY = date(2000, 1, 1)


def training(office: Any, **more: Any) -> None:
    day = {"trained_date": date(2024, 3, 1), "trained_year": 2024, "trained_quarter": 1, "trained_month": 3}
    Training(office=office, official=official("T1"), course="课程", **{**day, "hours": 8, **more}).save()


def committee_at(office: Any, **more: Any) -> None:
    committee(office, **more)


def member_at(office: Any, **more: Any) -> None:
    member(office, "M1", **more)


def mediator_at(office: Any, **more: Any) -> None:
    mediator(office, "M1", **more)


GONE = {"until_date": date(2025, 1, 1), "end_reason": "resigned"}
FALSE = [
    (committee_at, {"filed_date": EARLY}, "committee_filed_after_founded"),
    (committee_at, {"cancelled_date": EARLY}, "committee_cancelled_after_founded"),
    (committee_at, {"at_court": 2}, "committee_flags"),
    (seal, {"until_date": EARLY}, "seal_until_after_from"),
    (seal, {"lost_date": EARLY}, "seal_lost_after_from"),
    (term, {"procedure": "mediation.people"}, "election_kind_known"),
    (term, {"state": "pending", "filed_date": None}, "election_held_has_date"),
    (term, {"elected_date": None, "until_date": None}, "election_held_has_date"),
    (term, {"state": "due", "filed_date": None}, "election_held_has_date"),
    (term, {"until_date": None}, "election_term_has_end"),
    (term, {"procedure": "mediation.by_election"}, "election_term_has_end"),
    (term, {"state": "held"}, "election_filed_has_date"),
    (term, {"filed_date": None}, "election_filed_has_date"),
    (term, {"filed_date": EARLY}, "election_filed_after_elected"),
    (term, {"until_date": EARLY}, "election_until_after_elected"),
    (member_at, {"position": "boss"}, "member_position_known"),
    (member_at, {"elected_date": date(2024, 3, 1)}, "member_from_after_elected"),
    (training, {"hours": 0}, "training_has_hours"),
]
FALSE_SERVICE = [
    ({"sex": "other"}, "sex_known"),
    ({"education": "many books"}, "education_known"),
    ({"political_status": "none"}, "political_known"),
    ({"is_full_time": 2}, "full_time_flag"),
    ({"until_date": date(2025, 1, 1)}, "end_has_reason"),
    ({"end_reason": "resigned"}, "end_has_reason"),
    ({**GONE, "end_reason": "bored"}, "end_has_reason"),
    ({**GONE, "end_reason": "removed"}, "removal_has_ground"),
    ({**GONE, "removal_ground": "leak"}, "removal_has_ground"),
    ({**GONE, "end_reason": "removed", "removal_ground": "late"}, "removal_has_ground"),
    ({**GONE, "until_date": EARLY}, "until_after_from"),
]
CASES = [
    *FALSE,
    *((member_at, values, f"member_{name}") for values, name in FALSE_SERVICE),
    *((mediator_at, values, f"mediator_{name}") for values, name in FALSE_SERVICE),
]


@pytest.mark.parametrize(("make", "values", "constraint"), CASES)
def test_the_database_refuses_what_can_not_be_true(city, make, values: dict[str, Any], constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        make(city.committee, **values)


@pytest.mark.parametrize("make", [committee_at, seal, term, member_at, mediator_at, training])
def test_the_same_is_kept_once(city, make):
    make(city.committee)

    with pytest.raises(IntegrityError):
        make(city.committee)


@pytest.mark.parametrize("model", [Committee, Seal, Election, Member, Mediator, Training])
def test_every_constraint_is_violated_here(model: type[models.Model]):
    """A new constraint needs its case above."""
    names = {item.name for item in model._meta.constraints if isinstance(item, models.CheckConstraint)}

    assert names <= {constraint for _, _, constraint in CASES}
