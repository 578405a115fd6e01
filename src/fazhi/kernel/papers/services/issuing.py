"""A paper issued by the code of its template: numbered, made, attached and recorded, all or nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import is_sample
from fazhi.kernel.organisations.services import require
from fazhi.kernel.papers import templates
from fazhi.kernel.papers.errors import AttachmentUnknown
from fazhi.kernel.papers.models import Attachment, DocumentNumber
from fazhi.kernel.papers.official import OfficialPaper
from fazhi.kernel.papers.official_word import official_word
from fazhi.kernel.papers.permissions import ATTACH
from fazhi.kernel.papers.services.attachments import keep, traced
from fazhi.kernel.papers.services.numbers import issue_number
from fazhi.kernel.papers.terms import ATTACHMENT_SUBJECT, SAMPLE_NOTICE, MatterRef

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class IssuedPaper:
    """
    What was issued: the paper as it was made, its file, and its number if it has one.

    The same `paper` gives the same bytes again, and `official_pdf(paper)` its PDF.
    """

    paper: OfficialPaper
    attachment: Attachment
    number: DocumentNumber | None


@transaction.atomic
def issue(
    code: str,
    context: object,
    *,
    matter: MatterRef,
    by: "Post",
    at: datetime,
    on: date | None = None,
    series: str | None = None,
    place: str = "desk",
) -> IssuedPaper:
    """
    Issue a paper of a matter from a template, as a Word file attached to it.

    context  the template's facts
    on       the day of the number, the day of `at` if not given
    series   code of the series that numbers it, None for papers without a number

    Raises NotPermitted, AttachmentUnknown for a matter out of sight, TemplateUnknown, PaperIncomplete,
    SeriesUnknown, SeriesOfAnother. Then nothing is issued and no number is used up.
    """
    require(by, ATTACH)
    if not by.office.left <= matter.office.left <= by.office.right:
        raise AttachmentUnknown(matter.id.hex, by.code)
    paper = templates.template(code).paper(context)
    day = on or timezone.localdate(at)
    number = issue_number(series, on=day, by=by, at=at, purpose=paper.title, place=place) if series else None
    notice = SAMPLE_NOTICE if is_sample() else paper.notice
    paper = replace(paper, number=number.text if number else paper.number, notice=notice)
    name = f"{paper.title}.docx"
    attachment = keep(matter, official_word(paper), name=name, kind=code, by=by, at=at, number=number)
    audit.record(
        "papers.issue",
        by=by.code,
        at=at,
        subject=(ATTACHMENT_SUBJECT, attachment.id.hex),
        payload=traced(attachment) | {"number": number.text if number else ""},
        detail={"name": attachment.name},
        place=place,
    )
    return IssuedPaper(paper, attachment, number)
