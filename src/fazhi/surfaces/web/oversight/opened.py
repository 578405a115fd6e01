"""The rows behind a number of oversight: tasks, or limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.procedure import Procedure
from fazhi.kernel.law.periods import packaged_row
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.oversight import Judged, Which, limits_behind, tasks_behind
from fazhi.kernel.procedures.worklist import named, page_of
from fazhi.surfaces.web.cells import period_label
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.oversight.asked import Asked, read
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.work.asked import place_of, written_place
from fazhi.surfaces.web.work.limits import Limit, Today, limit_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Clock, Task

PAGE = 50

TITLES = {
    Which.OPEN: gettext_noop("未办结"),
    Which.WEEK: gettext_noop("本周到期"),
    Which.LATE: gettext_noop("逾期"),
    Which.LATE_LONG: gettext_noop("逾期 10 日以上"),
}
JUDGED = {
    Judged.KEPT: gettext_noop("按期"),
    Judged.MISSED: gettext_noop("逾期了结"),
    Judged.LAPSED: gettext_noop("逾期未了结"),
}


@dataclass(frozen=True)
class ShownTask:
    """One task as those who oversee see it; `holder` is "" where nobody has taken it."""

    number: str
    url: str
    procedure: str
    state: str
    office: str
    holder: str
    limit: Limit


def shown_tasks(found: "Sequence[Task]", post: "Post", at: datetime) -> tuple[ShownTask, ...]:
    """Tasks as rows; what is gone is left out."""
    about, now = named(found, post), Today.of(found, at)
    return tuple(_task(task, about[task.matter_id].number, now) for task in found if task.matter_id in about)


def _task(task: "Task", number: str, now: Today) -> ShownTask:
    procedure = registry.procedure_named(task.procedure)
    return ShownTask(
        number=number,
        url=matter_url(task.procedure, task.matter_id),
        procedure=_(procedure.title),
        state=_(procedure.states.get(task.state, task.state)),
        office=task.office.name,
        holder=task.holder.official.name if task.holder else "",
        limit=limit_of(task, now),
    )


def tasks(request: DeskRequest) -> HttpResponse:
    """The tasks behind a number, the most pressing first."""
    at = timezone.now()
    asked, procedure = read(request, at), _procedure(request)
    which = next((each for each in Which if each.value == request.GET.get("which")), Which.LATE)
    wanted = tasks_behind(asked.sight, which, procedure.name if procedure else "")
    found = page_of(wanted, after=place_of(request.GET.get("after", "")), limit=PAGE + 1)
    shown = found[:PAGE]
    said = {"which": which.value, "procedure": procedure.name if procedure else ""}
    more = asked.url("oversight-tasks", **said, after=written_place(shown[-1])) if len(found) > PAGE else ""
    context = {
        "asked": asked,
        "title": _(TITLES[which]),
        "procedure": procedure,
        "office": asked.sight.office,
        "rows": shown_tasks(shown, request.post, at),
        "next_url": more,
        "first_url": asked.url("oversight-tasks", **said) if "after" in request.GET else "",
        "back": asked.url("oversight"),
    }
    return page(request, "web/oversight/tasks.html", context, section="oversight", status=_status(asked))


@dataclass(frozen=True)
class ShownLimit:
    """One limit: which, of what matter, its last day, the day it stopped, and how many days late."""

    number: str
    url: str
    office: str
    period: str
    due: str
    stopped: str
    late: int


def limits(request: DeskRequest) -> HttpResponse:
    """The limits that a rate counts, office by office."""
    at = timezone.now()
    asked, procedure = read(request, at), _procedure(request)
    if procedure is None:
        raise NotHere(_("这项业务"), Way(_("督办"), asked.url("oversight")))
    judged = next((each for each in Judged if each.value == request.GET.get("judged")), Judged.MISSED)
    after = _limit_place(request.GET.get("after", ""))
    found = limits_behind(asked.sight, procedure.name, judged, after=after, limit=PAGE + 1)
    shown = found[:PAGE]
    said = {"judged": judged.value, "procedure": procedure.name}
    more = asked.url("oversight-limits", **said, after=_written(shown[-1])) if len(found) > PAGE else ""
    context = {
        "asked": asked,
        "title": _(JUDGED[judged]),
        "procedure": procedure,
        "office": asked.sight.office,
        "period": asked.sight.period,
        "period_name": period_label(asked.sight.period),
        "rows": _limits(shown, request.post, at),
        "next_url": more,
        "first_url": asked.url("oversight-limits", **said) if "after" in request.GET else "",
        "back": asked.url("oversight"),
    }
    return page(request, "web/oversight/limits.html", context, section="oversight", status=_status(asked))


def _limits(found: "Sequence[Clock]", post: "Post", at: datetime) -> tuple[ShownLimit, ...]:
    about, today = named(found, post), timezone.localdate(at)
    return tuple(
        ShownLimit(
            number=about[clock.matter_id].number,
            url=matter_url(clock.procedure, clock.matter_id),
            office=clock.office.name,
            period=_(packaged_row(clock.period).title),
            due=clock.due_date.isoformat(),
            stopped=clock.stopped_date.isoformat() if clock.stopped_date else "",
            late=max(0, ((clock.stopped_date or today) - clock.due_date).days),
        )
        for clock in found
        if clock.matter_id in about
    )


def _written(clock: "Clock") -> str:
    return f"{clock.office_id},{clock.stopped_month or 0},{clock.pk}"


def _limit_place(text: str) -> tuple[int, int, int] | None:
    parts = text.split(",")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    office, month, key = map(int, parts)
    return office, month, key


def _procedure(request: DeskRequest) -> Procedure | None:
    name = request.GET.get("procedure", "")
    return next((each for each in registry.procedures() if each.name == name), None)


def _status(asked: Asked) -> int:
    return 400 if asked.fault else 200
