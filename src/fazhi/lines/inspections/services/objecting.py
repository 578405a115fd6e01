"""Objections (异议): entered, and decided on with an answer; one that is upheld may put other results in their place."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.inspections.errors import NoObjection, ObjectionOpen
from fazhi.lines.inspections.models import Inspection, Objection
from fazhi.lines.inspections.queries.objections import open_objection
from fazhi.lines.inspections.rules import results
from fazhi.lines.inspections.services.inspecting import put_results
from fazhi.lines.inspections.services.shared import WHY
from fazhi.lines.inspections.terms import ObjectionResult

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@transaction.atomic
def object_to(
    inspection: Inspection, *, by: "Post", at: datetime, on: date, objection: str, late_reason: str = ""
) -> Step:
    """Enter an objection of the institution, in its words. Raises ObjectionOpen if one is still to be decided on."""
    procedures.require_open(inspection, "object", by=by, at=at)
    before = open_objection(inspection)
    if before is not None:
        raise ObjectionOpen(inspection.number, before.received_date)
    told = grounds(late_reason, objection=objection)
    step = procedures.take(inspection, "object", by=by, at=at, on=on, grounds=told)
    Objection(office=inspection.office, inspection=inspection, received_date=on, text=objection).save(force_insert=True)
    return step


@transaction.atomic
def decide_objection(
    inspection: Inspection,
    *,
    by: "Post",
    at: datetime,
    on: date,
    objection_result: str,
    answer: str,
    findings: Sequence[str] = (),
    late_reason: str = "",
) -> Step:
    """
    Decide on the objection; `findings` are the results that take the place of the old ones if it is upheld.

    Raises NoObjection, LineUnclear, FindingsUnfit.
    """
    procedures.require_open(inspection, "decide_objection", by=by, at=at)
    objection = open_objection(inspection)
    if objection is None:
        raise NoObjection(inspection.number)
    result = ObjectionResult(objection_result)
    found = results.read_findings(findings) if result is ObjectionResult.UPHELD else ()
    changes = {}
    if found:
        results.require_each(inspection.number, found, inspection.items)
        codes = [finding.code for finding in found]
        changes = {
            "has_problem": int(results.has_problem(codes)),
            "is_open_problem": int(results.has_open_problem(codes)),
        }
    told = grounds(late_reason, objection_result=result.label, answer=answer)
    step = procedures.take(inspection, "decide_objection", by=by, at=at, on=on, grounds=told, changes=changes)
    if found:
        put_results(inspection, found, on)
    rows = Objection.objects.system(WHY).filter(pk=objection.pk)
    rows.update(decided_date=on, result=result.value, answer=answer)
    return step
