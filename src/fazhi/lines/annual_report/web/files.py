"""The report's files: made on the spot, or as they were sealed. Each leaves the house by name, so each is in the trail."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.annual_report import papers, services
from fazhi.lines.annual_report.errors import NoVersion
from fazhi.lines.annual_report.queries import report as report_of
from fazhi.lines.annual_report.queries.standing import kept_files, versions_of_year
from fazhi.lines.annual_report.terms import Report
from fazhi.lines.annual_report.web.asking import found_here, require_bureau, scope_of, way_to
from fazhi.surfaces.web import watermark
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


def made(request: DeskRequest, year: int, name: str) -> HttpResponse:
    """A file of the report as it is now; Word and PDF of one that is not sealed say on each page whose draft it is."""
    if name not in MAKERS:
        raise NotHere(_("文件“%s”") % name, way_to(year))
    now = timezone.now()
    with found_here(year):
        engine = "live" if request.GET.get("data") == "live" else None
        report = report_of(year, engine=engine, scope=scope_of(request))
    mark = "" if report.seal else f"草案，未封账　{watermark.line(request.post, at=now)}"
    content = MAKERS[name](report, mark)
    services.exported(report, name, content, by=request.post, at=now)
    return _download(content, f"{year}-{name}")


def kept(request: DeskRequest, year: int, number: int, name: str) -> HttpResponse:
    """A file of a sealed version, checked against its digest."""
    require_bureau(request.post, year)
    versions = versions_of_year(year, scope_of(request))
    try:
        files: Mapping[str, bytes] = kept_files(versions[-1].report, number) if versions else {}
    except NoVersion as error:
        raise NotHere(
            _("%(year)s 年报告第 %(number)s 版的文件") % {"year": year, "number": number}, way_to(year)
        ) from error
    if name not in files:
        raise NotHere(_("文件“%s”") % name, way_to(year))
    services.fetched(versions[-1].report, number, [name], by=request.post.code, at=timezone.now(), place="desk")
    return _download(files[name], f"{year}-v{number}-{name}")


MAKERS: Mapping[str, Callable[[Report, str], bytes]] = {
    "report.docx": papers.word,
    "report.pdf": papers.pdf,
    "report.html": lambda report, mark: papers.page(report).encode(),
    "report-plain.html": lambda report, mark: papers.plain_page(report).encode(),
    "figures.json": lambda report, mark: papers.open_data_file(report),
}
"""Name → what makes the file, from the report and the mark of a draft."""


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
