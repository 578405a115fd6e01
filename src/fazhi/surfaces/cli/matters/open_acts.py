"""`fazhi matter acts`: what can be done with a matter now, by what right, and what each act asks."""

import argparse
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from fazhi.engines.procedure import BEGIN, Opening, Procedure, Step
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import queries, registry
from fazhi.kernel.procedures.forms import Field, FieldType, form_of
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.matters import standing
from fazhi.surfaces.cli.matters.asked import matter_of, office_argument, procedure_argument, procedure_of

_TYPES = {
    FieldType.TEXT: "文字",
    FieldType.LONG_TEXT: "长文字",
    FieldType.LINES: "多行，每行一项",
    FieldType.DAY: "日期",
    FieldType.MOMENT: "日期和时刻",
    FieldType.INTEGER: "整数",
    FieldType.MONEY: "金额（元）",
    FieldType.CODE: "代码",
    FieldType.FLAG: "是或否",
    FieldType.FILE: "文件",
}


def _acts_arguments(parser: argparse.ArgumentParser) -> None:
    procedure_argument(parser)
    parser.add_argument("number", metavar="NUMBER", nargs="?", help="事项编号；不写则列出如何登记新事项")
    office_argument(parser)


def _acts(context: Context) -> Outcome:
    procedure = procedure_of(context)
    if context.arguments.number is None:
        return _opening(procedure)
    matter = matter_of(context, seen_by=context.by)
    today = timezone.localdate(context.at)
    clocks = list(queries.clocks_of(matter.pk, context.by))
    acts = [_act_told(procedure, act.step, act) for act in queries.open_acts(matter, context.by)]
    data = {
        **standing.told(procedure, matter),
        "clocks": [standing.clock_told(clock, today) for clock in clocks],
        "acts": acts,
    }
    lines = [standing.heading(procedure, matter)]
    lines += [f"  {standing.clock_text(clock, today)}" for clock in clocks if clock.stopped_at is None]
    lines += [line for act in acts for line in _act_text(act)]
    return Outcome(data, "\n".join(lines if acts else [*lines, "没有可以办理的，事项已经办结。"]))


def _opening(procedure: Procedure) -> Outcome:
    if procedure.opening is None:
        return Outcome(
            {"procedure": procedure.name, "acts": []},
            f"{procedure.title}的事项由台账导入或者由系统到期启动，不能逐件登记。",
        )
    act = _act_told(procedure, procedure.opening, None)
    return Outcome({"procedure": procedure.name, "acts": [act]}, "\n".join([procedure.title, *_act_text(act)]))


def _act_told(procedure: Procedure, step: Step | Opening, act: queries.OpenAct | None) -> dict[str, Any]:
    """An open act, what it rests on, who may take it, and what its form asks; `may` is the asking post's right."""
    name, target = (step.name, step.target) if isinstance(step, Step) else (BEGIN, procedure.start)
    within = step.within.period if isinstance(step, Step) and step.within else None
    form = form_of(procedure.name, name)
    return {
        "name": name,
        "title": step.title,
        "basis": step.basis.text,
        "roles": sorted(registry.permission(step.by).roles),
        "may": act.may if act else None,
        "within": within,
        "target": target,
        "becomes": procedure.states[target],
        "has_form": form is not None,
        "fields": [_field_told(field) for field in form.fields] if form else [],
    }


def _field_told(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "type": field.type.value,
        "required": field.required,
        "codes": dict(field.labels or {}),
        "hint": field.hint,
    }


def _act_text(act: dict[str, Any]) -> Iterator[str]:
    roles = "、".join(Role(role).label for role in act["roles"])
    may = "" if act["may"] is not False else "（您的岗位不能办理）"
    within = f"，期限：{period_row(act['within']).title}" if act["within"] else ""
    yield f"· {act['title']}（{act['name']}）→ {act['becomes']}　{act['basis']}{within}　由{roles}办理{may}"
    if not act["has_form"]:
        yield "    还没有办理表单"
    for field in act["fields"]:
        codes = "；".join(f"{label}={code}" for code, label in field["codes"].items())
        told = "，".join(
            filter(None, (_TYPES[FieldType(field["type"])], "必填" if field["required"] else "", field["hint"]))
        )
        yield f"    {field['name']}　{field['title']}（{told}）{f'：{codes}' if codes else ''}"


COMMANDS = (Command(("matter", "acts"), "事项现在可以办理什么、要填写什么", _acts_arguments, _acts),)
