"""What offices write: the list, and the page of one contribution with its text, preview, versions and acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines import claims
from fazhi.engines.claims import StatedFigure
from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import LONGEST
from fazhi.kernel.procedures.forms import FieldType
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.errors import DraftChanged
from fazhi.lines.annual_report.models import Contribution, Submission
from fazhi.lines.annual_report.permissions import CONTRIBUTE, EDIT
from fazhi.lines.annual_report.queries.filling import printed
from fazhi.lines.annual_report.queries.standing import asked_of, draft_of, submissions_of, year_asked_for
from fazhi.lines.annual_report.rules import SLOT, bare_figures, paragraphs_of, unknown_codes
from fazhi.lines.annual_report.rules.differences import Line, differences
from fazhi.lines.annual_report.terms import (
    CONTRIBUTION,
    HEADINGS,
    OUTSTANDING,
    ContributionState,
    Outcome,
    Piece,
    PrintedFigure,
)
from fazhi.lines.annual_report.web.asking import SECTION, scope_of
from fazhi.lines.annual_report.web.faces import CONTRIBUTION_FACE
from fazhi.surfaces.web.errors import Way
from fazhi.surfaces.web.matters.acts import Acts, acts_of
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import CONFLICT, Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_seen
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.standing_in import Rights
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.matters.versions import require_version
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from datetime import datetime

_TEXT = "text"


@dataclass(frozen=True)
class Owed:
    """A line of the list; `left` says how much time is left of a text that is outstanding."""

    contribution: Contribution
    heading: str
    state: str
    left: str
    is_late: bool


@dataclass(frozen=True)
class Preview:
    """
    The text as it will be printed.

    bare     figures typed by hand, that no record backs
    unknown  slots that no indicator fills; with any of them nothing can be submitted
    broken   relations among the numbers of the text that do not hold
    """

    paragraphs: tuple[tuple[Piece, ...], ...]
    bare: tuple[StatedFigure, ...]
    unknown: tuple[str, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    """A text as submitted, and what it changed of the one before."""

    submission: Submission
    outcome: str
    lines: tuple[Line, ...]


def contributions(request: DeskRequest, year: int) -> HttpResponse:
    """The contributions to a year's report that the post sees."""
    today = timezone.localdate()
    asked = asked_of(year, scope_of(request))
    context = {
        "year": year,
        "owed": [_owed(each, today) for each in asked],
        "mine": request.post.office_id,
        "may_ask": request.post.role in EDIT.roles and request.post.office.parent_id is None,
        "procedure": CONTRIBUTION,
    }
    return page(request, "annual_report/contributions.html", context, section=SECTION)


def _owed(each: Contribution, today: date) -> Owed:
    days, is_open = (each.due_date - today).days, each.state in OUTSTANDING
    left = (_("剩 %s 日") % days if days >= 0 else _("逾期 %s 日") % -days) if is_open else ""
    return Owed(each, HEADINGS[each.heading], ContributionState(each.state).label, left, is_open and days < 0)


def contribution(request: DeskRequest, key: UUID) -> HttpResponse:
    """One contribution: what is asked, the text, what was submitted, the acts."""
    found = _seen(request, key)
    if request.method != "POST":
        return _show(request, found, _kept(found))
    sent, now = Sent.of(request), timezone.now()
    text = sent.texts.get(_TEXT, "").replace("\r\n", "\n")
    if sent.own("do") == "submit":
        return _submit(request, found, sent, text, at=now)
    if sent.own("do") == "save":
        return _save(request, found, sent, text, at=now)
    return _show(request, found, text, is_previewed=True, revision=sent.own("revision"))


def _seen(request: DeskRequest, key: UUID) -> Contribution:
    way = Way(_("年度报告"), reverse("start"))
    return cast(Contribution, matter_seen(key, CONTRIBUTION_FACE.procedures, request.post, way))


def _kept(found: Contribution) -> str:
    draft = draft_of(found)
    return draft.text if draft else ""


def _submit(request: DeskRequest, found: Contribution, sent: Sent, text: str, *, at: "datetime") -> HttpResponse:
    def do() -> str:
        require_version(found, sent)
        services.submit_text(found, by=request.post, at=at, on=timezone.localdate(at), text=_checked(text, _("供稿")))
        return reverse("contribution", kwargs={"key": found.pk})

    def again(refusal: Refusal) -> HttpResponse:
        return _show(request, _seen(request, found.pk), text, refusal=refusal, is_previewed=True)

    return submit(request, sent, do, title=_("供稿"), fields={_TEXT}, again=again, at=at)


def _save(request: DeskRequest, found: Contribution, sent: Sent, text: str, *, at: "datetime") -> HttpResponse:
    try:
        revision = int(sent.own("revision")) if sent.own("revision").isdecimal() else 0
        text = _checked(text, _("保存草稿"), required=False)
        services.save_draft(found, by=request.post, at=at, text=text, revision=revision)
    except Exception as error:
        refusal = refusal_of(error, {_TEXT})
        if refusal is None:
            raise
        theirs = error.text if isinstance(error, DraftChanged) else ""
        status = CONFLICT if theirs else refusal.status
        told = Refusal(status, refusal.faults, refusal.sentences)
        return _show(request, _seen(request, found.pk), text, refusal=told, theirs=theirs)
    messages.success(request, _("草稿已保存。"))
    return redirect("contribution", key=found.pk)


def _checked(text: str, act: str, *, required: bool = True) -> str:
    longest = LONGEST[FieldType.LONG_TEXT]
    if (required and not text.strip()) or len(text) > longest:
        expected = _("不超过%s字的文字，一行一段") % f"{longest:,}"
        raise FormRefused(act, [FieldFault(_TEXT, _("供稿内容"), "", expected)])
    return text


def _show(
    request: DeskRequest,
    found: Contribution,
    text: str,
    *,
    refusal: Refusal | None = None,
    is_previewed: bool = False,
    revision: str = "",
    theirs: str = "",
) -> HttpResponse:
    """
    The page.

    revision  of the draft that the form was opened on, "" for the one that is kept now
    theirs    what somebody else has saved meanwhile
    """
    draft, today = draft_of(found), timezone.localdate()
    rights = Rights(request.post, today)
    year = year_asked_for(found, request.post)
    figures = _figures(year, request)
    may_write = _may_write(found, request)
    context = {
        "contribution": found,
        "year": year,
        "owed": _owed(found, today),
        "may_write": may_write,
        "text": text,
        "draft": draft,
        "revision": revision or (draft.revision if draft else 0),
        "theirs": theirs,
        "refusal": refusal,
        "fault": refusal.faults.get(_TEXT, "") if refusal else "",
        "preview": _preview(text, figures) if is_previewed or (may_write and text) else None,
        "figures": sorted(figures.values(), key=lambda figure: figure.code) if may_write else (),
        "versions": list(_versions(tuple(submissions_of(found)))),
        "acts": _without_submit(acts_of(found, CONTRIBUTION_FACE, rights)),
        "dossier": {"state": ContributionState(found.state).label, "is_open": found.state in OUTSTANDING},
        "back": reverse("contribution", kwargs={"key": found.pk}),
        "token": new_token(),
    }
    status = refusal.status if refusal else 200
    return page(request, "annual_report/contribution.html", context, section=SECTION, status=status)


def _may_write(found: Contribution, request: DeskRequest) -> bool:
    return found.state == ContributionState.ASKED and request.post.role in CONTRIBUTE.roles


def _without_submit(acts: Acts) -> Acts:
    """The text is submitted where it is written."""
    return replace(acts, may=tuple(act for act in acts.may if act.name != "submit"))


def _figures(year: int, request: DeskRequest) -> dict[str, PrintedFigure]:
    """The year's figures of the post's offices, as they are now."""
    found = indicators.figures(Period(year), engine=Live(), scope=scope_of(request))
    return {figure.code: printed(figure) for figure in found}


def _preview(text: str, figures: dict[str, PrintedFigure]) -> Preview:
    paragraphs = tuple(_pieces(line, figures) for line in paragraphs_of(text))
    filled = "\n".join("".join(_plain(piece) for piece in pieces) for pieces in paragraphs)
    broken = tuple(item.expression for item in claims.read(filled).identities if not item.holds)
    return Preview(paragraphs, bare_figures(text), unknown_codes(text, figures), broken)


def _pieces(line: str, figures: dict[str, PrintedFigure]) -> tuple[Piece, ...]:
    """A line with its slots filled; one that no indicator fills stays as it was written."""
    parts = enumerate(SLOT.split(line))
    return tuple(figures.get(part, f"{{{part}}}") if place % 2 else part for place, part in parts if part)


def _plain(piece: Piece) -> str:
    return piece.text if isinstance(piece, PrintedFigure) else piece


def _versions(submissions: Sequence[Submission]) -> Iterator[Version]:
    """Every text submitted, the latest first, each beside the one before."""
    before = [""] + [each.text for each in submissions]
    pairs = list(zip(submissions, before, strict=False))
    for each, older in reversed(pairs):
        yield Version(each, Outcome(each.outcome).label, differences(older, each.text) if older else ())
