"""What must hold across tables of reviews, documents, clean-ups and filings that came in."""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.legality_review.models import CleanedItem, Document, Filing, Flaw, Point, ReceivedFiling, Review
from fazhi.lines.legality_review.terms import STANDING, Conclusion, Kind, ReviewState
from fazhi.lines.legality_review.terms.campaigns import Outcome
from fazhi.lines.legality_review.terms.received import ReceivedState

_WHY = "an integrity checker"
_ANSWER_DAYS = 30
"""Calendar days after which points still unanswered are told of; no text gives a limit (待核)."""


def _pointless(on: date) -> Iterator[Finding]:
    """Opinions whose conclusion and points contradict each other."""
    given = Review.objects.system(_WHY).exclude(concluded_date=None).defer("body")
    against = set(Point.objects.system(_WHY).filter(is_standing=1).values_list("review_id", flat=True))
    for row in given.order_by("number").iterator():
        if (row.conclusion == Conclusion.LAWFUL) == (row.pk in against):
            yield {"number": row.number, "conclusion": Conclusion(row.conclusion).label}


def _unanswered(on: date) -> Iterator[Finding]:
    rows = Review.objects.system(_WHY).filter(state=ReviewState.CONCLUDED).exclude(conclusion=Conclusion.LAWFUL)
    for row in rows.defer("body").order_by("number"):
        if row.concluded_date is not None and (on - row.concluded_date).days > _ANSWER_DAYS:
            yield {"number": row.number, "drafter": row.drafter, "day": row.concluded_date}


def _unreviewed(on: date) -> Iterator[Finding]:
    """Documents whose review does not let them be issued, however they came into the records."""
    rows = Document.objects.system(_WHY).filter(review__isnull=False).select_related("review").defer("review__body")
    for row in rows.order_by("number").iterator():
        review = row.review
        if review and (
            review.kind != Kind.NORMATIVE
            or review.conclusion in ("", Conclusion.UNLAWFUL)
            or (row.published_date and review.concluded_date and review.concluded_date > row.published_date)
        ):
            yield {"number": row.number, "review": review.number}


def _unfiled(on: date) -> Iterator[Finding]:
    filed = Filing.objects.system(_WHY).values("document")
    rows = Document.objects.system(_WHY).filter(state__in=STANDING, review__isnull=False).exclude(pk__in=filed)
    for row in rows.order_by("number"):
        yield {"number": row.number, "day": row.published_date}


def _not_cleaned(on: date) -> Iterator[Finding]:
    """Documents that bind though a campaign has ended them, or of which one was decided without an outcome."""
    decided = CleanedItem.objects.system(_WHY).filter(
        campaign__decided_date__isnull=False, document__state__in=STANDING
    )
    rows = decided.filter(reviewed__in=["", Outcome.ABOLISH, Outcome.INVALID]).select_related("campaign", "document")
    for row in rows.order_by("campaign__number", "document__number"):
        outcome = Outcome(row.reviewed).label if row.reviewed else "（空）"
        yield {"number": row.document.number, "campaign": row.campaign.number, "outcome": outcome}


def _unfounded(on: date) -> Iterator[Finding]:
    """Filings whose letter rests on no flaw, or that were cleared with one."""
    flawed = set(Flaw.objects.system(_WHY).values_list("filing_id", flat=True))
    states = (ReceivedState.SUGGESTED, ReceivedState.ORDERED, ReceivedState.CLOSED)
    rows = ReceivedFiling.objects.system(_WHY).filter(state__in=states).defer("body")
    for row in rows.order_by("number"):
        if (row.opined_date is None) == (row.pk in flawed):
            yield {"number": row.number, "issuer": row.issuer}


CHECKERS = (
    Checker(
        "opinion-fits-its-points",
        "审核结论与意见相符",
        "{number} 的审核结论是“{conclusion}”，与意见书所载的意见不符",
        _pointless,
    ),
    Checker(
        "points-are-answered",
        "审核意见出具后三十日内反馈采纳情况",
        "{number}（{drafter}）{day} 出具的审核意见还没有反馈采纳情况",
        _unanswered,
    ),
    Checker(
        "document-was-reviewed",
        "公布的行政规范性文件经过合法性审核",
        "{number} 所依据的合法性审核 {review} 不允许制发这一文件，或者晚于公布",
        _unreviewed,
    ),
    Checker("document-is-filed", "公布的行政规范性文件已列入备案", "{number}（{day} 公布）没有列入备案", _unfiled),
    Checker(
        "cleaning-was-carried-out",
        "清理审定的结果与文件的状态相符",
        "{number} 在清理 {campaign} 中审定为“{outcome}”，现在仍然有效",
        _not_cleaned,
    ),
    Checker(
        "examination-fits-its-flaws",
        "备案审查意见与审查问题相符",
        "{issuer}的 {number} 提出过意见而没有记录问题，或者有问题而没有提出意见就终结",
        _unfounded,
    ),
)
