"""When and where the parties meet: a session arranged, and each side told of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.errors import AppointmentPast, NoAppointment
from fazhi.lines.mediation.models import Appointment, PeoplesMatter
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services.acts import grounds
from fazhi.lines.mediation.terms import PEOPLES, NoticeManner, Told

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_WHY = "an act on the matter; its scope is the act's"


@transaction.atomic
def arrange(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date | datetime,
    meets_at: datetime,
    place: str,
    late_reason: str = "",
) -> Appointment:
    """
    Arrange when and where the parties meet; a later arrangement takes the place of an earlier one.

    on  the day or the moment of arranging

    Raises AppointmentPast for a session before that. Source: practice; 全国人民调解工作规范 (待核).
    """
    procedures.require_open(matter, "arrange", by=by, at=at)
    moment = procedures.moment_of(on, at)
    if meets_at < moment:
        raise AppointmentPast(matter.number, timezone.localtime(meets_at), timezone.localtime(moment))
    mediating.require_short(matter.number, "调解地点", place, 200)
    told = {"meets_at": timezone.localtime(meets_at).isoformat(timespec="minutes"), "place": place}
    procedures.take(matter, "arrange", by=by, at=at, on=on, grounds=grounds(late_reason, **told))
    earlier = Appointment.objects.system(_WHY).filter(matter_id=matter.pk)
    made = Appointment(
        procedure=PEOPLES,
        matter_id=matter.pk,
        office=matter.office,
        sequence=earlier.count() + 1,
        meets_at=meets_at,
        place=place,
        recorded_at=at,
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def notify_session(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date | datetime,
    whom: str,
    manner: str,
    late_reason: str = "",
) -> Step:
    """
    Record that one side or both were told of the session arranged last, when and how.

    Raises NoAppointment. Source: as `arrange`.
    """
    procedures.require_open(matter, "notify_session", by=by, at=at)
    sides, how = Told(whom), NoticeManner(manner)
    latest = Appointment.objects.system(_WHY).filter(matter_id=matter.pk).order_by("-sequence").first()
    if latest is None:
        raise NoAppointment(matter.number)
    told = grounds(late_reason, whom=sides.label, manner=how.label)
    step = procedures.take(matter, "notify_session", by=by, at=at, on=on, grounds=told)
    moment = procedures.moment_of(on, at)
    for side in sides.sides:
        setattr(latest, f"{side}_told_at", moment)
        setattr(latest, f"{side}_manner", how.value)
    latest.save(force_update=True)
    return step
