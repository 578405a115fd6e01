"""The list of reviews: those that go on and those that are over, the latest first; by when each is due."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.queries import days_left_of
from fazhi.lines.legality_review.models import Review
from fazhi.lines.legality_review.permissions import RECEIVE
from fazhi.lines.legality_review.queries import review_of_point, reviews_seen_by
from fazhi.lines.legality_review.registers import POINTS
from fazhi.lines.legality_review.terms import REVIEW, Conclusion, Kind, ReviewState
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, left_of, tabs
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 50
_OVER = (ReviewState.CLOSED, ReviewState.RETURNED, ReviewState.WITHDRAWN)
_SHELVES = {
    "open": (gettext_lazy("在办"), tuple(state for state in ReviewState if state not in _OVER)),
    "over": (gettext_lazy("已结束"), _OVER),
}


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    title: str
    kind: str
    drafter: str
    submitted: str
    state: str
    is_open: bool
    conclusion: str
    due: str
    left: str
    is_late: bool


def review_list(request: DeskRequest) -> HttpResponse:
    """One shelf, a page at a time; of one kind where that was asked."""
    shelf = request.GET.get("shelf") or "open"
    if shelf not in _SHELVES:
        raise NotHere(_("“%s”的审核") % shelf[:40], Way(_("合法性审核"), reverse("legality-reviews")))
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.labels() else ""
    after = key_of(request.GET.get("after", ""), "legality-reviews")
    states = _SHELVES[shelf][1]
    found = reviews_seen_by(request.post, states, kind=kind, after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    due = days_left_of([each.pk for each in shown], request.post) if shelf == "open" and shown else {}
    today = timezone.localdate()
    context = {
        "shelves": [(str(title), _url(name, kind), name == shelf) for name, (title, _states) in _SHELVES.items()],
        "shelf": shelf,
        "kind": kind,
        "kinds": [(each.value, _(each.label)) for each in Kind],
        "rows": [_row(each, due.get(each.pk), today) for each in shown],
        "first_url": _url(shelf, kind) if after else "",
        "next_url": _url(shelf, kind, str(shown[-1].pk)) if more else "",
        "begin_url": reverse("begin", kwargs={"procedure": REVIEW}) if request.post.role in RECEIVE.roles else "",
        "tabs": tabs(request.post, "legality-reviews"),
    }
    return page(request, "legality_review/reviews.html", context, section=SECTION)


def key_of(text: str, back: str) -> UUID | None:
    """The key after which a page begins; `back` names the list."""
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text[:40], Way(_("合法性审核"), reverse(back))) from error


def _url(shelf: str, kind: str, after: str = "") -> str:
    query = {"shelf": shelf, "kind": kind, "after": after}
    return f"{reverse('legality-reviews')}?{urlencode({name: text for name, text in query.items() if text})}"


def _row(review: Review, due: date | None, today: date) -> Row:
    procedure = registry.procedure_of(review)
    left, is_late = left_of(due, today)
    return Row(
        number=review.number,
        url=reverse("legality-review", kwargs={"key": review.pk}),
        title=review.title,
        kind=_(Kind(review.kind).label),
        drafter=review.drafter,
        submitted=day_text(review.submitted_date),
        state=procedure.states[review.state],
        is_open=review.state not in procedure.ends,
        conclusion=_(Conclusion(review.conclusion).label) if review.conclusion else NOTHING,
        due=day_text(due),
        left=left,
        is_late=is_late,
    )


def point(request: DeskRequest, key: UUID) -> HttpResponse:
    """A point of an opinion: the page of its review."""
    review = review_of_point(key, request.post)
    if review is None:
        raise NotHere(_("这条审核意见"), Way(POINTS.title, reverse("register", kwargs={"name": POINTS.name})))
    return redirect(f"{reverse('legality-review', kwargs={'key': review})}#points")
