"""One round of quality checks: how it was drawn and with what proof, how far it is, how far scorers agree, results by firm."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fazhi.engines import draw as engine
from fazhi.engines.agreement import Kappa
from fazhi.engines.draw.errors import DrawError
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import QualityRound
from fazhi.lines.hotline.permissions import ORDER_CHECK
from fazhi.lines.hotline.queries.quality import (
    Standing,
    marks_of,
    next_to_score,
    round_seen_by,
    standings_seen_by,
)
from fazhi.lines.hotline.rules.quality import agreement, sheets
from fazhi.lines.hotline.services import quality as acts
from fazhi.lines.hotline.terms.quality import SCORERS, CheckState, Grade, Sheet
from fazhi.lines.hotline.web.tabs import SECTION
from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence


@dataclass(frozen=True)
class Stage:
    """A step on the way of a round."""

    title: str
    day: str
    told: str
    is_done: bool
    is_next: bool = False


@dataclass(frozen=True)
class Agreed:
    """One line of the table of agreement; numbers as shown."""

    title: str
    pairs: int
    same: str
    kappa: str
    interval: str


@dataclass(frozen=True)
class OfFirm:
    """What came of a firm's consultations; `mean` of those that are settled."""

    name: str
    drawn: int
    settled: int
    mean: str
    grades: tuple[int, ...]
    faults: int


@dataclass(frozen=True)
class Row:
    place: int
    number: str
    url: str
    state: str
    is_waiting: bool
    points: str
    grade: str


def one_round(request: DeskRequest, key: UUID) -> HttpResponse:
    """A round: how it was drawn, how far it is; a head draws here."""
    found, fault = _found(request, key), ""
    if request.method == "POST":
        try:
            count = acts.draw_round(
                found, signature=request.POST.get("signature", ""), by=request.post, at=timezone.now()
            )
        except NotPermitted as error:
            raise PermissionDenied from error
        except (HotlineError, DrawError) as error:
            fault = sentence(error) or ""
        else:
            messages.success(request, _("抽中 %d 件，签名已核验。") % count)
            return redirect("hotline-quality-round", key=found.pk)
    return _page(request, found, fault)


def _page(request: DeskRequest, found: QualityRound, fault: str) -> HttpResponse:
    standings, now = standings_seen_by(request.post, found), timezone.now()
    sheet = sheets()[found.sheet]
    heads = request.post.role in ORDER_CHECK.roles
    following = next_to_score(standings, request.post, decides=heads)
    verified = None
    if request.GET.get("verify") == "1" and found.transcript:
        verified = engine.verify(found.transcript, found.commitment).holds
    context = {
        "round": found,
        "stages": _stages(found, standings),
        "may_draw": heads and not found.transcript and found.speaks_at <= now,
        "look_up": engine.address_of(int(found.beacon.rpartition(":")[2])),
        "waits": not found.transcript and found.speaks_at > now,
        "signature": request.POST.get("signature", ""),
        "files": _files(found),
        "verified": verified,
        "counts": [(_(state.label), _count(standings, state)) for state in CheckState] if standings else [],
        "agreed": _agreed(sheet, standings),
        "firms": _firms(standings),
        "grades": [_(grade.label) for grade in reversed(Grade)],
        "rows": [_row(each, request.post.official.code, decides=heads) for each in standings],
        "next_url": reverse("hotline-quality-check", kwargs={"key": following.check.pk}) if following else "",
        "fault": fault,
        "basis": cited([ORDER_CHECK.basis])[0],
    }
    return page(request, "hotline/quality_round.html", context, section=SECTION, status=400 if fault else 200)


def _found(request: DeskRequest, key: UUID) -> QualityRound:
    found = round_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这轮质检"), Way(_("质检"), reverse("hotline-quality")))
    return found


def _stages(found: QualityRound, standings: Sequence[Standing]) -> list[Stage]:
    settled, size = _count(standings, CheckState.SETTLED), found.size
    is_drawn = bool(found.transcript)
    steps = [
        (_("封存名单"), _time(found.committed_at), _("已答复 %d 件") % found.answered, True),
        (_("公共随机数"), _time(found.speaks_at), _named(found), is_drawn),
        (_("抽取"), _time(found.drawn_at) if found.drawn_at else "", _("抽 %d 件") % size, is_drawn),
        (
            _("评分"),
            "",
            _("评定 %(done)d 件，共 %(all)d 件") % {"done": settled, "all": size},
            is_drawn and settled == size,
        ),
    ]
    current = next((place for place, step in enumerate(steps) if not step[3]), None)
    return [Stage(*step, is_next=place == current) for place, step in enumerate(steps)]


def _named(found: QualityRound) -> str:
    name, _colon, number = found.beacon.partition(":")
    return _("drand %(name)s 第 %(number)s 轮") % {"name": name, "number": number}


def _time(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


def _files(found: QualityRound) -> Iterator[tuple[str, str]]:
    for name, title, text in (
        ("commitment.json", _("封存文件"), found.commitment),
        ("transcript.json", _("抽取记录"), found.transcript),
    ):
        if text:
            yield title, reverse("hotline-quality-file", kwargs={"key": found.pk, "name": name})


def _count(standings: Iterable[Standing], state: CheckState) -> int:
    return sum(each.outcome.state == state for each in standings)


def _agreed(sheet: Sheet, standings: Sequence[Standing]) -> list[Agreed]:
    """Of what two have scored; the two in the order of their codes, so that two people are two columns."""
    pairs = []
    for each in standings:
        if len(each.scores) >= SCORERS:
            first, second = sorted(each.scores[:SCORERS], key=lambda score: score.scorer.code)
            pairs.append((marks_of(first), marks_of(second)))
    if not pairs:
        return []
    found = agreement(sheet, pairs)
    titles = {"whole": _("等次"), **{item.code: item.title for item in sheet.items}, **sheet.faults}
    return [_line(title, found[code]) for code, title in titles.items()]


def _line(title: str, found: Kappa) -> Agreed:
    has_interval = found.low is not None and found.high is not None
    return Agreed(
        title,
        found.pairs,
        f"{found.same / found.pairs:.0%}",
        NOTHING if found.kappa is None else f"{float(found.kappa):.2f}",
        _("%(low).2f 至 %(high).2f") % {"low": found.low, "high": found.high} if has_interval else NOTHING,
    )


def _firms(standings: Sequence[Standing]) -> list[OfFirm]:
    of: dict[str, list[Standing]] = defaultdict(list)
    for each in standings:
        of[each.check.firm.name if each.check.firm else _("台账没有写明")].append(each)
    return [_of_firm(name, rows) for name, rows in sorted(of.items())]


def _of_firm(name: str, rows: Sequence[Standing]) -> OfFirm:
    settled = [each for each in rows if each.outcome.half_points is not None]
    mean = sum(each.outcome.half_points or 0 for each in settled) / (2 * len(settled)) if settled else None
    faults = sum(bool(each.scores[-1].faults) for each in settled)
    grades = tuple(sum(each.outcome.grade is grade for each in settled) for grade in reversed(Grade))
    return OfFirm(name, len(rows), len(settled), NOTHING if mean is None else f"{mean:.1f}", grades, faults)


def _row(each: Standing, official: str, *, decides: bool) -> Row:
    state = each.outcome.state
    waits = state in {CheckState.AWAITED, CheckState.HALF} or (decides and state == CheckState.DISPUTED)
    halves, grade = each.outcome.half_points, each.outcome.grade
    return Row(
        each.check.place,
        each.check.consultation.number,
        reverse("hotline-quality-check", kwargs={"key": each.check.pk}),
        _(state.label),
        waits and each.is_open_to(official),
        NOTHING if halves is None else f"{halves / 2:g}",
        _(grade.label) if grade else NOTHING,
    )


def round_file(request: DeskRequest, key: UUID, name: str) -> HttpResponse:
    """What was frozen, or the transcript of the draw, byte for byte."""
    found = _found(request, key)
    text = {"commitment.json": found.commitment, "transcript.json": found.transcript}.get(name, "")
    if not text:
        raise NotHere(_("这份抽取文件"), Way(_("质检"), reverse("hotline-quality-round", kwargs={"key": key})))
    answer = HttpResponse(text.encode(), content_type="application/json")
    shown = f"{found.month_date:%Y-%m}{name}"
    answer["Content-Disposition"] = content_disposition_header(True, shown) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
