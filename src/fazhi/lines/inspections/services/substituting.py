"""Substitutes for inspectors who can't go (递补): derived from the draw, never chosen."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.draw import Absence, read_transcript, supplement
from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.inspections.errors import TeamUnfit, TranscriptUnfit
from fazhi.lines.inspections.models import Assignment, Draw, Inspection, Inspector, Supplement
from fazhi.lines.inspections.queries.draws import latest_supplement, replaced_in, standing_draw, team_of
from fazhi.lines.inspections.services.inspecting import FEWEST
from fazhi.lines.inspections.services.shared import WHY

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@transaction.atomic
def substitute(
    inspection: Inspection,
    *,
    by: "Post",
    at: datetime,
    on: date,
    certificate: str,
    reason: str,
    late_reason: str = "",
) -> Step:
    """
    Let the next inspector of the derived order go instead of the one of this certificate, who can't: a recusal found
    later, an illness.

    All absences of the draw that are known by now decide together, so it is no matter who reports first.

    Raises TeamUnfit for somebody who is not on the team, TranscriptUnfit where no transcript is held (a ledger told the
    digest alone, or the inspection was not drawn), and TooFewInspectors if nobody is left.
    """
    procedures.require_open(inspection, "substitute", by=by, at=at)
    team = {each.inspector.certificate for each in team_of(inspection)}
    if certificate not in team:
        raise TeamUnfit(inspection.number, FEWEST, [certificate], [])
    drawn = _draw_of(inspection)
    absences = [
        Absence(row.inspection.institution.code, row.inspector.certificate, row.replaced)
        for row in replaced_in(drawn.task)
    ]
    target = inspection.institution.code
    before = latest_supplement(drawn)
    made = supplement(
        read_transcript(drawn.transcript),
        [*absences, Absence(target, certificate, reason)],
        previous=before.digest if before else None,
    )
    told = grounds(late_reason, reason=reason, certificate=certificate, digest=made.digest)
    step = procedures.take(inspection, "substitute", by=by, at=at, on=on, grounds=told)
    position = before.position + 1 if before else 1
    Supplement(
        office=drawn.office, draw=drawn, position=position, text=made.text(), digest=made.digest, recorded_at=at
    ).save(force_insert=True)
    (now,) = [each.inspectors for each in made.teams if each.target == target]
    rows = Assignment.objects.system(WHY).filter(inspection=inspection)
    rows.filter(inspector__certificate=certificate).update(replaced=reason)
    for inspector in Inspector.objects.system(WHY).filter(certificate__in=set(now) - team):
        Assignment(office=inspection.office, inspection=inspection, inspector=inspector).save(force_insert=True)
    return step


def _draw_of(inspection: Inspection) -> Draw:
    found = standing_draw(inspection.task) if inspection.task is not None else None
    if found is None or not found.transcript:
        raise TranscriptUnfit(inspection.number, "transcript", "(absent)", "a transcript to derive the substitute from")
    return found
