"""Filings (备案): sent, asked for more, sent again, entered."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors import DocumentUnfit
from fazhi.lines.legality_review.models import Filing
from fazhi.lines.legality_review.queries import unfiled_document

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def owe(*, office: "Office", by: "Post", at: datetime, on: date, number: str, late_reason: str = "") -> Filing:
    """
    The published document `number` is to be filed; publishing opens this by itself, a ledger of documents doesn't.

    Raises DocumentUnfit.
    """
    document = unfiled_document(number, by)
    if document is None:
        raise DocumentUnfit(number)
    filing = Filing(office=office, number=number, document=document, owed_date=on)
    return procedures.begin(filing, by=by, at=at, on=on, grounds=grounds(late_reason))


def send(filing: Filing, *, by: "Post", at: datetime, on: date, filed_with: str, late_reason: str = "") -> Step:
    """Send the document to the body that it is filed with. Source: 法规规章备案审查条例 art. 25; the days are 待核."""
    changes = {**parts("sent", on), "filed_with": filed_with}
    told = grounds(late_reason, filed_with=filed_with)
    return procedures.take(filing, "send", by=by, at=at, on=on, grounds=told, changes=changes)


def ask(filing: Filing, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """That body asks for more, or for another sending. Source: 法规规章备案审查条例 art. 9(2), by analogy."""
    told = grounds(late_reason, reason=reason)
    return procedures.take(filing, "ask", by=by, at=at, on=on, grounds=told, changes={"asked_reason": reason})


def resend(filing: Filing, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Send it again, with what was asked for."""
    return procedures.take(filing, "resend", by=by, at=at, on=on, grounds=grounds(late_reason))


def enter(filing: Filing, *, by: "Post", at: datetime, on: date, filing_number: str, late_reason: str = "") -> Step:
    """It was entered under that number."""
    changes = {"filed_date": on, "filing_number": filing_number}
    told = grounds(late_reason, filing_number=filing_number)
    return procedures.take(filing, "enter", by=by, at=at, on=on, grounds=told, changes=changes)
