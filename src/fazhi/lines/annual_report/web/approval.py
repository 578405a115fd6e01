"""The approval of a report: how far it is, what is in the way, what can be done now; before it is sealed and published, what
that would be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.procedures import registry
from fazhi.lines.annual_report.models import AnnualReport, Delivery, ReportVersion, VersionFile
from fazhi.lines.annual_report.permissions import DRAFT
from fazhi.lines.annual_report.queries.approving import Approval, approval
from fazhi.lines.annual_report.queries.standing import versions_of_year
from fazhi.lines.annual_report.terms import OUTSTANDING, REPORT, Recipient, State
from fazhi.lines.annual_report.web.asking import SECTION, scope_of, way_to
from fazhi.lines.annual_report.web.beside import steps
from fazhi.lines.annual_report.web.faces import REPORT_FACE
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.acts import acts_of
from fazhi.surfaces.web.matters.seeing import matter_seen
from fazhi.surfaces.web.matters.standing_in import Rights
from fazhi.surfaces.web.pages import DeskRequest, page


@dataclass(frozen=True)
class ShownVersion:
    """A version with its files and receipts; `receipts` only where any is due."""

    version: ReportVersion
    files: tuple[VersionFile, ...]
    receipts: tuple[tuple[str, Delivery | None], ...]


def matter(request: DeskRequest, key: UUID) -> HttpResponse:
    """Where other pages send who asks for the report's matter: its approval."""
    found = cast(AnnualReport, matter_seen(key, REPORT_FACE.procedures, request.post))
    return redirect("report-approval", year=found.year)


def approving(request: DeskRequest, year: int) -> HttpResponse:
    """The way of the year's report, and the acts that are open."""
    today = timezone.localdate()
    versions = versions_of_year(year, scope_of(request))
    if not versions:
        return _not_opened(request, year)
    report, found = versions[-1].report, approval(versions, request.post, on=today)
    state = State(report.state)
    acts = acts_of(report, REPORT_FACE, Rights(request.post, today))
    context = {
        "year": year,
        "matter": report,
        "explain_url": next((act.url for act in acts.may if act.name == "explain"), ""),
        "version": versions[-1],
        "state": state,
        "steps": steps(versions[-1], found.asked, today),
        "approval": found,
        "warnings": tuple(_warnings(found, state)),
        "versions": [_shown(each, found) for each in reversed(versions)],
        "sealing": _sealing(year) if state is State.SIGNED else (),
        "is_sealed": bool(versions[-1].seal),
        "may_preview": state in (State.FROZEN, State.SUBMITTED, State.PUBLISHED, State.ARCHIVED),
        "acts": acts,
        "dossier": {"state": state.label, "is_open": state is not State.ARCHIVED},
        "back": request.path,
    }
    return page(request, "annual_report/approval.html", context, section=SECTION)


def _not_opened(request: DeskRequest, year: int) -> HttpResponse:
    """Nothing was begun: whoever may begin it is told how; for everybody else it is not there."""
    if request.post.office.parent_id is not None:
        raise NotHere(_("%s 年报告的审批") % year, way_to(year))
    may_open = request.post.role in DRAFT.roles
    context = {"year": year, "procedure": registry.procedure_named(REPORT), "may_open": may_open}
    return page(request, "annual_report/not_opened.html", context, section=SECTION)


def _warnings(found: Approval, state: State) -> Iterator[str]:
    """What doesn't stop the signature and should be known before it."""
    if state in (State.SIGNED, State.FROZEN, State.SUBMITTED, State.PUBLISHED, State.ARCHIVED):
        return
    if found.open_comments:
        yield _("还有 %s 条意见没有处理。不影响签发，签发后不再处理。") % found.open_comments
    waiting = sum(1 for each in found.asked if each.state in OUTSTANDING)
    if waiting:
        yield _("还有 %s 篇约稿没有采用。签发后不再收稿。") % waiting


def _shown(version: ReportVersion, found: Approval) -> ShownVersion:
    receipts: Mapping[Recipient, Delivery] = found.deliveries.get(version.pk, {})
    due = [(recipient.label, receipts.get(recipient)) for recipient in Recipient] if version.seal else []
    return ShownVersion(version, found.files.get(version.pk, ()), tuple(due))


def _sealing(year: int) -> Sequence[tuple[str, int]]:
    """The registers that would be sealed now, with their rows."""
    return tuple(indicators.rows_touching(year, engine=Live()).items())
