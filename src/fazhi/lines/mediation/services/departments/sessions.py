"""Sessions that a department holds, each a record of work that goes into the file."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.calendar.services import LOCAL_TIME
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.errors import NoticeTooShort
from fazhi.lines.mediation.models import AdministrativeMatter, WorkRecord
from fazhi.lines.mediation.terms import RecordKind, Sector, SessionOutcome

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@transaction.atomic
def hold_session(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    outcome: str,
    content: str = "",
    place: str = "",
    present: str = "",
    notified: date | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record a session held `on` that day; the matter stays where it is.

    notified  of a traffic accident: the day on which the parties were told of it, three working days before

    Raises NoticeTooShort. Source: 道路交通事故处理程序规定 art. 88(1); 投诉举报处理办法 art. 18(2); 行政案件程序规定 art. 184.
    """
    procedures.require_open(matter, "hold_session", by=by, at=at)
    if matter.procedure == Sector.TRAFFIC:
        last = calendar.due("JT-NOTICE", on).due.last
        if notified is None or notified > last:
            raise NoticeTooShort(matter.number, notified, last, on)
    told = {"notified": notified} if notified else {}
    given = grounds(late_reason, session_outcome=SessionOutcome(outcome).value, **told)
    step = procedures.take(matter, "hold_session", by=by, at=at, on=on, grounds=given)
    known = WorkRecord.objects.system("numbering a matter's records").filter(
        matter_id=matter.pk, kind=RecordKind.SESSION
    )
    record = WorkRecord(
        procedure=matter.procedure,
        matter_id=matter.pk,
        office_id=matter.office_id,
        kind=RecordKind.SESSION.value,
        sequence=known.count() + 1,
        occurred_at=datetime.combine(on, datetime.min.time(), tzinfo=LOCAL_TIME),
        place=place,
        present=present,
        content=content,
        outcome=SessionOutcome(outcome).value,
        mediators=matter.mediator,
        recorded_at=at,
    )
    record.save(force_insert=True)
    return step
