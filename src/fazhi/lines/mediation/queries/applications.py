"""What the portal and the desk ask about applications and complaints; nothing is changed here."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.organisations.queries import bodies_called
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.kernel.papers.queries import attachments_of
from fazhi.kernel.procedures.queries import clocks_of
from fazhi.lines.mediation.models import Application, Committee, Complaint, PeoplesMatter
from fazhi.lines.mediation.terms.applications import COMPLAINT_OPEN, PAPER

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Office
    from fazhi.kernel.papers.models import Attachment

_CHOOSING = "which committees there are is public"
_WHY = "the applicant follows the application by its receipt"


@dataclass(frozen=True)
class DueBy:
    """Until when something is to be done: the period's code and the last day; whether that day has passed."""

    period: str
    due: date
    is_late: bool


@dataclass(frozen=True)
class Followed:
    """
    An application as its applicant may see it.

    matter      what became of it, with the committee's own number; None before acceptance
    address, phone  of the committee, "" where none is on record
    due         the limit that runs now, None if none does
    papers      names of the files that the applicant sent
    complaints  the latest first, each with the limit that runs
    """

    application: Application
    matter: PeoplesMatter | None
    address: str
    phone: str
    due: DueBy | None
    papers: tuple[str, ...]
    complaints: tuple[tuple[Complaint, DueBy | None], ...]


def application_with(key: UUID) -> Application | None:
    """The application of a receipt that was opened."""
    rows = Application.objects.system(_WHY).select_related("office", "matter__office")
    return rows.filter(pk=key).first()


def followed(application: Application, *, on: date) -> Followed:
    """All that the applicant may see of it."""
    committee = Committee.objects.system(_WHY).filter(office=application.office_id).first()
    matter = application.matter
    rows = Complaint.objects.system(_WHY).filter(application=application).select_related("office")
    return Followed(
        application=application,
        matter=matter,
        address=committee.address if committee else "",
        phone=committee.phone if committee else "",
        due=_due(matter.pk if matter else application.pk, on),
        papers=tuple(papers_of(application).values_list("name", flat=True)),
        complaints=tuple((each, _due(each.pk, on)) for each in rows.order_by("-recorded_at", "-pk")[:3]),
    )


def papers_of(application: Application) -> "QuerySet[Attachment]":
    """The files that the applicant sent, in the order received."""
    return attachments_of(application.pk, by=None).filter(kind=PAPER)


def complaint_waiting(application: Application) -> Complaint | None:
    """The complaint about it that has not been answered yet."""
    open_ones = Complaint.objects.system(_WHY).filter(application=application, state__in=COMPLAINT_OPEN)
    return open_ones.first()


def _due(matter: UUID, on: date) -> DueBy | None:
    clock = clocks_of(matter, None).filter(stopped_at=None).order_by("due_date").first()
    return DueBy(clock.period, clock.due_date, clock.due_date < on) if clock else None


def committees_chosen(
    *, on: date, words: str = "", district: str = "", after: int = 0, limit: int = 30
) -> tuple["Office", ...]:
    """
    Committees that take applications, in the order of the tree: those whose name has the words, or that cover a village or
    town whose name has them; one more than `limit` tells that there are others.

    district  of the office, "" for all
    after     left bound of the last one seen
    """
    gone = Committee.objects.system(_CHOOSING).filter(cancelled_date__lte=on)
    return bodies_called(
        words, COMMITTEES, district=district, without=gone.values("office_id"), after=after, limit=limit + 1
    )


def is_accepting(office: "Office", *, on: date) -> bool:
    """Whether an office is a committee in being, to which one can apply."""
    gone = Committee.objects.system(_CHOOSING).filter(office=office, cancelled_date__lte=on)
    return office.kind in COMMITTEES and not gone.exists()
