"""Where a matter stands, as every command on it answers: number, state, the act just done, clocks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.procedure import Procedure
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.procedures import queries, registry
from fazhi.kernel.procedures.services import standing_pause
from fazhi.surfaces.cli.command import Context, Outcome

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock, Matter


def outcome(context: Context, procedure: Procedure, matter: "Matter", step: str, said: str) -> Outcome:
    """
    The answer of an act: the matter as it stands after it.

    step  name of the act
    said  what was done, in Chinese
    """
    # Read anew: the line's service may have moved it further than the object in hand tells.
    stored = registry.matters_of(procedure.name, "telling an act that was just done").select_related("office")
    now = stored.get(pk=matter.pk)
    data, today = {**told(procedure, now), "step": step}, timezone.localdate(context.at)
    clocks = list(queries.clocks_of(now.pk, context.by))
    data["clocks"] = [clock_told(clock, today) for clock in clocks]
    lines = [f"{said}：{heading(procedure, now)}"]
    lines += [f"  {clock_text(clock, today)}" for clock in clocks if clock.stopped_at is None]
    return Outcome(data, "\n".join(lines))


def told(procedure: Procedure, matter: "Matter") -> dict[str, Any]:
    """The beginning of every answer."""
    return {
        "procedure": procedure.name,
        "number": matter.number,
        "office": matter.office.code,
        "state": matter.state,
        "state_label": procedure.states.get(matter.state, matter.state),
    }


def heading(procedure: Procedure, matter: "Matter") -> str:
    state = procedure.states.get(matter.state, matter.state)
    return f"{procedure.title} {matter.number}（{matter.office.name}），现在是“{state}”"


def clock_told(clock: "Clock", today: date) -> dict[str, Any]:
    pause = standing_pause(clock)
    return {
        "period": clock.period,
        "title": period_row(clock.period).title,
        "after": clock.after,
        "started": clock.started_at or clock.started_date,
        "due": clock.due_at or clock.due_date,
        "stopped": clock.stopped_date,
        "paused_since": pause.first_date if pause else None,
        "days_left": None if clock.stopped_at or pause else (clock.due_date - today).days,
    }


def clock_text(clock: "Clock", today: date) -> str:
    """The clock in one line, with how long is left."""
    due = f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}" if clock.due_at else clock.due_date.isoformat()
    said = f"{period_row(clock.period).title}（{clock.period}）自 {clock.started_date} 起算，{due} 届满"
    if clock.stopped_date:
        return f"{said}；{clock.stopped_date} 停止"
    if pause := standing_pause(clock):
        return f"{said}；自 {pause.first_date} 起中止"
    left = (clock.due_date - today).days
    return f"{said}；{f'剩 {left} 日' if left > 0 else '今天到期' if left == 0 else f'逾期 {-left} 日'}"
