"""The facts of each paper of a matter, taken from its records: with full names, for the matter's own file only."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from fazhi.kernel.audit import queries as audit
from fazhi.kernel.parties.queries import parties_of, representatives_in
from fazhi.kernel.parties.terms import PartyKind
from fazhi.lines.mediation.models import (
    AdministrativeMatter,
    Agreement,
    Confirmation,
    Mediation,
    PeoplesMatter,
    RiskReport,
    Visit,
    WorkRecord,
)
from fazhi.lines.mediation.terms import (
    ADMINISTRATIVE,
    PEOPLES,
    AgreementForm,
    Category,
    CourtGround,
    PerformanceMode,
    RecordKind,
    ReportManner,
    RiskKind,
    Route,
    SessionOutcome,
    Source,
    State,
    VisitManner,
    VisitResult,
)
from fazhi.lines.mediation.terms.casefile import Item
from fazhi.lines.mediation.terms.papers import (
    APPLICANT,
    PARTY,
    RESPONDENT,
    AgreementFacts,
    ApplicationFacts,
    ConfirmationFacts,
    ExplanationFacts,
    Facts,
    InvestigationFacts,
    OralFacts,
    PartyFacts,
    RecordFacts,
    RegistrationFacts,
    Representative,
    RightsFacts,
    RiskFacts,
    SessionFacts,
    TerminationFacts,
    VisitFacts,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.parties.models import Party
    from fazhi.kernel.parties.models import Representative as ActingFor

_RECORDS: dict[str, tuple[Item, type[RecordFacts]]] = {
    RecordKind.INVESTIGATION: (Item.INVESTIGATION, InvestigationFacts),
    RecordKind.SESSION: (Item.SESSION, SessionFacts),
    RecordKind.EXPLANATION: (Item.EXPLANATION, ExplanationFacts),
}


def procedure_name(matter: Mediation) -> str:
    """Of people's or of administrative mediation."""
    return ADMINISTRATIVE if isinstance(matter, AdministrativeMatter) else PEOPLES


def shared_facts(matter: Mediation, *, by: "Post", dated: date, notice: str) -> dict[str, Any]:
    """What every paper of the matter has, as keywords of `Facts`."""
    return {
        "procedure": procedure_name(matter),
        "office": matter.office.name,
        "number": matter.number,
        "dated": dated,
        "notice": notice,
        "parties": _parties(matter, by),
        "category": Category.labels()[matter.category],
    }


def papers_of(matter: Mediation, *, by: "Post", told: Mapping[str, Any]) -> dict[Item, tuple[Facts, ...]]:
    """
    The papers that the records give, by their place in the file and in order of time.

    told  the facts that every paper has (`shared_facts`)
    """
    shared = {**told, "dated": matter.accepted_date or matter.occurred_date}
    made: dict[Item, list[Facts]] = {item: [] for item in Item}
    made[Item.REGISTRATION] += _opening(matter, shared)
    for record in WorkRecord.objects.visible_to(by).filter(matter_id=matter.pk).order_by("kind", "sequence"):
        if record.kind == RecordKind.RIGHTS_NOTICE:
            dated = {"dated": _local(record.occurred_at).date()}
            made[Item.RIGHTS].append(RightsFacts(**shared | dated, mediators=record.mediators))
        else:
            item, kind = _RECORDS[record.kind]
            made[item].append(kind(**_record(record, shared)))
    agreement = Agreement.objects.visible_to(by).filter(matter_id=matter.pk).first()
    if agreement is not None:
        _agreed(matter, agreement, by, shared, made)
    if matter.state == State.FAILED and matter.concluded_date:
        ended = {"dated": matter.concluded_date, "ended_date": matter.concluded_date}
        made[Item.TERMINATION].append(TerminationFacts(**shared | ended, routes=_routes_told(matter)))
    for report in RiskReport.objects.visible_to(by).filter(matter_id=matter.pk).order_by("reported_at", "number"):
        made[Item.EXPLANATION].append(_risk(report, shared))
    return {item: tuple(papers) for item, papers in made.items() if papers}


def _parties(matter: Mediation, by: "Post") -> tuple[PartyFacts, ...]:
    """In the ledger's order: applicant, respondent, others; on own initiative all are just parties."""
    begun = isinstance(matter, PeoplesMatter) and matter.source == Source.OWN_INITIATIVE
    roles = () if begun else (APPLICANT, RESPONDENT)
    acting = representatives_in(matter.pk, by)
    return tuple(
        _party(
            party,
            roles[party.position - 1] if party.position <= len(roles) else PARTY,
            [one for one in acting if one.party_id == party.pk],
        )
        for party in parties_of(matter.pk, by)
    )


def _party(party: "Party", role: str, acting: "Sequence[ActingFor]") -> PartyFacts:
    return PartyFacts(
        role=role,
        name=party.name,
        is_body=party.kind == PartyKind.ORGANISATION,
        sex=party.get_sex_display() if party.sex else "",
        birth_date=party.birth_date,
        document=party.get_document_type_display() if party.document_type else "",
        document_number=party.document_number,
        phone=party.phone,
        address=party.address,
        representatives=tuple(
            Representative(
                acting_as=one.get_acting_as_display(),
                name=one.name,
                relation=one.get_relation_display() if one.relation else "",
                authority=one.get_authority_display() if one.authority else "",
                phone=one.phone,
            )
            for one in acting
        ),
    )


def _opening(matter: Mediation, shared: dict[str, Any]) -> list[Facts]:
    """登记表, with 申请书 before it where a party applied."""
    if not isinstance(matter, PeoplesMatter):
        return [RegistrationFacts(**shared, accepted_date=matter.accepted_date)]
    told = shared | {"account": matter.facts, "request": matter.request}
    source = Source.labels()[matter.source]
    made: list[Facts] = [RegistrationFacts(**told, source=source, accepted_date=matter.accepted_date)]
    return [ApplicationFacts(**told), *made] if matter.source == Source.APPLICATION else made


def _record(record: WorkRecord, shared: dict[str, Any]) -> dict[str, Any]:
    at = _local(record.occurred_at)
    return shared | {
        "dated": at.date(),
        "sequence": record.sequence,
        "at": at,
        "place": record.place,
        "present": record.present,
        "content": record.content,
        "outcome": SessionOutcome.labels().get(record.outcome, ""),
        "mediators": record.mediators,
    }


def _local(at: datetime) -> datetime:
    """Without its zone: what is printed is the wall clock's time."""
    return timezone.localtime(at).replace(tzinfo=None)


def _agreed(
    matter: Mediation, agreement: Agreement, by: "Post", shared: dict[str, Any], made: dict[Item, list[Facts]]
) -> None:
    """The agreement, and what followed it: visits, requests to a court."""
    common = shared | {
        "dated": agreement.effective_date,
        "account": agreement.facts,
        "liability": agreement.liability,
        "terms": agreement.terms,
        "mode": PerformanceMode.labels()[agreement.performance_mode],
        "due_date": agreement.performance_due_date,
        "amount_fen": matter.amount_fen,
        "mediators": matter.mediator,
    }
    if agreement.form == AgreementForm.ORAL:
        made[Item.ORAL].append(OralFacts(**common, reached_date=agreement.reached_date))
    else:
        days = ("applicant_signed_date", "respondent_signed_date", "mediator_signed_date", "sealed_date")
        signed = {name: getattr(agreement, name) for name in days}
        made[Item.AGREEMENT].append(AgreementFacts(**common, **signed))
    visits = Visit.objects.visible_to(by).filter(performance__matter_id=matter.pk).order_by("visited_date", "id")
    made[Item.VISIT] += [_visit(visit, agreement, shared) for visit in visits]
    requests = Confirmation.objects.visible_to(by).filter(matter_id=matter.pk).order_by("requested_date", "number")
    made[Item.CONFIRMATION] += [_confirmation(request, agreement, shared) for request in requests]


def _visit(visit: Visit, agreement: Agreement, shared: dict[str, Any]) -> VisitFacts:
    return VisitFacts(
        **shared | {"dated": visit.visited_date},
        effective_date=agreement.effective_date,
        visited_date=visit.visited_date,
        manner=VisitManner.labels()[visit.manner],
        result=VisitResult.labels()[visit.result],
        note=visit.note,
    )


def _confirmation(request: Confirmation, agreement: Agreement, shared: dict[str, Any]) -> ConfirmationFacts:
    return ConfirmationFacts(
        **shared | {"dated": request.requested_date},
        court=request.court,
        court_ground=CourtGround.labels()[request.court_ground],
        effective_date=request.effective_date,
        terms=agreement.terms,
        applicant_signed_date=request.applicant_signed_date,
        respondent_signed_date=request.respondent_signed_date,
    )


def _risk(report: RiskReport, shared: dict[str, Any]) -> RiskFacts:
    at = _local(report.reported_at)
    return RiskFacts(
        **shared | {"dated": at.date()},
        organ=report.organ,
        kind=RiskKind.labels()[report.kind],
        reported_at=at,
        manner=ReportManner.labels()[report.manner],
        receiver=report.receiver,
        content=report.content,
        receipt_number=report.receipt_number,
    )


def _routes_told(matter: Mediation) -> str:
    """
    The routes that the parties were told when mediation failed, as the act's ground has them; "" where none is held.

    The trail keeps the grounds of an act; of an imported matter there is no act.
    """
    procedure = procedure_name(matter)
    entries = audit.entries_about(procedure, matter.pk.hex).filter(action=f"{procedure}.fail")
    entry = entries.order_by("-number").first()
    try:
        told = json.loads(entry.detail.content) if entry else {}
    except ObjectDoesNotExist:  # erased with the personal data of the matter
        told = {}
    route = str(told.get("routes_told", ""))
    return Route.labels().get(route, route)
