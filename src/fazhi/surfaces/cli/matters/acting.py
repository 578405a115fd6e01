"""`fazhi matter begin`, `act`, `rectify`: acts of any procedure, by the answers to their forms."""

import argparse
from typing import TYPE_CHECKING

from django.db import IntegrityError

from fazhi.engines.procedure import BEGIN, Procedure
from fazhi.kernel.audit.services import Place
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.procedures import services
from fazhi.kernel.procedures.errors import NotRectifiable
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.surfaces import columns
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.matters import standing
from fazhi.surfaces.cli.matters.asked import (
    absent_post,
    act_arguments,
    acting_post,
    answers_arguments,
    answers_of,
    matter_arguments,
    matter_of,
    occurrence_of,
    procedure_argument,
    procedure_of,
    right_post,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post
    from fazhi.kernel.procedures.models import Matter


def _begin_arguments(parser: argparse.ArgumentParser) -> None:
    procedure_argument(parser)
    parser.add_argument("--office", default="", metavar="CODE", help="事项所属机构的代码（默认办理人的机构）")
    act_arguments(parser)


def _begin(context: Context) -> Outcome:
    procedure, given, absent = procedure_of(context), context.arguments, absent_post(context)
    right = right_post(context, absent)
    form = form_of(procedure.name, BEGIN)
    matter = services.perform_opening(
        procedure,
        answers_of(context, form.fields if form else ()),
        office=_office(right, given.office),
        by=acting_post(context),
        at=context.at,
        on=occurrence_of(given.on),
        late_reason=given.late_reason,
        standing_in_for=absent,
        place=Place.CONSOLE,
    )
    return standing.outcome(context, procedure, matter, BEGIN, f"已办理“{procedure.title_of(BEGIN)}”")


def _office(right: "Post", code: str) -> "Office":
    if not code:
        return right.office
    office = office_seen_by(right, code)
    if office is None:
        raise BadArgument("--office", code, f"{right.code} 范围内的机构代码")
    return office


def _act_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    parser.add_argument("act", metavar="ACT", help="办理什么：代码或者名称，见 fazhi matter acts")
    act_arguments(parser)


def _act(context: Context) -> Outcome:
    procedure, given, absent = procedure_of(context), context.arguments, absent_post(context)
    matter = matter_of(context, seen_by=right_post(context, absent))
    act = _named(procedure, matter.state, given.act)
    form = form_of(procedure.name, act)
    services.perform(
        matter,
        act,
        answers_of(context, form.fields if form else ()),
        by=acting_post(context),
        at=context.at,
        on=occurrence_of(given.on),
        late_reason=given.late_reason,
        standing_in_for=absent,
        place=Place.CONSOLE,
    )
    return standing.outcome(context, procedure, matter, act, f"已办理“{procedure.title_of(act)}”")


def _named(procedure: Procedure, state: str, text: str) -> str:
    """The act that `text` names by code, or by title: of two acts of one title the one that is open now."""
    titled = [step.name for step in (*procedure.open_from(state), *procedure.steps) if step.title == text]
    return titled[0] if titled else text


def _rectify_arguments(parser: argparse.ArgumentParser) -> None:
    matter_arguments(parser)
    answers_arguments(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help="更正的理由，记入留痕")


def _rectify(context: Context) -> Outcome:
    procedure, by = procedure_of(context), acting_post(context)
    matter = matter_of(context, seen_by=by)
    changes = _changes(context, procedure, matter)
    reason = _words(context.arguments.reason)
    try:
        done = services.rectify(matter, by=by, at=context.at, reason=reason, changes=changes, place=Place.CONSOLE.value)
    except IntegrityError as error:
        raise BadArgument(
            "、".join(changes), "、".join(map(str, changes.values())), "与该事项其他记录相符的内容"
        ) from error
    answer = standing.outcome(context, procedure, matter, "rectify", f"已更正 {'、'.join(done.new)}")
    answer.data["old"], answer.data["new"] = dict(done.old), dict(done.new)
    answer.data["frozen_years"] = list(done.frozen_years)
    years = "、".join(map(str, done.frozen_years))
    return Outcome(answer.data, f"{answer.text}\n  涉及已封账的年度 {years}，封账数据不变。" if years else answer.text)


def _changes(context: Context, procedure: Procedure, matter: "Matter") -> dict[str, object]:
    """What is to be written, read as the columns are; a blank answer clears a column that may be blank."""
    fields = columns.rectifiable(procedure, matter)
    answers = answers_of(context, ())
    if not answers:
        raise BadArgument("NAME=VALUE", "（没有写）", "要更正的内容，如 mediator=王一")
    for name in answers:
        if name not in fields:
            raise NotRectifiable(matter.number, name)
    blank = [name for name, text in answers.items() if not text.strip() and columns.may_be_blank(matter, name)]
    asked = ActForm(procedure.name, "rectify", tuple(fields[name] for name in answers if name not in blank), do=dict)
    values = read(asked, {name: text for name, text in answers.items() if name not in blank}, act="更正")
    plain = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    return plain | {name: columns.cleared(matter, name) for name in blank}


def _words(reason: str) -> str:
    if not reason.strip():
        raise BadArgument("--reason", "（空）", "更正的理由")
    return reason.strip()


COMMANDS = (
    Command(("matter", "begin"), "登记一件新事项", _begin_arguments, _begin),
    Command(("matter", "act"), "办理一步", _act_arguments, _act),
    Command(("matter", "rectify"), "更正已登记的内容", _rectify_arguments, _rectify),
)
