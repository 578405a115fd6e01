"""
留痕: the audit administrator searches, verifies and exports the trail, and sees who looked into personal files.

The list says who did what to which subject; details, which hold personal data, go out with an export only.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.audit import queries, services
from fazhi.kernel.audit.anchors import Anchor, read_anchors
from fazhi.kernel.audit.errors import TrailError
from fazhi.kernel.audit.permissions import EXPORT_DETAILS
from fazhi.kernel.audit.searching import Wanted, search, search_reads
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.queries import numbered
from fazhi.surfaces.cli.audit import told_of
from fazhi.surfaces.web.administration.officials import NO_DAY
from fazhi.surfaces.web.administration.room import day_of, of_the_whole, show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.find import as_number
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence

ANCHORS = 10
MOST = 2_000_000
"""Entries that are verified while somebody waits; a longer trail is verified on the console."""

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Asked:
    """The search as it was typed."""

    matter: str = ""
    actor: str = ""
    action: str = ""
    first: str = ""
    last: str = ""

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


@dataclass(frozen=True)
class Line:
    """One entry or read as the list shows it."""

    number: int
    at: Any
    actor: str
    act: str
    subject: str
    basis: str
    place: str


def asked_of(request: DeskRequest) -> tuple[Asked, Wanted, dict[str, str]]:
    """What was typed, what that means, and what can't be understood."""
    asked = Asked(**{name: request.GET.get(name, "").strip() for name in Asked.__dataclass_fields__})
    faults: dict[str, str] = {}
    days = {}
    for name in ("first", "last"):
        text = getattr(asked, name)
        days[name] = day_of(text) if text else None
        if text and days[name] is None:
            faults[name] = NO_DAY
    wanted = Wanted(
        actor=asked.actor,
        actions=registry.acts_called(asked.action) if asked.action else None,
        subjects=_subjects(request, asked.matter) if asked.matter else None,
        first=days["first"],
        last=days["last"],
    )
    return asked, wanted, faults


def _subjects(request: DeskRequest, text: str) -> tuple[tuple[str, str], ...]:
    """The subjects that a matter's number means, or kind and id of one, as the list writes them."""
    kind, _, identifier = text.partition(" ")
    number = as_number(text)
    found = (
        (each.procedure.name, str(each.key))
        for each in numbered(number, request.post, limit=20)
        if each.number == number
    )
    return (*found, (kind, identifier.strip()))


@of_the_whole(EXPORT_DETAILS)
def trail(request: DeskRequest) -> HttpResponse:
    """Search; the anchors beside it."""
    return _show(request)


def _show(
    request: DeskRequest, *, verified: str = "", holds: bool = True, fault: str = "", status: int = 200
) -> HttpResponse:
    asked, wanted, faults = asked_of(request)
    before = request.GET.get("before", "")
    found = search(wanted, before=int(before) if before.isdecimal() and len(before) < 12 else 0)
    context = {
        "asked": asked,
        "faults": faults,
        "lines": [
            Line(
                each.number,
                each.recorded_at,
                each.actor,
                registry.act_title(each.action),
                f"{each.subject_kind} {each.subject_id}".strip(),
                each.basis,
                services.Place(each.place).label,
            )
            for each in found.entries
        ],
        "before": found.before,
        "is_later": bool(before),
        "head": queries.head_state(),
        "anchors": _latest_anchors(),
        "verified": verified,
        "holds": holds,
        "fault": fault,
        "basis": cited([EXPORT_DETAILS.basis])[0],
    }
    return show(request, "trail", context, status=status)


def _latest_anchors() -> list[Anchor]:
    known = [anchor for anchor in read_anchors() if anchor is not None]
    return known[: -ANCHORS - 1 : -1]


@of_the_whole(EXPORT_DETAILS)
def reads(request: DeskRequest) -> HttpResponse:
    """Who looked into which personal file, and why."""
    asked, wanted, faults = asked_of(request)
    before = request.GET.get("before", "")
    found = search_reads(wanted, before=int(before) if before.isdecimal() and len(before) < 12 else 0)
    lines = [
        Line(
            each.pk,
            each.read_at,
            each.actor,
            each.reason,
            f"{each.subject_kind} {each.subject_id}",
            "",
            services.Place(each.place).label,
        )
        for each in found.reads
    ]
    context = {"asked": asked, "faults": faults, "lines": lines, "before": found.before, "is_later": bool(before)}
    return show(request, "reads", context)


@require_POST
@of_the_whole(EXPORT_DETAILS)
def verification(request: DeskRequest) -> HttpResponse:
    """Verify the whole trail, and say what was found; nothing is kept of it, asking again asks anew."""
    if queries.head_state().entries > MOST:
        fault = _("留痕超过 %s 条，在页面上核验要等太久，请在命令行核验。") % f"{MOST:,}"
        return _show(request, fault=fault, status=409)
    try:
        answer, missing = services.verify(at=timezone.now()), queries.missing_triggers()
    except TrailError as error:
        return _show(request, fault=sentence(error) or str(error), status=409)
    return _show(request, verified=told_of(answer, missing), holds=answer.holds and not missing)


@require_POST
@of_the_whole(EXPORT_DETAILS)
def export(request: DeskRequest) -> HttpResponse:
    """Take the entries of some days out as a file."""
    first, last = (day_of(request.POST.get(name, "").strip()) for name in ("from", "to"))
    form = request.POST.get("form", "")
    if first is None or last is None or last < first or form not in FORMS:
        return _show(request, fault=_("没有导出：请写起止日期（先早后晚），并选择格式。"), status=400)
    folder, at = tempfile.TemporaryDirectory(prefix="fazhi-export-"), timezone.now()
    out = Path(folder.name) / f"留痕.{form}"
    try:
        services.export(first, last, out, details="details" in request.POST, by=request.post.code, at=at, place="desk")
    except TrailError as error:
        folder.cleanup()
        return _show(request, fault=sentence(error) or str(error), status=409)
    name = f"留痕-{first:%Y%m%d}-{last:%Y%m%d}.{form}"
    sent = _Sent(out.open("rb"), folder, filename=name, as_attachment=True, content_type=FORMS[form])
    return cast(HttpResponse, sent)


class _Sent(FileResponse):
    """A file that is gone with its folder once it was sent, or was not."""

    def __init__(self, file: Any, folder: "tempfile.TemporaryDirectory[str]", **more: Any) -> None:
        super().__init__(file, **more)
        self.folder = folder

    def close(self) -> None:
        super().close()
        self.folder.cleanup()
