"""
The draw on a task's page: its steps with what still stands to be done and by when, what it gave, every attempt with its
texts, annulled ones too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fazhi.engines import draw as engine
from fazhi.engines.draw import Commitment
from fazhi.engines.draw.beacons import QUICKNET
from fazhi.engines.draw.canonical import canonical
from fazhi.engines.draw.terms import Beacon, BeaconKind
from fazhi.kernel.calendar import services as calendar
from fazhi.lines.inspections.models import Assignment, Draw, Inspection, Supplement, Task
from fazhi.lines.inspections.permissions import DRAW, PREPARE
from fazhi.lines.inspections.queries.desk import attempts_at, draw_seen_by
from fazhi.lines.inspections.queries.of_inspections import drawn_by, supplements_of, teams_of
from fazhi.lines.inspections.terms import RECUSAL, InspectionState, TaskState
from fazhi.lines.inspections.web.days import day_text, moment_text
from fazhi.lines.inspections.web.visits import rows_of
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.course import actor_text, names_by_code
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

MOST = 300
"""Inspections that a task's page lists; the list of inspections has them all."""
SHORT = 8
"""Hex digits by which a sentence calls a digest; the sheet of attempts has all of them."""
_SPEAKS = time(10, 0)
_OFFERED = (1, 3, 5)
"""Working days from today on which a round of drand is offered, at ten o'clock."""
_FURTHEST = 30
"""Days looked at for them; the longest holidays are shorter."""


@dataclass(frozen=True)
class Stage:
    """A step of the way from the task to its end."""

    title: str
    day: str
    told: str
    is_done: bool
    is_next: bool = False


@dataclass(frozen=True)
class Todo:
    """What is to be done next, and by when; `links` lead to it, for a post that may."""

    told: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    is_late: bool = False


def draw_of(matter: "Matter", request: DeskRequest) -> dict[str, Any]:
    """All that the page of a task has of its draws and of what came of them."""
    task, now = cast(Task, matter), timezone.now()
    attempts = attempts_at(task, request.post)
    standing = next((each for each in attempts if each.annulled_date is None), None)
    commitment = engine.read_commitment(standing.commitment) if standing and standing.commitment else None
    inspections = drawn_by(task, request.post, limit=MOST) if standing else []
    for inspection in inspections:
        inspection.task = task
    teams = teams_of(inspections, request.post) if inspections else {}
    was_replaced = any(each.replaced for team in teams.values() for each in team)
    stages = list(_stages(task, standing, commitment, inspections))
    current = next((place for place, stage in enumerate(stages) if not stage.is_done), None)
    is_over = task.state in {TaskState.CLOSED, TaskState.CANCELLED}
    return {
        "task": task,
        "stages": [replace(stage, is_next=place == current and not is_over) for place, stage in enumerate(stages)],
        "todo": None if is_over else _todo(task, commitment, inspections, request, now),
        "announced": list(_announced(commitment)) if commitment and task.state == TaskState.COMMITTED else (),
        "rows": _rows(inspections, teams),
        "all_url": f"{reverse('inspections-inspections')}?{urlencode({'task': task.number})}",
        "attempts": _shown_attempts(attempts),
        "supplements": [_supplement(each) for each in supplements_of(task, request.post)] if was_replaced else [],
        "recusal": cited([RECUSAL])[0],
    }


def _stages(
    task: Task, draw: Draw | None, commitment: Commitment | None, inspections: Sequence[Inspection]
) -> Iterator[Stage]:
    made = sum(each.state != InspectionState.ASSIGNED for each in inspections)
    drawn = draw.drawn_date if draw else None
    yield Stage(_("立项"), day_text(task.planned_date), "", True)
    frozen = _("摘要 %s…") % draw.digest[:SHORT] if draw else _("两库和规则不再变动")
    yield Stage(_("封存名录"), moment_text(draw.committed_at) if draw else "", frozen, draw is not None)
    announced = draw.announced_date if draw else None
    place = draw.announced_at_place if draw else ""
    yield Stage(_("公告"), day_text(announced) if announced else "", place, announced is not None)
    beacons = commitment.sealed.terms.beacon if commitment else ()
    told = _("、").join(_named(each) for each in beacons) or (draw.beacon if draw else "")
    spoken = [moment_text(each) for each in _moments(beacons)]
    yield Stage(_("公共随机数"), _("、").join(spoken), told, drawn is not None)
    found = _("抽中 %d 家") % len(inspections) if drawn else ""
    yield Stage(_("抽取"), day_text(drawn) if drawn else "", found, drawn is not None)
    visits = _("已检查 %(made)d 家，共 %(all)d 家") % {"made": made, "all": len(inspections)} if inspections else ""
    yield Stage(_("检查"), "", visits, bool(inspections) and made == len(inspections))
    closed = task.closed_date
    yield Stage(_("完成"), day_text(closed) if closed else "", "", task.state == TaskState.CLOSED)


def _named(beacon: Beacon) -> str:
    """As people call it: drand quicknet 第 1000 轮, 双色球 第 2026139 期."""
    if beacon.kind is BeaconKind.DRAND:
        return _("drand %(name)s 第 %(number)s 轮") % {"name": beacon.name, "number": beacon.number}
    return _("%(name)s 第 %(number)s 期") % {"name": beacon.name, "number": beacon.number}


def _moments(beacons: Sequence[Beacon]) -> list[datetime]:
    """When the rounds of drand are known; lottery issues carry no moment."""
    return [engine.moment_of(int(each.number)) for each in beacons if each.kind is BeaconKind.DRAND]


def _todo(
    task: Task,
    commitment: Commitment | None,
    inspections: Sequence[Inspection],
    request: DeskRequest,
    now: datetime,
) -> Todo | None:
    beacons = commitment.sealed.terms.beacon if commitment else ()
    moments = _moments(beacons)
    if task.state == TaskState.PLANNED:
        return _to_freeze(task, request, now)
    if task.state == TaskState.COMMITTED:
        return _to_announce(task, moments, request, now)
    if task.state == TaskState.ANNOUNCED:
        return _to_draw(task, beacons, moments, request, now)
    left = [each for each in inspections if each.state == InspectionState.ASSIGNED]
    ended = {InspectionState.CLOSED, InspectionState.VOID}
    is_open = [each for each in inspections if each.state not in ended]
    if left:
        return Todo((_("还有 %d 家没有检查。") % len(left),))
    if is_open:
        return Todo((_("都已检查，还有 %d 家的结果没有办结。") % len(is_open),))
    return Todo((_("检查都已办结，可以完成任务。"),), _link(task, request, "close", _("完成任务")))


def _to_freeze(task: Task, request: DeskRequest, now: datetime) -> Todo:
    told = (
        _("先核对两库和回避登记，再封存名录。封存以后名录和规则不再变动。"),
        _("公共随机数应当在封存、公告以后才产生，谁也不能事先知道。可以选用："),
    )
    if request.post.role not in PREPARE.roles:
        return Todo(told[:1])
    url = reverse("inspections-task-act", kwargs={"key": task.pk, "act": "commit"})
    return Todo(told, tuple((f"{title}", f"{url}?{urlencode({'beacon': line})}") for title, line in _rounds(now)))


def _rounds(now: datetime) -> Iterator[tuple[str, str]]:
    """Rounds of drand that speak at ten o'clock on working days to come, with the line that the form takes."""
    today = timezone.localdate(now)
    kinds = calendar.day_kinds([today + timedelta(days=each) for each in range(1, _FURTHEST)])
    working = [each.date for each in kinds if each.is_worked]
    for day in (working[each - 1] for each in _OFFERED):
        moment = timezone.make_aware(datetime.combine(day, _SPEAKS))
        number = engine.round_at(moment)
        title = _("drand 第 %(number)s 轮，%(moment)s 产生") % {"number": number, "moment": moment_text(moment)}
        yield title, f"drand {QUICKNET} {number}"


def _to_announce(task: Task, moments: Sequence[datetime], request: DeskRequest, now: datetime) -> Todo:
    if moments and min(moments) <= now:
        told = _("公共随机数已经于 %s 产生，来不及公告。这次抽取不能再用：由负责人作废，重新封存。") % moment_text(
            min(moments)
        )
        return Todo((told,), _link(task, request, "annul", _("作废抽取")), is_late=True)
    by = _("最迟在 %s 以前公告下面的内容。") % moment_text(min(moments)) if moments else _("在开奖以前公告下面的内容。")
    return Todo((by,), _link(task, request, "announce", _("登记公告")))


def _to_draw(
    task: Task, beacons: Sequence[Beacon], moments: Sequence[datetime], request: DeskRequest, now: datetime
) -> Todo:
    if moments and max(moments) > now:
        return Todo((_("公共随机数 %s 产生，在这以前不能抽取。") % moment_text(max(moments)),))
    sources = tuple(_source(each) for each in beacons)
    return Todo(
        (_("公共随机数已经产生，按公告的顺序填写："), *sources), _link(task, request, "draw", _("填写公共随机数"))
    )


def _source(beacon: Beacon) -> str:
    """Where the value is looked up, and how it is written."""
    if beacon.kind is BeaconKind.DRAND:
        return _("%s：公开的签名（signature），96 位十六进制，填写后当场核验") % _named(beacon)
    return _("%s：开奖号码，如 9 18 26 34 41 45；分组公布的用加号隔开，如 1 5 9 12 22 30 + 7") % _named(beacon)


def _link(task: Task, request: DeskRequest, act: str, title: str) -> tuple[tuple[str, str], ...]:
    roles = {"head"} if act == "annul" else DRAW.roles
    if request.post.role not in roles:
        return ()
    return ((title, reverse("inspections-task-act", kwargs={"key": task.pk, "act": act}) + f"#act-{act}"),)


def _announced(commitment: Commitment) -> Iterator[tuple[str, str, bool]]:
    """What the announcement says, in Chinese: title, text, whether it is a digest. Source: the protocol's step 2."""
    document = engine.announcement(commitment.sealed)
    counts, rosters = document["counts"], commitment.sealed.rosters
    yield _("名录和规则的摘要"), commitment.digest, True
    yield _("封存时间"), moment_text(commitment.sealed.committed_at), False
    for pool in counts["pools"]:
        told = _("名录内 %(all)d 家，抽取 %(draw)d 家") % {"all": pool["objects"], "draw": pool["draw"]}
        yield _(pool["stratum"]) if pool["stratum"] else _("检查对象"), told, False
    yield _("必查、排除"), _("必查 %(in)d 家，排除 %(out)d 家，理由在封存文件内") % {
        "in": counts["compulsory"], "out": counts["excluded"],
    }, False  # fmt: skip
    yield _("检查人员"), _("名录内 %(all)d 人，检查当日证件有效的 %(valid)d 人，回避 %(recusals)d 对") % {
        "all": len(rosters.inspectors), "valid": counts["valid_on_date"], "recusals": counts["recusals"],
    }, False  # fmt: skip
    yield _("公共随机数来源"), _("、").join(_named(each) for each in commitment.sealed.terms.beacon), False


def _rows(inspections: Sequence[Inspection], teams: Mapping[UUID, Sequence[Assignment]]) -> list[dict[str, Any]]:
    rows = rows_of(inspections, {}, timezone.localdate())
    return [
        {
            "row": row,
            "team": _("、").join(one.inspector.official.name for one in teams.get(each.pk, ()) if not one.replaced),
        }
        for row, each in zip(rows, inspections, strict=True)
    ]


def _shown_attempts(attempts: Sequence[Draw]) -> list[dict[str, Any]]:
    names = names_by_code([each.annulled_by for each in attempts if each.annulled_by])
    return [
        {
            "draw": each,
            "committed": moment_text(each.committed_at),
            "annulled_by": actor_text(each.annulled_by, names) if each.annulled_by else "",
            "files": [
                (title, reverse("inspections-draw-file", kwargs={"key": each.pk, "name": name}))
                for title, name, text in (
                    (_("封存文件"), "commitment.json", each.commitment),
                    (_("公告内容"), "announcement.json", each.commitment),
                    (_("抽取记录"), "transcript.json", each.transcript),
                )
                if text
            ],
        }
        for each in attempts
    ]


def _supplement(each: Supplement) -> dict[str, str]:
    kwargs = {"key": each.draw_id, "name": f"supplement-{each.position}.json"}
    return {
        "day": moment_text(each.recorded_at),
        "digest": each.digest,
        "url": reverse("inspections-draw-file", kwargs=kwargs),
    }


def draw_page(request: DeskRequest, key: UUID) -> HttpResponse:
    """Where a row of the register of draws opens: the page of its task."""
    found = _draw(request, key)
    return redirect(f"{reverse('inspections-task', kwargs={'key': found.task_id})}#draws")


def draw_file(request: DeskRequest, key: UUID, name: str) -> HttpResponse:
    """A text of a draw, byte for byte: what was frozen, what was to be announced, the transcript, a substitution."""
    found = _draw(request, key)
    text = _text(found, name, request)
    if not text:
        raise NotHere(_("这份抽取文件"), _way())
    answer = HttpResponse(text.encode(), content_type="application/json")
    shown = f"{found.task.number}（第{found.attempt}次）{name}"
    answer["Content-Disposition"] = content_disposition_header(True, shown) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _text(draw: Draw, name: str, request: DeskRequest) -> str:
    if name == "commitment.json":
        return draw.commitment
    if name == "transcript.json":
        return draw.transcript
    if name == "announcement.json" and draw.commitment:
        return canonical(engine.announcement(engine.read_commitment(draw.commitment).sealed))
    made = supplements_of(draw.task, request.post) if name.startswith("supplement-") else []
    return next(
        (each.text for each in made if each.draw_id == draw.pk and name == f"supplement-{each.position}.json"), ""
    )


def _draw(request: DeskRequest, key: UUID) -> Draw:
    found = draw_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这次抽取"), _way())
    return found


def _way() -> Way:
    return Way(_("抽查任务"), reverse("inspections-tasks"))
