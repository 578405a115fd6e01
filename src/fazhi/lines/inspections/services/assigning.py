"""What a draw gives: an inspection for each institution, and its team."""

from datetime import date, datetime

from fazhi.engines.draw import Transcript
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.inspections.models import Assignment, Inspection, Inspector, Institution, Task
from fazhi.lines.inspections.procedure import INSPECTION_PROCEDURE
from fazhi.lines.inspections.queries.rosters import items_of
from fazhi.lines.inspections.services.shared import WHY
from fazhi.lines.inspections.terms import Cause, InspectionState


def assign(task: Task, drawn: Transcript, attempt: int, *, at: datetime, on: date) -> None:
    """Make the inspections and teams of a draw; numbers are the task's, with the attempt after the first, and the place."""
    institutions = {
        row.code: row for row in Institution.objects.system(WHY).filter(code__in=[team.target for team in drawn.teams])
    }
    named = {name for team in drawn.teams for name in team.inspectors}
    inspectors = {row.certificate: row for row in Inspector.objects.system(WHY).filter(certificate__in=named)}
    items = items_of(task)
    stem = task.number if attempt == 1 else f"{task.number}之{attempt}"
    found: list[Inspection] = []
    teams: list[Assignment] = []
    for place, team in enumerate(drawn.teams, start=1):
        institution = institutions[team.target]
        inspection = Inspection(
            office=task.office,
            number=f"{stem}-{place:03}",
            state=InspectionState.ASSIGNED,
            occurred_date=on,
            recorded_at=at,
            task=task,
            institution=institution,
            kind=institution.kind,
            credit_class=institution.credit_class,
            cause=Cause.RANDOM,
            is_compulsory=int(team.target in task.compulsory),
            items=[item.code for item in items if item.kind == institution.kind],
            **parts("assigned", on),
        )
        found.append(inspection)
        teams += [
            Assignment(office=task.office, inspection=inspection, inspector=inspectors[name])
            for name in team.inspectors
        ]
    Inspection.objects.system(WHY).bulk_create(found)
    Assignment.objects.system(WHY).bulk_create(teams)
    entered = [(inspection.pk, inspection.office_id, on) for inspection in found]
    procedures.enter(INSPECTION_PROCEDURE, InspectionState.ASSIGNED, entered, at=at)
