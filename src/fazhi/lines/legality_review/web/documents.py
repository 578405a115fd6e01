"""The register of normative documents (规范性文件登记簿): by the last day of validity, the earliest first."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.kernel.law.periods import period_row
from fazhi.kernel.procedures import registry
from fazhi.lines.legality_review.models import Document
from fazhi.lines.legality_review.permissions import REGISTER
from fazhi.lines.legality_review.queries import documents_seen_by
from fazhi.lines.legality_review.terms import DOCUMENT
from fazhi.lines.legality_review.web.reviews import key_of
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, left_of, tabs
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 50
_SHELVES = {
    "standing": gettext_lazy("现行有效"),
    "expiring": gettext_lazy("即将届满"),
    "other": gettext_lazy("未公布、已失效"),
}


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    title: str
    drafter: str
    published: str
    effective: str
    expires: str
    left: str
    is_late: bool
    state: str
    ended: str


def document_list(request: DeskRequest) -> HttpResponse:
    """One shelf, a page at a time; those that are about to expire lie within the time of assessment."""
    shelf = request.GET.get("shelf") or "standing"
    if shelf not in _SHELVES:
        raise NotHere(_("“%s”的文件") % shelf[:40], Way(_("规范性文件登记簿"), reverse("normative-documents")))
    today = timezone.localdate()
    days = period_row("HF-EXPIRE").period_for(today).length or 0
    after = key_of(request.GET.get("after", ""), "normative-documents")
    found = documents_seen_by(
        request.post,
        standing=shelf != "other",
        by=today + timedelta(days=days) if shelf == "expiring" else None,
        after=after,
        limit=PAGE + 1,
    )
    shown, more = found[:PAGE], len(found) > PAGE
    context = {
        "shelves": [(str(title), _url(name), name == shelf) for name, title in _SHELVES.items()],
        "shelf": shelf,
        "days": days,
        "rows": [_row(each, today, with_left=shelf != "other") for each in shown],
        "first_url": _url(shelf) if after else "",
        "next_url": _url(shelf, str(shown[-1].pk)) if more else "",
        "begin_url": reverse("begin", kwargs={"procedure": DOCUMENT}) if request.post.role in REGISTER.roles else "",
        "tabs": tabs(request.post, "normative-documents"),
    }
    return page(request, "legality_review/documents.html", context, section=SECTION)


def _url(shelf: str, after: str = "") -> str:
    query = {"shelf": shelf, "after": after}
    return f"{reverse('normative-documents')}?{urlencode({name: text for name, text in query.items() if text})}"


def _row(document: Document, today: date, *, with_left: bool) -> Row:
    left, is_late = left_of(document.expires_date, today) if with_left else ("", False)
    if is_late:  # the clock has not run since the day came, or since a ledger brought it
        left = _("已届满，待登记失效")
    return Row(
        number=document.number,
        url=reverse("normative-document", kwargs={"key": document.pk}),
        title=document.title,
        drafter=document.drafter,
        published=day_text(document.published_date),
        effective=day_text(document.effective_date),
        expires=day_text(document.expires_date),
        left=left,
        is_late=is_late,
        state=_(registry.procedure_of(document).states[document.state]),
        ended=day_text(document.ended_date),
    )
