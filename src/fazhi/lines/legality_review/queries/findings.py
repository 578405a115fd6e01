"""Examinations of drafts with their findings and verdicts, as a post sees them, and as the system works on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from fazhi.engines.review import ALIKE, Severity
from fazhi.kernel.papers import queries as papers
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.errors import NoTextInside
from fazhi.kernel.papers.reading import read_content
from fazhi.lines.legality_review.errors import DraftMissing
from fazhi.lines.legality_review.models import Document, Examination, Finding, Likeness, Point, Review, Verdict
from fazhi.lines.legality_review.terms import DRAFT_FILE, STANDING, Choice

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_WHY = "an examination of this draft"
EARLIER = 500
"""Earlier drafts at most that a draft is held against, the latest submitted first; those in force besides."""


@dataclass(frozen=True)
class Draft:
    """A draft as it is to be read; `source` is the file's name, "" where only its text was entered."""

    text: str
    sha256: str
    source: str


def draft_digest(review: Review, post: "Post | None" = None) -> str:
    """Digest of the version of the draft that an examination would read now, "" where there is none."""
    file = papers.attachments_of(review.pk, by=post).filter(kind=DRAFT_FILE).last()
    return file.sha256 if file else storage.digest(review.body.encode()) if review.body else ""


def draft_of(review: Review) -> Draft:
    """
    The latest version of a draft: the file that came last, else the text.

    Raises DraftMissing, FileRefused for a file that can't be read, FileDamaged.
    """
    file = papers.attachments_of(review.pk, by=None).filter(kind=DRAFT_FILE).last()
    if file is None:
        text, source = review.body, ""
    else:
        source = file.name
        try:
            text = read_content(storage.get(file.sha256), file.name).text
        except NoTextInside:
            text = review.body  # typed from the scan
    if not text.strip():
        raise DraftMissing(review.number)
    return Draft(text, draft_digest(review), source)


def review_to_examine(key: str) -> Review:
    """For the background job; whoever asked was found out then."""
    return Review.objects.system(_WHY).select_related("office").get(pk=key)


def _latest_of(rows: "QuerySet[Examination]") -> "QuerySet[Examination]":
    """Of these examinations the latest of each review."""
    newest = Examination.objects.system(_WHY).filter(review=OuterRef("review")).values("review")
    return rows.filter(place=Subquery(newest.annotate(newest=Max("place")).values("newest")))


def latest_examination(review: Review, post: "Post | None") -> Examination | None:
    """`post` None for the system itself."""
    rows = Examination.objects.visible_to(post) if post else Examination.objects.system(_WHY)
    return rows.filter(review=review).order_by("-place").first()


def runs_of(review: Review, post: "Post") -> list[Examination]:
    """All examinations of a review without what they read, the first one first."""
    return list(Examination.objects.visible_to(post).filter(review=review).defer("text", "clauses").order_by("place"))


def examination_numbered(review: Review, place: int, post: "Post") -> Examination | None:
    return Examination.objects.visible_to(post).filter(review=review, place=place).first()


def earlier_examinations(review: Review) -> list[Examination]:
    """
    The latest examinations of other drafts that whoever sees this review sees too: of its office and those below, submitted
    no later; the newest, and those whose document is in force.
    """
    office = review.office
    others = Examination.objects.system(_WHY).exclude(review=review)
    rows = _latest_of(others).filter(
        office__left__gte=office.left,
        office__left__lte=office.right,
        review__submitted_date__lte=review.submitted_date,
    )
    standing = Document.objects.system(_WHY).filter(state__in=STANDING, review__isnull=False).values("review")
    newest = list(rows.order_by("-review__submitted_date", "-pk")[:EARLIER])
    known = [each.pk for each in newest]
    return newest + list(rows.filter(review__in=standing).exclude(pk__in=known))


def findings_of(examination: Examination, post: "Post") -> list[Finding]:
    """In the order of the text."""
    return list(Finding.objects.visible_to(post).filter(examination=examination).order_by("place"))


def finding_seen_by(post: "Post", key: UUID) -> Finding | None:
    rows = Finding.objects.visible_to(post).select_related("examination", "review__office", *_REVIEWERS)
    return rows.filter(pk=key).first()


_REVIEWERS = ("review__first", "review__second")


def verdicts_of(review: Review, post: "Post") -> list[Verdict]:
    """All that was decided about findings of this review, in any of its examinations, the latest first."""
    rows = Verdict.objects.visible_to(post).filter(finding__review=review)
    return list(
        rows.select_related("finding__examination", "reviewer")
        .defer("finding__examination__text", "finding__examination__clauses")
        .order_by("-finding__place", "pk")
    )


def open_findings(examination: Examination, post: "Post") -> list[int]:
    """Numbers of the findings about which the post's official has still to decide; mere notes may be left."""
    decided = Verdict.objects.visible_to(post).filter(reviewer=post.official_id).values("finding")
    asked = Finding.objects.visible_to(post).filter(examination=examination).exclude(severity=Severity.NOTE)
    return list(asked.exclude(pk__in=decided).order_by("place").values_list("place", flat=True))


@dataclass(frozen=True)
class LikeClause:
    """
    A clause of an earlier draft beside one of this.

    document  the document in force that came of the earlier draft, where the two say nearly the same; else None
    points    given on the earlier clause, those of its opinion letter
    """

    clause: str
    label: str
    text: str
    likeness: int
    review: Review
    document: Document | None
    points: tuple[Point, ...]


def like_clauses(examination: Examination, post: "Post") -> list[LikeClause]:
    """Clauses of earlier drafts that read like this one's, the most alike first, as far as the post sees them."""
    seen = Examination.objects.visible_to(post).values("pk")
    rows = Likeness.objects.visible_to(post).filter(examination=examination, earlier__in=seen)
    rows = rows.select_related("earlier__review").defer("earlier__review__body").order_by("-likeness", "pk")
    found = list(rows)
    reviews = {row.earlier.review_id for row in found}
    documents = {
        each.review_id: each
        for each in Document.objects.visible_to(post).filter(review__in=reviews, state__in=STANDING)
    }
    points = list(Point.objects.visible_to(post).filter(review__in=reviews, is_standing=1).order_by("place"))
    return [_like(row, documents.get(row.earlier.review_id), points) for row in found]


def _like(row: Likeness, document: Document | None, points: Sequence[Point]) -> LikeClause:
    clause = next(each for each in row.earlier.clauses if each["id"] == row.earlier_clause)
    label, text = str(clause["label"]), row.earlier.text[int(str(clause["start"])) : int(str(clause["end"]))]
    given = tuple(
        each
        for each in points
        if each.review_id == row.earlier.review_id
        # By place, or by the words: 第六条 and 第六条第二款 are one clause here.
        and (each.clause.startswith(label) or (each.quote and each.quote in text))
    )
    said_again = document if row.likeness >= 100 * ALIKE else None
    return LikeClause(row.clause, label, text.strip(), row.likeness, row.earlier.review, said_again, given)


@dataclass(frozen=True)
class CheckCount:
    """
    One check over all reviews that a post sees.

    found  findings of the latest examination of each review, or about which somebody decided; the others count verdicts
    """

    code: str
    found: int
    undecided: int
    adopted: int
    reworded: int
    dismissed: int


def check_counts(post: "Post") -> list[CheckCount]:
    """Every check that found anything, the most often first, in two queries."""
    latest = _latest_of(Examination.objects.visible_to(post)).values("pk")
    decided = Verdict.objects.visible_to(post)
    findings = Finding.objects.visible_to(post).filter(Q(examination__in=latest) | Q(pk__in=decided.values("finding")))
    is_open = ~Q(pk__in=decided.values("finding"))
    rows = findings.values("check_code").annotate(found=Count("pk"), undecided=Count("pk", filter=is_open))
    chosen = {
        (row["code"], row["choice"]): row["given"]
        for row in decided.values("choice", code=F("finding__check_code")).annotate(given=Count("pk"))
    }
    return [
        CheckCount(
            row["check_code"], row["found"], row["undecided"],
            *(chosen.get((row["check_code"], choice.value), 0) for choice in (Choice.ADOPTED, Choice.REWORDED, Choice.DISMISSED)),
        )
        for row in rows.order_by("-found", "check_code")
    ]  # fmt: skip


def verdicts_on(check_code: str, post: "Post", *, limit: int) -> list[Verdict]:
    """What was decided about findings of one check, the latest first."""
    rows = Verdict.objects.visible_to(post).filter(finding__check_code=check_code)
    return list(
        rows.select_related("finding__review", "reviewer")
        .defer("finding__review__body")
        .order_by("-decided_date", "-pk")[:limit]
    )
