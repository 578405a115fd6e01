"""The scoring screen: a drawn consultation with the sheet, by keyboard alone; and the head's decision where two are apart."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.terms import Reason
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import QualityScore
from fazhi.lines.hotline.permissions import ORDER_CHECK, SCORE
from fazhi.lines.hotline.queries.quality import (
    Standing,
    check_seen_by,
    marks_of,
    next_to_score,
    recording_of,
    standing_seen_by,
    standings_seen_by,
)
from fazhi.lines.hotline.rules.quality import half_points, sheets
from fazhi.lines.hotline.services import quality as acts
from fazhi.lines.hotline.terms import CONSULTATION, MATTERS, Channel
from fazhi.lines.hotline.terms.quality import THIRD, CheckState, Item, Level, Sheet
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_LONGEST = 400


@dataclass(frozen=True)
class Asked:
    """An item with the level that was chosen, "" for none."""

    item: Item
    chosen: str


@dataclass(frozen=True)
class Given:
    """A score as shown: the levels in the order of the sheet."""

    title: str
    levels: tuple[str, ...]
    faults: str
    points: str
    remark: str


def one_check(request: DeskRequest, key: UUID) -> HttpResponse:
    """A drawn consultation, to be scored by whoever may, else with the scores that this post may see."""
    check = check_seen_by(request.post, key)
    if check is None:
        raise NotHere(_("这件抽中的咨询"), Way(_("质检"), reverse("hotline-quality")))
    standing = standing_seen_by(request.post, check)
    if request.method == "POST":
        return _scored(request, standing)
    return _page(request, standing)


def _scored(request: DeskRequest, standing: Standing) -> HttpResponse:
    sheet, sent = sheets()[standing.check.round.sheet], request.POST
    act = acts.decide if sent.get("_do") == "decide" else acts.score
    try:
        act(
            standing.check,
            levels={item.code: sent.get(item.code, "") for item in sheet.items},
            faults=sent.getlist("fault"),
            remark=sent.get("remark", "").strip()[:_LONGEST],
            by=request.post,
            at=timezone.now(),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _page(request, standing, sentence(error) or "")
    held = standing.check.round
    messages.success(request, _("已评分：%s。") % standing.check.consultation.number)
    following = next_to_score(
        standings_seen_by(request.post, held), request.post, decides=request.post.role in ORDER_CHECK.roles
    )
    if following is None:
        return redirect("hotline-quality-round", key=held.pk)
    return redirect("hotline-quality-check", key=following.check.pk)


def _page(request: DeskRequest, standing: Standing, fault: str = "") -> HttpResponse:
    check, official = standing.check, request.post.official.code
    row, sheet = check.consultation, sheets()[check.round.sheet]
    audit.note_read(
        by=request.post.code,
        at=timezone.now(),
        subject=(CONSULTATION, row.pk.hex),
        reason=Reason.SAMPLING.value,
        place="desk",
    )
    decides = standing.outcome.state == CheckState.DISPUTED
    right = ORDER_CHECK if decides else SCORE
    context: dict[str, Any] = {
        "check": check,
        "facts": _facts(standing),
        "has_recording": recording_of(row.pk, by=request.post) is not None,
        "asks": standing.is_open_to(official) and request.post.role in right.roles,
        "is_own": official in check.answered_by,
        "decides": decides,
        "asked": [Asked(item, request.POST.get(item.code, "")) for item in sheet.items],
        "levels": [(level.value, _(level.label)) for level in reversed(Level)],
        "faults": [(code, title, code in request.POST.getlist("fault")) for code, title in sheet.faults.items()],
        "remark": request.POST.get("remark", ""),
        "heads": [item.title for item in sheet.items],
        "given": [_given(sheet, score) for score in standing.shown_to(official)],
        "fault": fault,
        "basis": cited([right.basis])[0],
    }
    return page(request, "hotline/quality_check.html", context, section=SECTION, status=400 if fault else 200)


def _facts(standing: Standing) -> list[tuple[str, str]]:
    """What was asked and answered; not by which firm."""
    row = standing.check.consultation
    return [
        (_("咨询事项"), _(MATTERS[row.matter])),
        (_("咨询渠道"), _(Channel(row.channel).label)),
        (_("呼叫流水号"), row.call_number or NOTHING),
        (_("受理日期"), row.received_date.isoformat()),
        (_("咨询内容"), row.need or NOTHING),
        (_("答复意见"), row.answer or NOTHING),
    ]


def _given(sheet: Sheet, score: QualityScore) -> Given:
    marks = marks_of(score)
    title = _("裁定") if score.place == THIRD else _("第 %d 人") % score.place
    return Given(
        title,
        tuple(_(marks.levels[item.code].label) for item in sheet.items),
        _("、").join(sheet.faults[code] for code in score.faults) or NOTHING,
        f"{half_points(sheet, marks) / 2:g}",
        score.remark or NOTHING,
    )
