"""Acts on complaints about consultations (热线投诉): registered, given to somebody, answered, closed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.queries import clocks_of
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.hotline.errors import NumberTaken
from fazhi.lines.hotline.errors.callbacks import ComplaintWaiting, NoConsultation
from fazhi.lines.hotline.models import Complaint, Consultation
from fazhi.lines.hotline.services.shared import listed
from fazhi.lines.hotline.terms.callbacks import ComplaintFinding, ComplaintState, ComplaintSubject

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "one open complaint about a consultation"
_TOLD = "RX-COMPLAINT-ANSWER"


def register(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    consultation: str,
    subject: str,
    text: str,
    late_reason: str = "",
) -> Complaint:
    """
    Register a complaint about the office's consultation of that number; its limit to be given to somebody starts.

    Raises Unlisted, NoConsultation, ComplaintWaiting, NumberTaken, and what `procedures.begin` raises.
    """
    code = listed(ComplaintSubject, "subject", subject)
    about = Consultation.objects.visible_to(by).filter(office=office, number=consultation).first()
    if about is None:
        raise NoConsultation(consultation)
    known = Complaint.objects.system(_WHY)
    waiting = known.filter(consultation=about).exclude(state=ComplaintState.CLOSED).first()
    if waiting:
        raise ComplaintWaiting(consultation, waiting.number)
    if known.filter(office=office, number=number).exists():
        raise NumberTaken(number, office.name)
    complaint = Complaint(
        office=office, number=number, consultation=about, subject=code, text=text, **parts("received", on)
    )
    told = grounds(late_reason, hotline_complaint_subject=ComplaintSubject(code).label, hotline_complaint_text=text)
    return procedures.begin(complaint, by=by, at=at, on=on, grounds=told)


def assign(complaint: Complaint, *, by: "Post", at: datetime, on: date, handler: str, late_reason: str = "") -> Step:
    """Give it to somebody to look into, which a head does; the limit for the answer starts."""
    changes = {"handler": handler, "assigned_date": on}
    told = grounds(late_reason, hotline_complaint_handler=handler)
    return procedures.take(complaint, "assign", by=by, at=at, on=on, grounds=told, changes=changes)


def answer(
    complaint: Complaint,
    *,
    by: "Post",
    at: datetime,
    on: date,
    finding: str,
    answer: str,
    late_reason: str = "",
) -> Step:
    """Tell who complains what was found. Raises Unlisted."""
    code = listed(ComplaintFinding, "finding", finding)
    clock = clocks_of(complaint.pk, by).filter(period=_TOLD, stopped_at=None).first()
    changes = {
        "finding": code, "answer": answer, "answered_date": on,
        "answer_due_date": clock.due_date if clock else None,
        "is_on_time": int(on <= clock.due_date) if clock else None,
    }  # fmt: skip
    told = grounds(late_reason, hotline_complaint_finding=ComplaintFinding(code).label, answer=answer)
    return procedures.take(complaint, "answer", by=by, at=at, on=on, grounds=told, changes=changes)


def close(complaint: Complaint, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Close it, which a head does."""
    changes = parts("ended", on)
    return procedures.take(complaint, "close", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)
