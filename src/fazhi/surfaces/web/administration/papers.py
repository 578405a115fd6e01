"""发文字号: the series of document numbers of the offices in sight; a head or the system administrator opens another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.queries import offices_called
from fazhi.kernel.papers import services
from fazhi.kernel.papers.errors import PaperError
from fazhi.kernel.papers.permissions import OPEN_SERIES
from fazhi.kernel.papers.queries import series_seen_by
from fazhi.surfaces.web.administration.room import show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence

FIELDS = ("office", "agency", "category", "title")
SHOWN = 200


def papers(request: DeskRequest) -> HttpResponse:
    """The series, and a form for another."""
    filled = {name: request.POST.get(name, "").strip() for name in FIELDS}
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _open(request, filled)
        if not faults:
            told = {"code": filled["agency"] + filled["category"]}
            messages.success(request, _("已设立发文字号“%(code)s”，每年从 1 号起。") % told)
            return redirect("papers")
    context = {
        "series": series_seen_by(request.post)[:SHOWN],
        "filled": filled,
        "faults": faults,
        "basis": cited([OPEN_SERIES.basis])[0],
    }
    return show(request, "papers", context, status=400 if faults else 200)


def _open(request: DeskRequest, filled: dict[str, str]) -> dict[str, str]:
    """Open the series; answers what is wrong, by field ("" for what concerns no single one)."""
    faults: dict[str, str] = {}
    places = offices_called(request.post, filled["office"], limit=2) if filled["office"] else ()
    if len(places) != 1:
        faults["office"] = _("没有这个机构，或者有几个。请写机构代码或者全称。")
    if not filled["agency"]:
        faults["agency"] = _("请写机关代字，如 厦司。")
    if len(filled["agency"] + filled["category"]) > 12:
        faults["agency"] = _("机关代字和类别字合起来最多 12 个字。")
    if not 1 <= len(filled["title"]) <= 60:
        faults["title"] = _("请写用途，最多 60 个字，如 行政裁决文书。")
    if faults:
        return faults
    try:
        services.open_series(
            filled["agency"],
            filled["category"],
            title=filled["title"],
            office=places[0],
            by=request.post.code,
            at=timezone.now(),
            place="desk",
        )
    except PaperError as error:
        return {"": sentence(error) or str(error)}
    return {}
