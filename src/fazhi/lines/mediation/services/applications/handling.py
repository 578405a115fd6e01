"""What a committee does with an application: takes it on as a people's matter, refuses it, ends it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.papers.services import attachments
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.models import Application, PeoplesMatter
from fazhi.lines.mediation.queries.applications import papers_of
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import PEOPLES, REFUSAL_TOLD, RefusalReason, Source
from fazhi.lines.mediation.terms.casefile import Item

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.parties.models import Party


@transaction.atomic
def accept(
    application: Application,
    *,
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    category: str = "",
    attitude: str = "",
    late_reason: str = "",
) -> PeoplesMatter:
    """
    Take an application on: the committee's matter is registered with its parties, words and papers, and accepted.

    number    of the matter
    category  as the committee sees it, "" for the applicant's own
    attitude  what the other party says to mediation, "" where it was not asked yet

    Raises NumberTaken, PartyRefuses, and what `procedures.take`, `people.register` and `people.accept` raise.
    Source: 人民调解法 art. 17.
    """
    procedures.require_open(application, "accept", by=by, at=at)
    applicant, respondent = (_side(party) for party in parties.parties_of(application.pk, by))
    # It was applied for on the day it came in, however late somebody looks at it: the receipt proves that day.
    applied = late_reason or f"门户申请 {application.number}"
    matter = people.register(
        office=application.office,
        by=by,
        at=at,
        on=application.received_date,
        number=number,
        source=Source.APPLICATION,
        category=category or application.category,
        applicant=applicant,
        respondent=respondent,
        facts=application.facts,
        request=application.request,
        attitude=attitude,
        late_reason=applied,
    )
    people.accept(matter, by=by, at=at, on=on, attitude=attitude, late_reason=late_reason)
    for paper in papers_of(application):
        _, content = attachments.read(paper.pk, by=by, at=at, reason="受理申请，转入案卷")
        place = MatterRef(PEOPLES, matter.pk, matter.office)
        attachments.attach(place, content, name=paper.name, kind=Item.EVIDENCE.attached_as, by=by, at=at)
    told = grounds(late_reason, number=number)
    procedures.take(application, "accept", by=by, at=at, on=on, grounds=told, changes={"matter": matter})
    return matter


def _side(party: "Party") -> Side:
    return Side(party.name, party.document_type, party.document_number, party.phone, party.protection)


def refuse(application: Application, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """
    Do not take it on, for a reason of the closed list; the applicant reads it, and where else to turn, by the receipt.

    Raises MissingGround for a blank reason, ValueError for one that is not on the list. Source: 人民调解法 art. 17.
    """
    code = reason.strip()
    told = {"reason": code, "told": REFUSAL_TOLD[RefusalReason(code)]} if code else {}
    given = grounds(late_reason, **told)
    return procedures.take(application, "refuse", by=by, at=at, on=on, grounds=given, changes={"reason": code})


def record_withdrawal(application: Application, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """The applicant has withdrawn by word of mouth or on paper."""
    return procedures.take(application, "record_withdrawal", by=by, at=at, on=on, grounds=grounds(late_reason))


def lapse(
    application: Application, *, by: "Post", at: datetime, on: date, contacts: str, late_reason: str = ""
) -> Step:
    """End an application whose applicant can't be reached; `contacts` says when and how it was tried. Raises MissingGround."""
    given = grounds(late_reason, contacts=contacts)
    return procedures.take(application, "lapse", by=by, at=at, on=on, grounds=given)
