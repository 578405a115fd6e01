"""What the database does not take of records, agreements, performance and confirmation, whoever writes it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, models

from fazhi.lines.mediation.models import (
    Agreement,
    Confirmation,
    OutsiderRequest,
    Performance,
    RiskReport,
    Visit,
    WorkRecord,
)

AT = datetime(2025, 6, 9, 4, tzinfo=UTC)
MON, TUE, WED = date(2025, 6, 9), date(2025, 6, 10), date(2025, 6, 11)
_MATTER = {"number": "1号", "occurred_date": MON, "recorded_at": AT}
SIGNED = dict.fromkeys(("applicant_signed_date", "respondent_signed_date", "mediator_signed_date", "sealed_date"), MON)
RECORD = {"procedure": "mediation.people", "kind": "session", "sequence": 1, "outcome": "agreed", "occurred_at": AT}
RISK = {**_MATTER, "procedure": "mediation.people", "kind": "crime", "manner": "written", "organ": "派出所",
        "reported_at": AT, "state": "reported"}  # fmt: skip
WRITTEN = {"procedure": "mediation.people", "form": "written", "terms": "赔偿。", "performance_mode": "once",
           **SIGNED, "effective_date": MON}  # fmt: skip
ORAL = {**WRITTEN, **dict.fromkeys(SIGNED), "form": "oral", "reached_date": MON}
FOLLOWED = {**_MATTER, "procedure": "mediation.people", "state": "watching", "counted_from_date": MON}
VISIT = {"visited_date": MON, "manner": "telephone", "result": "partly"}
REQUESTED = {**_MATTER, "procedure": "mediation.people", "state": "requested", "court": "法院",
             "court_ground": "mediator", "applicant_signed_date": TUE, "respondent_signed_date": TUE,
             "effective_date": MON, "requested_date": TUE}  # fmt: skip
CONFIRMED = {**REQUESTED, "state": "confirmed", "court_accepted_date": TUE, "decided_date": WED}
REFUSED = {**CONFIRMED, "state": "refused", "refusal_ground": "unclear"}
OUTSIDER = {**_MATTER, "state": "requested", "known_date": MON, "requested_date": TUE}

TRUE: list[tuple[type[models.Model], dict[str, Any]]] = [
    (WorkRecord, RECORD),
    (WorkRecord, {**RECORD, "kind": "explanation", "outcome": ""}),
    (RiskReport, RISK),
    (RiskReport, {**RISK, "state": "received", "receipt_number": "回执1号"}),
    (Agreement, WRITTEN),
    (Agreement, {**WRITTEN, "sealed_date": TUE, "effective_date": TUE, "performance_due_date": TUE}),
    (Agreement, ORAL),
    (Performance, FOLLOWED),
    (Visit, VISIT),
    (Confirmation, REQUESTED),
    (Confirmation, {**REQUESTED, "state": "not_accepted", "refusal_ground": "status"}),
    (Confirmation, CONFIRMED),
    (Confirmation, {**CONFIRMED, "revoked_date": WED}),
    (Confirmation, REFUSED),
    (OutsiderRequest, OUTSIDER),
    (OutsiderRequest, {**OUTSIDER, "state": "revoked", "decided_date": WED}),
]
FALSE: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (WorkRecord, {**RECORD, "kind": "gossip", "outcome": ""}, "workrecord_kind_known"),
    (WorkRecord, {**RECORD, "outcome": ""}, "workrecord_outcome_of_session"),
    (WorkRecord, {**RECORD, "outcome": "victory"}, "workrecord_outcome_of_session"),
    (WorkRecord, {**RECORD, "kind": "explanation"}, "workrecord_outcome_of_session"),
    (WorkRecord, {**RECORD, "sequence": 0}, "workrecord_sequence_from_one"),
    (RiskReport, {**RISK, "kind": "weather"}, "riskreport_kind_known"),
    (RiskReport, {**RISK, "manner": "pigeon"}, "riskreport_manner_known"),
    (RiskReport, {**RISK, "state": "received"}, "riskreport_receipt_ends_it"),
    (RiskReport, {**RISK, "receipt_number": "回执1号"}, "riskreport_receipt_ends_it"),
    (Agreement, {**WRITTEN, "performance_mode": "never"}, "agreement_performance_mode_known"),
    (Agreement, {**WRITTEN, "terms": ""}, "agreement_has_terms"),
    (Agreement, {**WRITTEN, "sealed_date": None}, "agreement_effect_proven"),
    (Agreement, {**WRITTEN, "sealed_date": TUE}, "agreement_effect_proven"),
    (Agreement, {**WRITTEN, "effective_date": TUE}, "agreement_effect_proven"),
    (Agreement, {**WRITTEN, "reached_date": MON}, "agreement_effect_proven"),
    (Agreement, {**ORAL, "effective_date": TUE}, "agreement_effect_proven"),
    (Agreement, {**ORAL, "sealed_date": MON}, "agreement_effect_proven"),
    (Agreement, {**WRITTEN, "performance_due_date": date(2025, 6, 8)}, "agreement_performance_due_after_effective"),
    (Performance, {**FOLLOWED, "state": "lost"}, "performance_state_known"),
    (Visit, {**VISIT, "manner": "pigeon"}, "visit_manner_known"),
    (Visit, {**VISIT, "result": "fine"}, "visit_result_known"),
    (Confirmation, {**REQUESTED, "court_ground": "nearest"}, "confirmation_court_ground_known"),
    (Confirmation, {**REQUESTED, "effective_date": WED}, "confirmation_requested_after_effective"),
    (Confirmation, {**REQUESTED, "applicant_signed_date": WED}, "confirmation_requested_after_applicant_signed"),
    (Confirmation, {**REQUESTED, "respondent_signed_date": WED}, "confirmation_requested_after_respondent_signed"),
    (Confirmation, {**REQUESTED, "court_accepted_date": MON}, "confirmation_court_accepted_after_requested"),
    (Confirmation, {**CONFIRMED, "court_accepted_date": WED, "decided_date": TUE},
     "confirmation_decided_after_court_accepted"),
    (Confirmation, {**CONFIRMED, "decided_date": None}, "confirmation_decided_has_date"),
    (Confirmation, {**REQUESTED, "decided_date": WED}, "confirmation_decided_has_date"),
    (Confirmation, {**REFUSED, "refusal_ground": ""}, "confirmation_refused_for_a_ground"),
    (Confirmation, {**REFUSED, "refusal_ground": "status"}, "confirmation_refused_for_a_ground"),
    (Confirmation, {**CONFIRMED, "refusal_ground": "unclear"}, "confirmation_refused_for_a_ground"),
    (Confirmation, {**CONFIRMED, "revoked_date": TUE}, "confirmation_revoked_after_decided"),
    (Confirmation, {**REQUESTED, "revoked_date": WED}, "confirmation_revoked_was_confirmed"),
    (OutsiderRequest, {**OUTSIDER, "known_date": WED}, "outsiderrequest_requested_after_known"),
    (OutsiderRequest, {**OUTSIDER, "state": "revoked", "decided_date": MON}, "outsiderrequest_decided_after_requested"),
    (OutsiderRequest, {**OUTSIDER, "state": "dismissed"}, "outsiderrequest_decided_has_date"),
    (OutsiderRequest, {**OUTSIDER, "decided_date": WED}, "outsiderrequest_decided_has_date"),
]  # fmt: skip
SHADOWED = {
    "agreement_form_known",
    "riskreport_state_known",
    "confirmation_state_known",
    "confirmation_refusal_ground_known",
    "outsiderrequest_state_known",
}
"""Constraints that another one is broken along with: which of the two a database names first is its own affair."""


@pytest.fixture
def made(city):
    def make(model: type[models.Model], values: dict[str, Any]) -> models.Model:
        needed: dict[str, Any] = {"office": city.committee}
        if model is Visit:
            needed |= {"performance": make(Performance, FOLLOWED), "recorded_at": AT}
        elif model is OutsiderRequest:
            needed |= {"confirmation": make(Confirmation, {**CONFIRMED, "number": "2号"})}
        else:
            needed |= {"matter_id": uuid4()}
        if model in {WorkRecord, Agreement}:
            needed |= {"recorded_at": AT}
        row = model(**{**needed, **values})
        row.save(force_insert=True)
        return row

    return make


@pytest.mark.parametrize(("model", "values"), TRUE)
def test_what_is_true_is_kept(made, model: type[models.Model], values: dict[str, Any]):
    made(model, values)


@pytest.mark.parametrize(("model", "values", "constraint"), FALSE)
def test_what_can_not_be_true_is_not(made, model: type[models.Model], values: dict[str, Any], constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        made(model, values)


@pytest.mark.parametrize(
    "model", [WorkRecord, RiskReport, Agreement, Performance, Visit, Confirmation, OutsiderRequest]
)
def test_every_constraint_is_violated_here(model: type[models.Model]):
    """A new constraint needs its case above."""
    names = {item.name for item in model._meta.constraints if isinstance(item, models.CheckConstraint)}

    assert names - {constraint for _, _, constraint in FALSE} <= SHADOWED


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (WorkRecord, RECORD),
        (Agreement, WRITTEN),
        (Performance, FOLLOWED),
        (Confirmation, REQUESTED),
    ],
)
def test_one_matter_has_one_of_each(made, model: type[models.Model], values: dict[str, Any]):
    first = made(model, values)

    with pytest.raises(IntegrityError):
        made(model, {**values, "matter_id": first.matter_id, **({"number": "9号"} if "number" in values else {})})


def test_one_request_of_an_outsider_is_open_at_a_time(city):
    values = {"office": city.committee, **CONFIRMED, "matter_id": uuid4(), "number": "2号"}
    confirmation = Confirmation(**values)
    confirmation.save(force_insert=True)
    asked = {**OUTSIDER, "office": city.committee, "confirmation": confirmation}
    OutsiderRequest(**{**asked, "number": "8号", "state": "dismissed", "decided_date": WED}).save(force_insert=True)
    OutsiderRequest(**asked).save(force_insert=True)

    with pytest.raises(IntegrityError):
        OutsiderRequest(**{**asked, "number": "9号"}).save(force_insert=True)
