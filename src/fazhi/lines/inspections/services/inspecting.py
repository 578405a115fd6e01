"""Acts on an inspection until its result is approved: notice, attempts, the record, its approval."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.inspections.errors import FindingsUnfit, LineUnclear, TeamUnfit
from fazhi.lines.inspections.models import Assignment, Inspection, ItemResult, Visit
from fazhi.lines.inspections.queries.draws import team_of
from fazhi.lines.inspections.queries.rosters import inspectors_listed, institution_listed, items_listed
from fazhi.lines.inspections.rules import results
from fazhi.lines.inspections.rules.checklists import checklist
from fazhi.lines.inspections.services.shared import WHY
from fazhi.lines.inspections.terms import (
    INSPECTION,
    Cause,
    InstitutionKind,
    Manner,
    VisitOutcome,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

FEWEST = 2
"""Inspectors at a visit. Source: 行政处罚法 art. 42(1), for penalties; inspections follow it."""
PHOTO = "inspections.photo"
_PNG = b"\x89PNG"
ANSWERS = ("是", "否", "不适用")
ANSWERS_FORM = "要点编号 是、否或者不适用"


@transaction.atomic
def open_for_cause(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    institution: str,
    items: Sequence[str],
    inspectors: Sequence[str],
    cause: str,
    reason: str,
    late_reason: str = "",
) -> Inspection:
    """
    Open an inspection for a cause (有因检查): no draw decides, and no frequency limits it.

    institution, items, inspectors  by code and certificate

    Raises CodeUnknown, TeamUnfit, FindingsUnfit for items of another kind of institution, and what `procedures.begin` raises.
    """
    target, team = institution_listed(institution, on), inspectors_listed(inspectors, on)
    listed = items_listed(items, on)
    strange = [item.code for item in listed if item.kind != target.kind]
    if strange or not listed:
        raise FindingsUnfit(number, (), strange)
    _require_team(number, {each.certificate for each in team}, [each.certificate for each in team], on)
    told = grounds(
        late_reason, institution=target.code, items="、".join(items), cause=Cause(cause).label, reason=reason
    )
    inspection = Inspection(
        office=office,
        number=number,
        institution=target,
        kind=target.kind,
        credit_class=target.credit_class,
        cause=Cause(cause).value,
        cause_told=reason,
        items=[item.code for item in listed],
        **parts("assigned", on),
    )
    procedures.begin(inspection, by=by, at=at, on=on, grounds=told)
    Assignment.objects.system(WHY).bulk_create(
        [Assignment(office=office, inspection=inspection, inspector=each) for each in team]
    )
    return inspection


def notify(inspection: Inspection, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The institution was told of the inspection; one without notice has no such act."""
    told = grounds(late_reason)
    return procedures.take(inspection, "notify", by=by, at=at, on=on, grounds=told, changes={"notified_date": on})


@transaction.atomic
def attempt(
    inspection: Inspection,
    *,
    by: "Post",
    at: datetime,
    on: date,
    outcome: str,
    note: str = "",
    photo: bytes | None = None,
    late_reason: str = "",
) -> Step:
    """Record a visit at which nothing could be inspected: nobody was there, or it was refused. Raises FileRefused."""
    told = grounds(late_reason, outcome=VisitOutcome(outcome).label)
    step = procedures.take(inspection, "attempt", by=by, at=at, on=on, grounds=told)
    Visit(
        office=inspection.office,
        inspection=inspection,
        visited_date=on,
        outcome=VisitOutcome(outcome).value,
        note=note,
        recorded_at=at,
    ).save(force_insert=True)
    _keep(inspection, photo, by, at)
    return step


@transaction.atomic
def record(
    inspection: Inspection,
    *,
    by: "Post",
    at: datetime,
    on: date,
    manner: str,
    findings: Sequence[str],
    present: Sequence[str],
    answers: Sequence[str] = (),
    note: str = "",
    photo: bytes | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record the inspection: what was found of each item, who was there, what the check-list says.

    findings  lines such as 「LS-01 D 未签订书面委托合同」, at least one for each item
    present   certificates of the inspectors, at least two of the team, valid on the day
    answers   lines such as 「LS-1 是」, of the check-list's points

    Raises FindingsUnfit, LineUnclear, TeamUnfit, FileRefused. Source: 行政许可法 art. 61(2), 行政处罚法 art. 55.
    """
    procedures.require_open(inspection, "record", by=by, at=at)
    found = results.read_findings(findings)
    results.require_each(inspection.number, found, inspection.items)
    team = {each.inspector.certificate for each in team_of(inspection)}
    _require_team(inspection.number, team, present, on)
    told_answers = _answers(inspection, answers, on)
    codes = [finding.code for finding in found]
    told = grounds(late_reason, manner=Manner(manner).label, findings="\n".join(findings), present="、".join(present))
    changes = {
        **parts("inspected", on),
        **parts("left", on),
        "manner": Manner(manner).value,
        "has_problem": int(results.has_problem(codes)),
        "is_open_problem": int(results.has_open_problem(codes)),
    }
    step = procedures.take(inspection, "record", by=by, at=at, on=on, grounds=told, changes=changes)
    put_results(inspection, found, on)
    rows = Assignment.objects.system(WHY).filter(inspection=inspection)
    rows.filter(inspector__certificate__in=list(present)).update(is_present=1)
    Visit(
        office=inspection.office,
        inspection=inspection,
        visited_date=on,
        outcome=VisitOutcome.DONE,
        note=note,
        answers=told_answers,
        recorded_at=at,
    ).save(force_insert=True)
    _keep(inspection, photo, by, at)
    return step


def put_results(inspection: Inspection, found: Sequence[results.Finding], on: date) -> None:
    """Write the results of an inspection; those that stood before are withdrawn, and stay readable."""
    rows = ItemResult.objects.system(WHY)
    rows.filter(inspection=inspection, withdrawn_date=None).update(withdrawn_date=on)
    items = {item.code: item for item in items_listed({finding.item for finding in found}, inspection.assigned_date)}
    day = inspection.inspected_date or on
    rows.bulk_create(
        [
            ItemResult(
                office=inspection.office,
                inspection=inspection,
                item=items[finding.item],
                code=finding.code.value,
                note=finding.note,
                **parts("inspected", day),
            )
            for finding in {(one.item, one.code): one for one in found}.values()
        ]
    )


def _require_team(number: str, team: set[str], present: Sequence[str], on: date) -> None:
    """At least two, all of the team, each with a credential valid on the day."""
    rows = inspectors_listed(present, on)
    outside = sorted(set(present) - team)
    invalid = [row.certificate for row in rows if not row.valid_from_date <= on <= row.valid_to_date]
    if outside or invalid or len(set(present)) < FEWEST:
        raise TeamUnfit(number, FEWEST, outside, invalid)


def _answers(inspection: Inspection, lines: Sequence[str], on: date) -> dict[str, str]:
    known = {point.code for point in checklist(InstitutionKind(inspection.kind), on)}
    found: dict[str, str] = {}
    for line in lines:
        code, _, answer = line.strip().partition(" ")
        if code not in known or answer.strip() not in ANSWERS or code in found:
            raise LineUnclear("answers", line, ANSWERS_FORM)
        found[code] = answer.strip()
    return found


def _keep(inspection: Inspection, photo: bytes | None, by: "Post", at: datetime) -> None:
    if photo is not None:
        add_photograph(inspection, photo, by=by, at=at)


def add_photograph(inspection: Inspection, photo: bytes, *, by: "Post", at: datetime) -> None:
    """Keep a photograph of the visit, PNG or JPEG, among the papers of the inspection. Raises FileRefused."""
    place = MatterRef(INSPECTION, inspection.pk, inspection.office)
    suffix = ".png" if photo.startswith(_PNG) else ".jpg"  # an act's answer comes without its file name
    papers.attach(place, photo, name=f"现场照片{suffix}", kind=PHOTO, by=by, at=at)


@transaction.atomic
def give_back(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """Give a record back to be made good: its results are withdrawn, and the inspection is still to be recorded."""
    changes = {
        **parts("inspected", None),
        **parts("left", None),
        "manner": "",
        "has_problem": 0,
        "is_open_problem": 0,
    }
    told = grounds(late_reason, reason=reason)
    step = procedures.take(inspection, "give_back", by=by, at=at, on=on, grounds=told, changes=changes)
    rows = ItemResult.objects.system(WHY).filter(inspection=inspection, withdrawn_date=None)
    rows.update(withdrawn_date=on)
    Assignment.objects.system(WHY).filter(inspection=inspection).update(is_present=0)
    return step


def approve(inspection: Inspection, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Approve the result; from this day it is to be published within 20 working days."""
    return procedures.take(inspection, "approve", by=by, at=at, on=on, grounds=grounds(late_reason))


def void(inspection: Inspection, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Give an inspection up that can't be made any more, as of an institution that was closed; the reason is published."""
    told = grounds(late_reason, reason=reason)
    changes = {**parts("left", on), "void_date": on}
    return procedures.take(inspection, "void", by=by, at=at, on=on, grounds=told, changes=changes)
