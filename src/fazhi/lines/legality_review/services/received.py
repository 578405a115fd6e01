"""Filings that come in: formal check, entry, examination, letters, and what the body that made the document did."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors.received import FiledBefore, FlawsUnfit
from fazhi.lines.legality_review.models import Flaw, ReceivedFiling
from fazhi.lines.legality_review.queries.received import flaws_of, was_filed
from fazhi.lines.legality_review.rules import read_basis, require_number
from fazhi.lines.legality_review.services.shared import WHY
from fazhi.lines.legality_review.services.submitting import attach_draft, text_of
from fazhi.lines.legality_review.terms.received import (
    EXAMINATION_LETTER,
    RECEIVED,
    Correction,
    ExaminationFacts,
    Fault,
    FlawTold,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def receive(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    title: str,
    issuer: str,
    published_date: date,
    draft: bytes | None = None,
    body: str = "",
    late_reason: str = "",
) -> ReceivedFiling:
    """
    Register a document that another body files; `draft` is its file, whose text is read into `body`.

    Raises NumberUnclear, FiledBefore, FileRefused. Source: 法规规章备案审查条例 art. 25.
    """
    require_number(number)
    if was_filed(office, number, by):
        raise FiledBefore(number)
    filing = ReceivedFiling(
        office=office,
        number=number,
        title=title,
        issuer=issuer,
        body=(text_of(draft) if draft else "") or body,
        published_date=published_date,
        **parts("received", on),
    )
    procedures.begin(filing, by=by, at=at, on=on, grounds=grounds(late_reason, issuer=issuer))
    if draft:
        attach_draft(MatterRef(RECEIVED, filing.pk, filing.office), draft, name="报送备案的文件", by=by, at=at)
    return filing


def ask(filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Ask for what the formal check found missing, or for another sending. Source: art. 9(2), by analogy."""
    told = grounds(late_reason, reason=reason)
    return procedures.take(filing, "ask", by=by, at=at, on=on, grounds=told, changes={"asked_reason": reason})


def supplement(filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Record that it came."""
    return procedures.take(filing, "supplement", by=by, at=at, on=on, grounds=grounds(late_reason))


def refuse(filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Enter it not: it is no document to be filed here, or was not supplemented."""
    told, changes = grounds(late_reason, reason=reason), {**parts("closed", on), "told": reason}
    return procedures.take(filing, "refuse", by=by, at=at, on=on, grounds=told, changes=changes)


def enter(
    filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, filing_number: str, late_reason: str = ""
) -> Step:
    """Enter it under a number; the time of its examination runs from here."""
    changes = {"filing_number": filing_number, "entered_date": on}
    told = grounds(late_reason, filing_number=filing_number)
    return procedures.take(filing, "enter", by=by, at=at, on=on, grounds=told, changes=changes)


@transaction.atomic
def find(
    filing: ReceivedFiling,
    *,
    by: "Post",
    at: datetime,
    on: date,
    clause: str,
    fault: str,
    problem: str,
    rests_on: str,
    late_reason: str = "",
) -> Step:
    """Record a flaw: which of the six questions, and the article. Raises BasisUnclear. Source: art. 13."""
    procedures.require_open(filing, "find", by=by, at=at)
    read_basis(filing.number, rests_on)
    found = Fault(fault)
    told = grounds(late_reason, clause=clause, fault=found.label, problem=problem, rests_on=rests_on)
    step = procedures.take(filing, "find", by=by, at=at, on=on, grounds=told)
    there = Flaw.objects.system(WHY).filter(filing=filing)
    place = (there.aggregate(last=Max("place"))["last"] or 0) + 1
    Flaw(
        office=filing.office, filing=filing, place=place, clause=clause, fault=found.value, problem=problem, basis=rests_on
    ).save(force_insert=True)  # fmt: skip
    return step


def clear(filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The examination found nothing. Raises FlawsUnfit."""
    procedures.require_open(filing, "clear", by=by, at=at)
    if flaws := flaws_of(filing, by):
        raise FlawsUnfit(filing.number, len(flaws))
    changes = parts("closed", on)
    return procedures.take(filing, "clear", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)


def suggest(
    filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, opinion_number: str, late_reason: str = ""
) -> Step:
    """Suggest to the body that it corrects the document itself, by a letter. Raises FlawsUnfit."""
    return _opine(filing, "suggest", by, at, on, opinion_number, late_reason)


def order(
    filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, opinion_number: str, late_reason: str = ""
) -> Step:
    """Order the body to correct the document, by a letter; also where a suggestion was not followed. Raises FlawsUnfit."""
    return _opine(filing, "order", by, at, on, opinion_number, late_reason)


@transaction.atomic
def _opine(
    filing: ReceivedFiling, act: str, by: "Post", at: datetime, on: date, opinion_number: str, late_reason: str
) -> Step:
    procedures.require_open(filing, act, by=by, at=at)
    flaws = flaws_of(filing, by)
    if not flaws:
        raise FlawsUnfit(filing.number, 0)
    told = grounds(late_reason, opinion_number=opinion_number)
    changes = {"opinion_number": opinion_number, "opined_date": on}
    step = procedures.take(filing, act, by=by, at=at, on=on, grounds=told, changes=changes)
    facts = ExaminationFacts(
        number=opinion_number,
        office=filing.office.name,
        issuer=filing.issuer,
        document=filing.number,
        title=filing.title,
        filing_number=filing.filing_number,
        is_order=act == "order",
        due_date=calendar.due_dates("BA-CORRECT", [on])[0],
        sealed_date=on,
        flaws=tuple(FlawTold(each.clause, Fault(each.fault).label, each.problem, each.basis) for each in flaws),
    )
    place = MatterRef(RECEIVED, filing.pk, filing.office)
    papers.issue(EXAMINATION_LETTER, facts, matter=place, by=by, at=at, on=on)
    return step


def report(
    filing: ReceivedFiling, *, by: "Post", at: datetime, on: date, correction: str, told: str, late_reason: str = ""
) -> Step:
    """Record what the body reports to have done; the examination ends. Source: art. 21."""
    found = Correction(correction)
    changes = {**parts("closed", on), "correction": found.value, "told": told}
    given = grounds(late_reason, correction=found.label, account=told)
    return procedures.take(filing, "report", by=by, at=at, on=on, grounds=given, changes=changes)
