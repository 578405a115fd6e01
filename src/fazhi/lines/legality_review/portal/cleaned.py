"""The published lists of clean-ups (清理结果目录): all of them, searched, one of them, and as open data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.organisations.queries import is_sample
from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.papers.campaigns import HEADS, MEANS
from fazhi.lines.legality_review.queries.public import (
    counts_of,
    documents_found,
    documents_of,
    public_list,
    public_lists,
)
from fazhi.lines.legality_review.terms import MAKING, PUBLISHED
from fazhi.lines.legality_review.terms.campaigns import CampaignKind, Outcome
from fazhi.surfaces.portal.citations import cited
from fazhi.surfaces.portal.opendata import FORMS, csv_of, json_of
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.portal.site import site

SECTION = "cleaned"
_PAGE, _MOST, _LONGEST = 20, 50, 60
_ORDER = (Outcome.ABOLISH, Outcome.INVALID, Outcome.AMEND, Outcome.KEEP)
"""What holds no more first."""
_SAID = {
    Outcome.ABOLISH: gettext_noop("废止"),
    Outcome.INVALID: gettext_noop("宣布失效"),
    Outcome.AMEND: gettext_noop("需要修改"),
    Outcome.KEEP: gettext_noop("继续有效"),
}


@dataclass(frozen=True)
class Shelf:
    """The documents of one outcome; `means` what it means for them, "" where that is plain."""

    code: str
    title: str
    means: str
    documents: tuple[CleanedItem, ...]


def index(request: HttpRequest) -> HttpResponse:
    """The lists, the latest first; or the documents that are looked for in all of them."""
    words = request.GET.get("words", "").strip()[:_LONGEST]
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in {each.value for each in Outcome} else ""
    has_asked = bool(words or outcome)
    found = documents_found(words.split(), outcome, limit=_MOST + 1) if has_asked else ()
    before = _key(request.GET.get("before", ""))
    lists = () if has_asked else public_lists(before=before, limit=_PAGE + 1)
    context = {
        "words": words,
        "outcome": outcome,
        "outcomes": [(each.value, _(_SAID[each])) for each in _ORDER],
        "has_asked": has_asked,
        "found": [(each, _(_SAID[Outcome(each.reviewed)])) for each in found[:_MOST]],
        "is_cut": len(found) > _MOST,
        "lists": list(_counted(lists[:_PAGE])),
        "following": lists[_PAGE - 1].pk if len(lists) > _PAGE else None,
        "is_first": before is None,
        "basis": cited(MAKING, PUBLISHED),
    }
    return page(request, "legality_review/portal/cleaned.html", context, section=SECTION)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _counted(lists: Iterable[Campaign]) -> Iterator[tuple[Campaign, list[tuple[str, int]]]]:
    """Each list with its kind's label and the counts of its outcomes, in words."""
    shown = tuple(lists)
    counts = counts_of(shown) if shown else {}
    for each in shown:
        told = counts.get(each.pk, {})
        yield each, [(_(_SAID[outcome]), told[outcome]) for outcome in _ORDER if outcome in told]


def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One list: on what it rests, and its documents by what became of them."""
    found = _found(key)
    documents = documents_of(found)
    context = {
        "found": found,
        "kind": _(CampaignKind(found.kind).label),
        "total": len(documents),
        "counts": [(shelf.title, len(shelf.documents)) for shelf in _shelves(documents)],
        "shelves": list(_shelves(documents)),
        "basis": cited(MAKING, PUBLISHED),
    }
    return page(request, "legality_review/portal/list.html", context, section=SECTION)


def _found(key: UUID) -> Campaign:
    found = public_list(key)
    if found is None:
        raise Http404
    return found


def _shelves(documents: Iterable[CleanedItem]) -> Iterator[Shelf]:
    kept = tuple(documents)
    for outcome in _ORDER:
        if its := tuple(each for each in kept if each.reviewed == outcome):
            means = _(MEANS[outcome]) if outcome in MEANS else ""
            yield Shelf(outcome.value, _(HEADS[outcome]), means, its)


def table(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """One list as open data: each document with what became of it; why, where it is not kept."""
    found = _found(key)
    if form not in FORMS:
        raise Http404
    heads = (_("文号"), _("文件名称"), _("起草单位"), _("清理结果"), _("理由"))
    rows = [row for shelf in _shelves(documents_of(found)) for row in map(_row, shelf.documents)]
    return csv_of("documents", heads, rows) if form == "csv" else json_of(_told(found, heads, rows))


def _row(item: CleanedItem) -> tuple[str, ...]:
    document, outcome = item.document, Outcome(item.reviewed)
    reason = "" if outcome is Outcome.KEEP else item.reviewed_reason
    return document.number, document.title, document.drafter, _(_SAID[outcome]), reason


def _told(found: Campaign, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> dict[str, object]:
    return {
        "title": found.title,
        "number": found.list_number,
        "basis": found.notice,
        "decided": found.decided_date.isoformat() if found.decided_date else None,
        "issued": found.published_date.isoformat() if found.published_date else None,
        "publisher": found.office.name,
        "licence": site().licence,
        "licence_url": site().licence_url or None,
        "synthetic": is_sample(),
        "columns": heads,
        "rows": rows,
    }
