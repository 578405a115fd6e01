"""What an applicant does: applies, adds papers, withdraws. There is no post: who it is, the receipt has proved."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.engines.procedure import Step
from fazhi.kernel.papers.services import attachments
from fazhi.kernel.papers.terms import MatterRef, MediaType
from fazhi.kernel.parties import services as parties
from fazhi.kernel.parties.terms import Draft
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.errors.applications import NotAccepting, PapersClosed, PapersEnough
from fazhi.lines.mediation.models import Application
from fazhi.lines.mediation.queries.applications import is_accepting, papers_of
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import OPEN, PEOPLES, Category
from fazhi.lines.mediation.terms.applications import APPLICATION, PAPER, ApplicationState
from fazhi.lines.mediation.terms.casefile import Item

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office
    from fazhi.kernel.papers.models import Attachment

MOST_PAPERS = 10
"""How many files an applicant may send about one application."""

ACCEPTED_KINDS = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.PDF})


@transaction.atomic
def apply(
    *,
    office: "Office",
    number: str,
    at: datetime,
    category: str,
    applicant: Side,
    respondent: Side,
    facts: str,
    request: str = "",
) -> Application:
    """
    Apply to a committee; what is told is kept as it is told, and no official has checked it.

    number  that of the receipt

    Raises NotAccepting. Source: 人民调解法 art. 17.
    """
    day = timezone.localdate(at)
    if not is_accepting(office, on=day):
        raise NotAccepting(office.name)
    application = Application(
        office=office,
        number=number,
        category=Category(category).value,
        facts=facts,
        request=request,
        received_date=day,
    )
    procedures.begin_by_party(application, at=at)
    for side in (applicant, respondent):
        draft = Draft(side.name, side.document_type, side.document_number, side.phone)
        parties.receive_party(APPLICATION, application.pk, draft, office=office, at=at)
    return application


def withdraw(application: Application, *, at: datetime) -> Step:
    """The applicant withdraws before anybody has taken it on. Raises StepNotOpen, MatterChanged. Source: 人民调解法 art. 23."""
    return procedures.take_by_party(application, "withdraw", at=at)


@transaction.atomic
def add_paper(application: Application, content: bytes, *, name: str, most: int, at: datetime) -> "Attachment":
    """
    Take a photo or a PDF from the applicant; after acceptance it goes to the matter's evidence as well.

    most  bytes at most

    Raises PapersClosed, PapersEnough, FileRefused.
    """
    matter = application.matter
    is_open = application.state == ApplicationState.RECEIVED or (matter is not None and matter.state in OPEN)
    if not is_open:
        raise PapersClosed(application.number, ApplicationState(application.state).label)
    if papers_of(application).count() >= MOST_PAPERS:
        raise PapersEnough(application.number, MOST_PAPERS)
    places = [(MatterRef(APPLICATION, application.pk, application.office), PAPER)]
    if matter is not None:
        places.append((MatterRef(PEOPLES, matter.pk, matter.office), Item.EVIDENCE.attached_as))
    kept = [
        attachments.receive(place, content, name=name, kind=kind, accepted=ACCEPTED_KINDS, most=most, at=at)
        for place, kind in places
    ]
    return kept[0]
