"""What must hold of matters before a committee, their agreements and their mediators."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from fazhi.kernel.parties import queries as parties
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import AdministrativeMatter, Agreement, Mediation, PeoplesMatter, WorkRecord
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES, RISK, State

_WHY = "an integrity checker"


def _peoples() -> QuerySet[PeoplesMatter]:
    return PeoplesMatter.objects.system(_WHY)


def _without_agreement(on: date) -> Iterator[Finding]:
    """Settled matters that were mediated here, and of which no agreement says why they are in effect."""
    mediated = WorkRecord.objects.system(_WHY).filter(matter_id=OuterRef("pk"))
    agreements = Agreement.objects.system(_WHY).filter(matter_id=OuterRef("pk"))
    rows = _peoples().filter(Exists(mediated), ~Exists(agreements), state=State.SETTLED)
    yield from rows.values("number", office_name=F("office__name")).iterator()


def _other_effect(on: date) -> Iterator[Finding]:
    """Matters that carry another day of effect than their agreement proves."""
    agreements = Agreement.objects.system(_WHY).filter(matter_id=OuterRef("pk"))
    rows = _peoples().annotate(proven=Subquery(agreements.values("effective_date")), office_name=F("office__name"))
    other = Q(effective_date=None) | ~Q(effective_date=F("proven"))
    for row in rows.filter(other, proven__isnull=False).values("number", "office_name", "effective_date", "proven"):
        yield {**row, "day": row["effective_date"] or "（无）"}


def _mediating_party(on: date) -> Iterator[Finding]:
    models: tuple[tuple[str, type[Mediation]], ...] = (
        (PEOPLES, PeoplesMatter),
        (ADMINISTRATIVE, AdministrativeMatter),
    )
    for procedure, model in models:
        rows = parties.with_party_among(procedure, model.objects.system(_WHY), "mediator")
        yield from rows.values("number", office_name=F("office__name")).iterator()


def _without_receipt(on: date) -> Iterator[Finding]:
    for number, office, due in procedures.lapsed(RISK, on):
        yield {"number": number, "office_name": office, "due": due}


PEOPLES_CHECKERS = (
    Checker(
        "settled-matter-has-agreement",
        "经调解成功的案件都有协议",
        "{number}（{office_name}）调解成功，没有登记协议，生效日期没有依据",
        _without_agreement,
    ),
    Checker(
        "effect-is-that-of-agreement",
        "案件的协议生效日期与协议一致",
        "{number}（{office_name}）记为 {day} 生效，按协议的签名盖章应为 {proven}",
        _other_effect,
    ),
    Checker(
        "mediator-is-no-party",
        "调解员不是本案当事人",
        "{number}（{office_name}）的调解员与当事人同名，请核对是否应当回避",
        _mediating_party,
    ),
    Checker(
        "risk-report-has-receipt",
        "风险报告按期登记回执",
        "{number}（{office_name}）应于 {due} 前登记回执，至今没有",
        _without_receipt,
    ),
)
