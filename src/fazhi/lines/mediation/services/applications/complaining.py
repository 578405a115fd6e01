"""
Complaints about how an application was handled, before the bureau that the committee stands under.

They are treated as petitions: told within fifteen days, answered within sixty (信访工作条例 art. 23(2), 34).
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.engines.procedure import Step
from fazhi.kernel.organisations.queries import nearest_of_kind
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.errors.applications import ComplaintWaiting
from fazhi.lines.mediation.models import Application, Complaint
from fazhi.lines.mediation.queries.applications import complaint_waiting
from fazhi.lines.mediation.terms.applications import ComplaintResult, ComplaintSubject

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@transaction.atomic
def complain(application: Application, *, subject: str, text: str, at: datetime) -> Complaint:
    """
    Complain about an application of one's own; its number is the application's with 诉 and a number of its own behind it.

    Raises ComplaintWaiting while an earlier one is not answered. Source: 信访工作条例 art. 17(1).
    """
    if waiting := complaint_waiting(application):
        raise ComplaintWaiting(application.number, waiting.number)
    before = Complaint.objects.system("numbering complaints").filter(application=application).count()
    office = nearest_of_kind(application.office, OfficeKind.DISTRICT_BUREAU)
    assert office is not None, "an application has an office, and offices have a root"
    complaint = Complaint(
        office=office,
        number=f"{application.number}诉{before + 1}",
        application=application,
        subject=ComplaintSubject(subject).value,
        text=text,
        received_date=timezone.localdate(at),
    )
    return procedures.begin_by_party(complaint, at=at)


def withdraw_complaint(complaint: Complaint, *, at: datetime) -> Step:
    """Who complained withdraws it. Raises StepNotOpen, MatterChanged."""
    return procedures.take_by_party(complaint, "withdraw", at=at)


def tell(complaint: Complaint, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Tell who complained that it was taken up, and how it goes on. Source: 信访工作条例 art. 23(2)."""
    return procedures.take(complaint, "tell", by=by, at=at, on=on, grounds=grounds(late_reason))


def redirect(
    complaint: Complaint, *, by: "Post", at: datetime, on: date, told_route: str, late_reason: str = ""
) -> Step:
    """Tell who complained that another organ is competent, and which. Source: 信访工作条例 art. 23(1)."""
    given, words = grounds(late_reason, told_route=told_route), told_route.strip()
    return procedures.take(complaint, "redirect", by=by, at=at, on=on, grounds=given, changes={"answer": words})


def answer(
    complaint: Complaint,
    *,
    by: "Post",
    at: datetime,
    on: date,
    complaint_result: str,
    answer: str,
    late_reason: str = "",
) -> Step:
    """Answer in writing what was found and what follows. Raises ValueError for an unknown result. Source: 信访工作条例 art. 34."""
    result = ComplaintResult(complaint_result).value
    given = grounds(late_reason, complaint_result=result, answer=answer)
    changes = {"result": result, "answer": answer.strip()}
    return procedures.take(complaint, "answer", by=by, at=at, on=on, grounds=given, changes=changes)
