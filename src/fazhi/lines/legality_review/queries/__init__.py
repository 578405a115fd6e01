"""Questions about reviews, points, documents and filings; nothing is changed here."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import polars as pl
from django.db.models import Case, Q, QuerySet, Value, When

from fazhi.kernel.organisations.queries import office_codes, officials, posts_of
from fazhi.lines.legality_review.models import Campaign, Document, Filing, Point, ReceivedFiling, Review
from fazhi.lines.legality_review.terms import STANDING

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Official, Post

_WHY = "looking ledger rows up"
KEEPERS = frozenset({"bureau", "division", "district_bureau"})
"""Kinds of offices that review and register."""


def points_of(review: Review, post: "Post | None") -> list[Point]:
    """All points of a review, those dropped too, in order; `post` None for the system itself."""
    rows = Point.objects.visible_to(post) if post else Point.objects.system("an act on this review")
    return list(rows.filter(review=review).select_related("reviewer").order_by("place"))


def reviewers_named(codes: Collection[str], review: Review, on: date) -> "tuple[dict[str, Official], tuple[str, ...]]":
    """Officials by code who hold a post over the review's office on that day, and the codes of those who don't."""
    named = {each.code: each for each in officials().filter(code__in=codes)}
    held = posts_of([each.pk for each in named.values()], on=on, seen_by=None)
    left = review.office.left
    fit = {
        code: each
        for code, each in named.items()
        if any(post.office.left <= left <= post.office.right for post in held.get(each.pk, ()))
    }
    return fit, tuple(code for code in codes if code not in fit)


def review_of_point(key: UUID, post: "Post") -> UUID | None:
    """The review that a row of the register of points belongs to."""
    return Point.objects.visible_to(post).filter(pk=key).values_list("review_id", flat=True).first()


def review_numbered(number: str, post: "Post") -> Review | None:
    return Review.objects.visible_to(post).filter(number=number).first()


def has_document(review: Review) -> bool:
    """Whether a document was registered on it whose number is not void."""
    return Document.objects.system("one review, one document").filter(review=review).exclude(state="void").exists()


def document_of(review: Review, post: "Post") -> Document | None:
    return Document.objects.visible_to(post).filter(review=review).exclude(state="void").first()


def unfiled_document(number: str, post: "Post") -> Document | None:
    """A published document whose filing is not on record."""
    filed = Filing.objects.visible_to(post).values("document")
    rows = Document.objects.visible_to(post).filter(number=number, published_date__isnull=False)
    return rows.exclude(pk__in=filed).first()


def filing_of(document: Document, post: "Post") -> Filing | None:
    return Filing.objects.visible_to(post).filter(document=document).first()


def reviews_seen_by(
    post: "Post", states: Collection[str], *, kind: str = "", after: UUID | None = None, limit: int
) -> list[Review]:
    """Reviews in these states, the latest submitted first; `after` is the last one of the page before."""
    rows = Review.objects.visible_to(post).filter(state__in=states)
    if kind:
        rows = rows.filter(kind=kind)
    last = _day(Review.objects.visible_to(post), after, "submitted_date")
    if last is not None:
        rows = rows.filter(Q(submitted_date__lt=last) | Q(submitted_date=last, pk__lt=after))
    return list(rows.defer("body").order_by("-submitted_date", "-pk")[:limit])


def _day(rows: "QuerySet[Any]", key: UUID | None, column: str) -> date | None:
    """The day by which a list is ordered, of the row after which its next page begins."""
    found: date | None = rows.filter(pk=key).values_list(column, flat=True).first() if key else None
    return found


def documents_seen_by(
    post: "Post", *, standing: bool = True, by: date | None = None, after: UUID | None = None, limit: int
) -> list[Document]:
    """
    Documents by the last day of their validity, the earliest first.

    standing  those that bind, else all others
    by        only those that expire on this day or before
    """
    seen = Document.objects.visible_to(post)
    rows = seen.filter(state__in=STANDING) if standing else seen.exclude(state__in=STANDING)
    if by is not None:
        rows = rows.filter(expires_date__lte=by)
    last = _day(seen, after, "expires_date")
    if last is not None:
        rows = rows.filter(Q(expires_date__gt=last) | Q(expires_date=last, pk__gt=after))
    return list(rows.order_by("expires_date", "pk")[:limit])


def points_and_the_like(review: Review, post: "Post", *, limit: int) -> tuple[list[Point], list[Point]]:
    """
    The points of a review in order, and points given before on the same articles, the latest first, in one query.

    limit  how many of both are read at most
    """
    seen = Point.objects.visible_to(post)
    bases = seen.filter(review=review).values("basis")
    like = Q(basis__in=bases, is_standing=1, review__submitted_date__lte=review.submitted_date)
    rows = seen.filter(Q(review=review) | like).select_related("reviewer", "review").defer("review__body")
    is_other = Case(When(review=review, then=Value(0)), default=Value(1))
    found = list(rows.order_by(is_other, "-review__submitted_date", "place")[:limit])
    return [each for each in found if each.review_id == review.pk], [
        each for each in found if each.review_id != review.pk
    ]


def keepers() -> pl.DataFrame:
    """Offices that review and register."""
    return pl.DataFrame(office_codes(KEEPERS), schema={"code": pl.String, "id": pl.Int64}, orient="row")


def official_codes() -> pl.DataFrame:
    rows = list(officials().values_list("code", "pk"))
    return pl.DataFrame(rows, schema={"code": pl.String, "id": pl.Int64}, orient="row")


def review_numbers() -> pl.DataFrame:
    return _frame(Review)


def document_numbers() -> pl.DataFrame:
    """With the day of their publication, and where their office lies in the tree."""
    return _frame(Document, published_date=pl.Date, office__left=pl.Int64)


def campaign_numbers() -> pl.DataFrame:
    """With their office, its bounds, and the days between which departments answer."""
    days = {"opened_date": pl.Date, "due_date": pl.Date}
    return _frame(Campaign, office__code=pl.String, office__left=pl.Int64, office__right=pl.Int64, **days)


def received_numbers() -> pl.DataFrame:
    """With their office and the day of their entry."""
    return _frame(ReceivedFiling, office__code=pl.String, entered_date=pl.Date)


def _frame(model: Any, **more: Any) -> pl.DataFrame:
    """Number and id of every record, with more of its columns; those of its office are named left, right, and office."""
    rows: QuerySet[Any, Any] = model.objects.system(_WHY).values_list("number", "pk", *more)
    named = {name.replace("office__code", "office").removeprefix("office__"): kind for name, kind in more.items()}
    found = [(row[0], str(row[1]), *row[2:]) for row in rows]
    return pl.DataFrame(found, schema={"code": pl.String, "id": pl.String, **named}, orient="row")
