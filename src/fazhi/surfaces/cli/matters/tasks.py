"""`fazhi matter take-over`, `hand-over`: whose work a matter is."""

import argparse
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.kernel.audit.services import Place
from fazhi.kernel.organisations.queries import post_named
from fazhi.kernel.procedures import queries, services
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.matters import standing
from fazhi.surfaces.cli.matters.asked import acting_post, matter_arguments, matter_of, procedure_of

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter, Task

_CONSOLE = Place.CONSOLE.value


def _take_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help="理由（从别人手中接办时）")


def _hand_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    parser.add_argument("--to", required=True, metavar="POST", help="移交给哪个岗位，写作 工号@机构代码:角色")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="移交的理由")


def _take_over(context: Context) -> Outcome:
    matter, task = _open(context)
    by, reason = acting_post(context), context.arguments.reason
    services.take_over(task, by=by, at=context.at, reason=reason, place=_CONSOLE)
    return _told(context, matter, "take_over", by.code)


def _hand_over(context: Context) -> Outcome:
    matter, task = _open(context)
    given = context.arguments
    to = post_named(given.to, on=timezone.localdate(context.at))
    if not given.reason.strip():
        raise BadArgument("--reason", "（空）", "移交的理由")
    services.hand_over(task, to=to, by=acting_post(context), at=context.at, reason=given.reason, place=_CONSOLE)
    return _told(context, matter, "hand_over", to.code)


def _open(context: Context) -> "tuple[Matter, Task]":
    by = acting_post(context)
    matter = matter_of(context, seen_by=by)
    task = queries.task_of(matter.pk, by)
    if task is None:
        raise BadArgument("NUMBER", matter.number, "尚未办结的事项；它已经没有待办")
    return matter, task


def _told(context: Context, matter: "Matter", act: str, holder: str) -> Outcome:
    answer = standing.outcome(context, procedure_of(context), matter, act, f"现由 {holder} 承办")
    answer.data["holder"] = holder
    return answer


COMMANDS = (
    Command(("matter", "take-over"), "接办一件事项", _take_arguments, _take_over),
    Command(("matter", "hand-over"), "移交一件事项", _hand_arguments, _hand_over),
)
