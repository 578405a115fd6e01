"""`fazhi matter suspend`, `resume`, `extend`: what is done to a matter's clock."""

import argparse
from typing import TYPE_CHECKING

from fazhi.kernel.audit.services import Place
from fazhi.kernel.procedures import queries, services
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.matters import standing
from fazhi.surfaces.cli.matters.asked import (
    acting_post,
    day_argument,
    day_of,
    matter_arguments,
    matter_of,
    procedure_of,
)

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Clock, Matter

_CONSOLE = Place.CONSOLE.value


def _clock_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    parser.add_argument("--period", metavar="CODE", help="哪一个期限（只有一个在计算时可以不写）")
    day_argument(parser)


def _reason_arguments(parser: argparse.ArgumentParser) -> None:
    _clock_arguments(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help="法定的事由，记入留痕")


def _extend_arguments(parser: argparse.ArgumentParser) -> None:
    _reason_arguments(parser)
    parser.add_argument("--units", type=int, metavar="N", help="延长多少（由决定人定长度时写）")


def _suspend(context: Context) -> Outcome:
    matter, clock, given = *_running(context), context.arguments
    by, reason = acting_post(context), _reason(context)
    services.suspend(clock, by=by, at=context.at, reason=reason, on=day_of(given.on), place=_CONSOLE)
    return _told(context, matter, "suspend", clock, "已中止")


def _resume(context: Context) -> Outcome:
    matter, clock = _running(context)
    on = day_of(context.arguments.on)
    services.resume(clock, by=acting_post(context), at=context.at, on=on, place=_CONSOLE)
    return _told(context, matter, "resume", clock, "已恢复")


def _extend(context: Context) -> Outcome:
    matter, clock, given = *_running(context), context.arguments
    services.extend(
        clock,
        by=acting_post(context),
        at=context.at,
        reason=_reason(context),
        on=day_of(given.on),
        units=given.units,
        place=_CONSOLE,
    )
    return _told(context, matter, "extend", clock, "已延长")


def _running(context: Context) -> "tuple[Matter, Clock]":
    """The matter, and its one running clock or that of the period named."""
    by = acting_post(context)
    matter = matter_of(context, seen_by=by)
    code: str | None = context.arguments.period
    clocks = {clock.period: clock for clock in queries.clocks_of(matter.pk, by) if clock.stopped_at is None}
    chosen = clocks.get(code) if code else next(iter(clocks.values())) if len(clocks) == 1 else None
    if chosen is None:
        known = f"正在计算的期限之一：{'、'.join(clocks)}" if clocks else "正在计算的期限，而该事项没有"
        raise BadArgument("--period", code or "（没有写）", known)
    return matter, chosen


def _reason(context: Context) -> str:
    reason: str = context.arguments.reason.strip()
    if not 0 < len(reason) <= 200:
        raise BadArgument("--reason", reason[:20] or "（空）", "1至200字的事由")
    return reason


def _told(context: Context, matter: "Matter", act: str, clock: "Clock", said: str) -> Outcome:
    return standing.outcome(context, procedure_of(context), matter, act, f"{said}期限 {clock.period}")


COMMANDS = (
    Command(("matter", "suspend"), "中止期限", _reason_arguments, _suspend),
    Command(("matter", "resume"), "恢复期限", _clock_arguments, _resume),
    Command(("matter", "extend"), "批准延长期限", _extend_arguments, _extend),
)
