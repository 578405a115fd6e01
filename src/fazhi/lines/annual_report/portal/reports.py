"""Published reports: the list, one version with its figures to open, its files."""

import base64
import hashlib
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.papers import storage
from fazhi.lines.annual_report.portal.layout import figures_cited, grouped, open_figure, parts_of
from fazhi.lines.annual_report.queries.published import PublishedVersion, published, published_versions
from fazhi.surfaces.portal.pages import page

SECTION = "reports"
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}
_TITLES = {
    "report.docx": "Word",
    "report.pdf": "PDF",
    "report-plain.html": gettext_noop("通俗版"),
    "report.html": gettext_noop("单页网页"),
    "figures.json": gettext_noop("全部数字（JSON）"),
}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def index(request: HttpRequest) -> HttpResponse:
    """All published versions, by year."""
    return page(request, "annual_report/portal/reports.html", {"versions": published_versions()}, section=SECTION)


def report(request: HttpRequest, year: int, number: int | None = None) -> HttpResponse:
    """A version as it was published, the latest without `number`; `?figure=CODE` opens a figure."""
    found = _found(year, number)
    opened = None
    if code := request.GET.get("figure", ""):
        opened = open_figure(found.data, code)
        if opened is None:
            raise Http404
    holding = [item for item in found.data["identities"] if item["holds"]]
    context = {
        "found": found,
        "version": found.version,
        "data": found.data,
        "parts": parts_of(found.data, code),
        "opened": opened,
        "figures": [{**figure, "value": grouped(figure["value"])} for figure in figures_cited(found.data)],
        "files": [(name, _(title), found.files[name]) for name, title in _TITLES.items() if name in found.files],
        "holding": len(holding),
        "unexplained": [item for item in found.data["identities"] if not item["holds"]],
        "others": [each for each in published_versions(year) if each != found.version],
    }
    return page(request, "annual_report/portal/report.html", context, section=SECTION)


def file(request: HttpRequest, year: int, number: int, name: str) -> HttpResponse:
    """A file of a published version, as it was sealed. Pages are shown, everything else is saved."""
    found = _found(year, number)
    digest, kind = found.files.get(name), _KINDS.get(name.rpartition(".")[2])
    if name not in _TITLES or digest is None or kind is None:
        raise Http404
    content = storage.get(digest)
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = f'"{digest}"'
    if kind.startswith("text/html"):
        # Its one style sheet is inside: allowed by its digest, and nothing else is.
        styles = [f"'sha256-{_base64(text)}'" for text in _STYLE.findall(content)]
        response._csp_config = {  # type: ignore[attr-defined]
            "default-src": ["'none'"],
            "style-src": styles or ["'none'"],
            "img-src": ["data:"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
    else:
        response["Content-Disposition"] = f'attachment; filename="{year}-v{number}-{name}"'
    return response


def _base64(text: bytes) -> str:
    return base64.b64encode(hashlib.sha256(text).digest()).decode()


def _found(year: int, number: int | None) -> PublishedVersion:
    found = published(year, number)
    if found is None:
        raise Http404
    return found
