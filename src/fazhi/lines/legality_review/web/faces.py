"""How reviews, documents and filings look on the desk: their headings, facts and dates, and the sheets that only they have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.lines.legality_review.models import Document, Filing, Review
from fazhi.lines.legality_review.registers import DOCUMENTS, FILINGS, REVIEWS
from fazhi.lines.legality_review.terms import (
    DOCUMENT,
    DRAFT_FILE,
    FILING,
    OPINION_LETTER,
    REVIEW,
    Competition,
    Conclusion,
    Kind,
    Material,
)
from fazhi.lines.legality_review.web.circulating import circulations_sheet
from fazhi.lines.legality_review.web.findings import examination_of
from fazhi.lines.legality_review.web.opinions import filing_sheet, opinion_of
from fazhi.lines.legality_review.web.tabs import SECTION, day_text
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.matters.face import PAPERS, MatterFace, Milestone, Part

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def _review_title(matter: "Matter") -> str:
    return cast(Review, matter).title


def _document_title(matter: "Matter") -> str:
    return cast(Document, matter).title


def _filing_title(matter: "Matter") -> str:
    return cast(Filing, matter).document.title


def _review_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    review = cast(Review, matter)
    yield _("审核类别"), _(Kind(review.kind).label)
    yield _("起草单位"), review.drafter
    yield _("送审材料"), _("、").join(_(Material(code).label) for code in review.materials) or NOTHING
    if review.competition:
        told = _(Competition(review.competition).label)
        yield _("公平竞争审查"), f"{told}　{review.competition_told}".strip()
    yield _("报送日期"), day_text(review.submitted_date)
    yield _("受理日期"), day_text(review.accepted_date)
    if review.conclusion:
        yield _("审核结论"), _(Conclusion(review.conclusion).label)
        yield _("审核意见书文号"), review.opinion_number
    if review.urgent_reason:
        yield _("紧急情况"), review.urgent_reason


def _document_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    document = cast(Document, matter)
    yield _("起草单位"), document.drafter
    if document.review:
        yield _("合法性审核"), document.review.number
    yield _("登记日期"), day_text(document.registered_date)
    yield _("公布日期"), day_text(document.published_date)
    if document.published_at_place:
        yield _("公布位置"), document.published_at_place
    yield _("施行日期"), day_text(document.effective_date)
    yield _("有效期截止日期"), day_text(document.expires_date)
    if document.is_provisional:
        yield _("暂行、试行"), _("是")
    if document.assessment:
        yield _("评估情况"), document.assessment
    if document.ended_date:
        yield _("失效日期"), day_text(document.ended_date)
    if document.ended_reason:
        yield _("废止、失效理由"), document.ended_reason


def _filing_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    filing = cast(Filing, matter)
    yield _("公布日期"), day_text(filing.owed_date)
    yield _("报送日期"), day_text(filing.sent_date)
    yield _("备案机关"), filing.filed_with or NOTHING
    if filing.asked_reason:
        yield _("补充报送要求"), filing.asked_reason
    yield _("备案登记"), f"{day_text(filing.filed_date)}　{filing.filing_number}".strip()


def _review_milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates."""
    review = cast(Review, matter)
    told = (
        (review.closed_date, gettext_noop("办结"), gettext_noop("台账所载办结日期"), {"close", "respond"}),
        (review.concluded_date, gettext_noop("出具审核意见书"), gettext_noop("台账所载出具意见日期"), {"conclude"}),
        (review.returned_date, gettext_noop("退回"), gettext_noop("台账所载退回日期"), {"give_back"}),
        (review.withdrawn_date, gettext_noop("撤回"), gettext_noop("台账所载撤回日期"), {"withdraw"}),
        (review.accepted_date, gettext_noop("受理"), gettext_noop("台账所载受理日期"), {"accept"}),
        (review.submitted_date, gettext_noop("登记送审"), gettext_noop("台账所载报送日期"), {"begin"}),
    )
    for day, title, source, acts in told:
        if day is not None:
            yield Milestone(day, title, source, frozenset(acts))


def _document_milestones(matter: "Matter") -> Iterator[Milestone]:
    document = cast(Document, matter)
    told = (
        (
            document.ended_date,
            gettext_noop("不再有效"),
            gettext_noop("台账所载失效日期"),
            {"abolish", "declare_invalid", "expire"},
        ),
        (document.published_date, gettext_noop("统一公布"), gettext_noop("台账所载公布日期"), {"publish"}),
        (document.registered_date, gettext_noop("统一登记、编号"), gettext_noop("台账所载登记日期"), {"begin"}),
    )
    for day, title, source, acts in told:
        if day is not None:
            yield Milestone(day, title, source, frozenset(acts))


def _filing_milestones(matter: "Matter") -> Iterator[Milestone]:
    filing = cast(Filing, matter)
    told = (
        (filing.filed_date, gettext_noop("备案登记"), gettext_noop("台账所载备案登记日期"), {"enter"}),
        (filing.sent_date, gettext_noop("报送备案"), gettext_noop("台账所载报送日期"), {"send"}),
    )
    for day, title, source, acts in told:
        if day is not None:
            yield Milestone(day, title, source, frozenset(acts))


REVIEW_FACE = MatterFace(
    procedures=(REVIEW,),
    url_name="legality-review",
    register=REVIEWS.name,
    title=_review_title,
    facts=_review_facts,
    parts=(
        Part("legality_review/examined.html", examination_of),
        Part("legality_review/opinion.html", opinion_of),
        Part("legality_review/circulations.html", circulations_sheet),
    ),
    milestones=_review_milestones,
    papers={DRAFT_FILE: gettext_noop("送审稿"), OPINION_LETTER: gettext_noop("合法性审核意见书"), **PAPERS},
    facts_title=gettext_noop("送审情况"),
    section=SECTION,
    has_parties=False,
    own_pages={"examine": "legality-findings", "dismiss_finding": "legality-findings"},
)
DOCUMENT_FACE = MatterFace(
    procedures=(DOCUMENT,),
    url_name="normative-document",
    register=DOCUMENTS.name,
    title=_document_title,
    facts=_document_facts,
    parts=(Part("legality_review/filing.html", filing_sheet),),
    milestones=_document_milestones,
    facts_title=gettext_noop("登记情况"),
    section=SECTION,
    has_parties=False,
)
FILING_FACE = MatterFace(
    procedures=(FILING,),
    url_name="normative-filing",
    register=FILINGS.name,
    title=_filing_title,
    facts=_filing_facts,
    milestones=_filing_milestones,
    facts_title=gettext_noop("备案情况"),
    section=SECTION,
    has_parties=False,
)
