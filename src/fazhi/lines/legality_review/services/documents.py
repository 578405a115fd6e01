"""Documents: registered and numbered, published, filed; extended, abolished, expired."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors import ReviewUnfit
from fazhi.lines.legality_review.models import Document, Review
from fazhi.lines.legality_review.queries import has_document, review_numbered
from fazhi.lines.legality_review.rules import require_number, require_validity
from fazhi.lines.legality_review.services.filings import owe
from fazhi.lines.legality_review.terms import Conclusion, Kind, ReviewState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post
    from fazhi.kernel.procedures.models import Matter


@transaction.atomic
def register(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    review: str,
    effective_date: date,
    expires_date: date,
    title: str = "",
    is_provisional: bool = False,
    late_reason: str = "",
) -> Document:
    """
    Register and number a normative document (统一登记、统一编号) whose draft has passed the review `review`.

    number        as 厦司规〔2024〕1号
    title         as issued; that of the draft if not given
    expires_date  the last day of its validity: at most five years, of a provisional one two (待核)

    Raises NumberUnclear, ReviewUnfit, ValidityUnfit. Source: 国办发〔2018〕37号.
    """
    require_number(number)
    passed = _passed(review, by)
    last = _last_day(effective_date - timedelta(days=1), is_provisional=is_provisional)
    require_validity(number, effective_date, expires_date, last)
    document = Document(
        office=office,
        number=number,
        title=title or passed.title,
        drafter=passed.drafter,
        review=passed,
        is_provisional=int(is_provisional),
        registered_date=on,
        effective_date=effective_date,
        expires_date=expires_date,
    )
    told = grounds(late_reason, review=review, expires_date=expires_date)
    return procedures.begin(document, by=by, at=at, on=on, grounds=told)


def _passed(number: str, by: "Post") -> Review:
    review = review_numbered(number, by)
    if review is None:
        raise ReviewUnfit(number, "unknown")
    faults = {
        "other_kind": review.kind != Kind.NORMATIVE,
        "open": review.state != ReviewState.CLOSED,
        "unlawful": review.conclusion == Conclusion.UNLAWFUL,
        "used": has_document(review),
    }
    if fault := next((why for why, is_so in faults.items() if is_so), None):
        raise ReviewUnfit(number, fault)
    return review


def _last_day(before: date, *, is_provisional: bool) -> date:
    """The last day of the longest validity that begins on the day after `before`."""
    return calendar.due("HF-TRIAL" if is_provisional else "HF-VALID", before).due.last


@transaction.atomic
def publish(document: Document, *, by: "Post", at: datetime, on: date, issued_at: str, late_reason: str = "") -> Step:
    """
    Publish the document at `issued_at`; from this day its filing is owed, and its validity is watched.

    Source: 优化营商环境条例 art. 64(2); 法规规章备案审查条例 art. 25.
    """
    changes = {**parts("published", on), "published_at_place": issued_at}
    told = grounds(late_reason, issued_at=issued_at)
    step = procedures.take(document, "publish", by=by, at=at, on=on, grounds=told, changes=changes)
    owe(office=document.office, by=by, at=at, on=on, number=document.number, late_reason=late_reason)
    return step


def cancel(document: Document, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Void the number of a document that is not published; the number is not used again."""
    return procedures.take(document, "cancel", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))


def extend(
    document: Document,
    *,
    by: "Post",
    at: datetime,
    on: date,
    assessment: str,
    expires_date: date,
    late_reason: str = "",
) -> Step:
    """
    Let the document be valid until `expires_date`, after its assessment, once; as long again at most as a new one.

    Raises ValidityUnfit.
    """
    procedures.require_open(document, "extend", by=by, at=at)
    last = _last_day(document.expires_date, is_provisional=bool(document.is_provisional))
    require_validity(document.number, document.expires_date, expires_date, last)
    told = grounds(late_reason, assessment=assessment, expires_date=expires_date)
    changes = {"extended_date": on, "assessment": assessment, "expires_date": expires_date}
    before, document.expires_date = document.expires_date, expires_date  # the new time of assessment ends with this day
    try:
        return procedures.take(document, "extend", by=by, at=at, on=on, grounds=told, changes=changes)
    except Exception:
        document.expires_date = before
        raise


def list_to_amend(
    document: Document, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """A clean-up lists the document to be amended; it binds on until it is replaced, abolished or expires."""
    return procedures.take(document, "list_to_amend", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))


def abolish(document: Document, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Abolish the document, as a clean-up (清理) or a new document does; it binds no more from the day `on`."""
    return _end(document, "abolish", by, at, on, reason, late_reason)


def declare_invalid(
    document: Document, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """Declare that the document has lost its effect, as where what it governs is over."""
    return _end(document, "declare_invalid", by, at, on, reason, late_reason)


def _end(document: Document, act: str, by: "Post", at: datetime, on: date, reason: str, late_reason: str) -> Step:
    changes = {**parts("ended", on), "ended_reason": reason}
    return procedures.take(
        document, act, by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason), changes=changes
    )


def expire(matter: "Matter", at: datetime, on: date) -> Step:
    """The last day of validity is over: the document binds no more, and nobody has to do anything for it."""
    document = cast(Document, matter)
    return procedures.take_deemed(document, "expire", at=at, on=on, changes=parts("ended", on))
