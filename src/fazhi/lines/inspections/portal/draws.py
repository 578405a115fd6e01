"""The list of draws, the page of one, and its published files."""

import json
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from fazhi.engines.draw.files import NAMES
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.portal import layout
from fazhi.lines.inspections.queries.public import public_draw, public_draws, told_of
from fazhi.lines.inspections.terms import PUBLICITY, RANDOM
from fazhi.surfaces.portal.citations import cited
from fazhi.surfaces.portal.pages import page

SECTION = "draws"
PROGRAM = Path(__file__).parents[1] / "static" / "inspections" / "draw.py.txt"
_PAGE = 20


def index(request: HttpRequest) -> HttpResponse:
    """All public draws, the latest first."""
    try:
        before = UUID(request.GET["before"]) if request.GET.get("before") else None
    except ValueError:
        raise Http404 from None
    found = public_draws(before=before, limit=_PAGE + 1)
    context = {
        "draws": found[:_PAGE],
        "following": found[_PAGE - 1].pk if len(found) > _PAGE else None,
        "is_first": before is None,
        "basis": cited(RANDOM, PUBLICITY),
    }
    return page(request, "inspections/portal/draws.html", context, section=SECTION)


def draw(request: HttpRequest, key: UUID) -> HttpResponse:
    """One draw: what was fixed and when, the public value, the result, its check."""
    found = told_of(_found(key))
    frozen = layout.frozen(found.draw)
    context = {
        "found": found,
        "draw": found.draw,
        "task": found.draw.task,
        "frozen": frozen,
        "values": layout.values(found.draw, frozen),
        "result": layout.result(found),
        "program": _program(),
        "basis": cited(RANDOM, PUBLICITY),
    }
    return page(request, "inspections/portal/draw.html", context, section=SECTION)


def file(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """A published file, byte for byte as its digest was made: commitment, transcript, or one of the frozen rosters."""
    found = _found(key)
    text = {"transcript.json": found.transcript, "commitment.json": found.commitment}.get(name, "")
    kind = "application/json"
    if name in NAMES and found.commitment:
        text, kind = json.loads(found.commitment)["files"][name], "text/tab-separated-values; charset=utf-8"
    elif not text:
        raise Http404
    response = HttpResponse(text.encode(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{found.digest[:12]}-{name}"'
    return response


def _found(key: UUID) -> Draw:
    found = public_draw(key)
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=1)
def _program() -> str:
    """The 23 lines that draw a transcript's objects again."""
    return PROGRAM.read_text(encoding="utf-8")
