"""
`fazhi clock`, `fazhi check`, `fazhi work`, `fazhi procedure …`: what the kernel does and finds by itself, whose work it is,
and the tables for the legal department.
"""

import argparse
from datetime import date
from pathlib import Path

from django.utils import timezone

from fazhi.engines.procedure import PrintedStep, Procedure, diagram, printed
from fazhi.kernel.audit import services as audit
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.papers.drawing import png_of
from fazhi.kernel.papers.word import Paper
from fazhi.kernel.procedures import integrity, queries, registry, services
from fazhi.kernel.procedures.permissions import CHECK, RUN_CLOCK
from fazhi.surfaces.accounts.services import clear_expired
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.web.masking import store as masking

_SHOWN = 20


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """These take none."""


def _clock(context: Context) -> Outcome:
    context.require_whole(RUN_CLOCK)
    ran = services.run(at=context.at)
    flushed = audit.flush_reads(at=context.at)
    ended = clear_expired(at=context.at)
    originals = masking.sweep(at=context.at, data_dir=context.data_dir)
    audit.anchor_daily(at=context.at)
    escalated = [
        {"procedure": procedure, "role": role, "clocks": clocks}
        for (procedure, role), clocks in sorted(ran.escalated.items())
    ]
    deemed = [{"procedure": name, "number": number, "result": title} for name, number, title in ran.deemed]
    arisen = [{"procedure": name, "matters": count} for name, count in sorted(ran.arisen.items())]
    data = {"arisen": arisen, "deemed": deemed, "escalated": escalated, "left": list(ran.left), "reads": flushed}
    data |= {"sessions": ended, "originals": originals}
    lines = [
        f"视为结果 {len(deemed)} 件，督办 {sum(ran.escalated.values())} 项期限，查阅记录入链 {flushed} 条，结束过期登录 {ended} 次，"
        f"删除逾期未取的脱敏原件 {originals} 份。"
    ]
    lines += [
        f"  {registry.procedure_named(name).title}：新启动 {count} 件" for name, count in sorted(ran.arisen.items())
    ]
    lines += [f"  {item['number']}：{item['result']}" for item in deemed[:_SHOWN]]
    for (name, role), clocks in sorted(ran.escalated.items()):
        lines.append(f"  {registry.procedure_named(name).title}：{clocks} 项期限报{Role(role).label}")
    lines += [f"  {number} 刚刚被人办理，下次再看" for number in ran.left]
    return Outcome(data, "\n".join(lines))


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", action="append", metavar="NAME", help="只运行这一项检查（可重复）")


def _check(context: Context) -> Outcome:
    context.require_whole(CHECK)
    known = [checker.name for checker in integrity.registered()]
    names = context.arguments.name
    for name in names or ():
        if name not in known:
            raise BadArgument("--name", name, f"{'、'.join(known)}之一")
    found = integrity.check(on=timezone.localdate(context.at), names=frozenset(names) if names else None)
    data = {
        "checks": [
            {"name": item.checker.name, "title": item.checker.title, "found": item.found, "first": list(item.told)}
            for item in found
        ]
    }
    lines = []
    for item in found:
        lines.append(f"{'×' if item.found else '✓'} {item.checker.title}{f'：{item.found:,} 处' if item.found else ''}")
        lines += [f"    {text}" for text in item.told]
        if item.found > len(item.told):
            lines.append(f"    另有 {item.found - len(item.told):,} 处未列出")
    return Outcome(data, "\n".join(lines), int(any(item.found for item in found)))


def _list(context: Context) -> Outcome:
    known = registry.procedures()
    data = {"procedures": [{"name": each.name, "title": each.title, "steps": len(each.steps)} for each in known]}
    return Outcome(data, "\n".join(f"{each.name}　{each.title}（{len(each.steps)} 步）" for each in known))


def _print_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="程序代码，如 mediation.people")
    parser.add_argument("--out", metavar="FILE", type=Path, help="写成 .docx（表和图）或 .svg（图）")


def _print(context: Context) -> Outcome:
    known = {each.name: each for each in registry.procedures()}
    procedure = known.get(context.arguments.name)
    if procedure is None:
        raise BadArgument("NAME", context.arguments.name, f"{'、'.join(known)}之一")
    rows = printed_procedure(procedure)
    out: Path | None = context.arguments.out
    if out is not None:
        _write(procedure, rows, out, timezone.localdate(context.at))
    data = {"name": procedure.name, "title": procedure.title, "steps": [vars(row) for row in rows]}
    lines = [
        f"{row.state or '（新）'} → {row.act} → {row.becomes}　{row.who}　{row.basis}　{row.within}".rstrip()
        for row in rows
    ]
    return Outcome(data, "\n".join([*lines, f"已写入 {out}"] if out else lines))


def printed_procedure(procedure: Procedure) -> tuple[PrintedStep, ...]:
    """The procedure's table with the titles that people know."""
    return printed(
        procedure,
        permissions={each.code: each for each in registry.permissions()},
        periods={code: row.title for code, row in period_rows().items()},
        grounds={need: registry.ground_title(need) for step in procedure.steps for need in step.needs},
    )


def _write(procedure: Procedure, rows: tuple[PrintedStep, ...], out: Path, today: date) -> None:
    svg = diagram(procedure, name="procedure")
    if out.suffix == ".svg":
        out.write_text(svg, encoding="utf-8")
        return
    if out.suffix != ".docx":
        raise BadArgument("--out", str(out), ".docx 或 .svg 文件")
    paper = Paper(title=f"{procedure.title}程序表", dated=today)
    paper.note("每一步的依据、期限和所需事项，供法制部门核对")
    heads = ("状态", "行为", "转为", "由谁", "依据", "期限", "须有")
    columns = range(len(heads))
    paper.table(heads, [tuple(vars(row).values()) for row in rows], left=columns, shares=(3, 3, 3, 3, 5, 5, 4))
    paper.picture(png_of(svg), alternative=f"{procedure.title}程序图", percent=60)
    out.write_bytes(paper.bytes())


def _work_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="待办和督办各最多列出几件（默认 50）")


def _work(context: Context) -> Outcome:
    if context.by is None:
        raise BadArgument("--as", "（没有写）", "一个岗位，如 E0001@XM-SM-01:mediator")
    today = timezone.localdate(context.at)
    works = queries.work_of(context.by, on=today, limit=context.arguments.limit)
    alerts = list(queries.alerts_for(context.by)[: context.arguments.limit])
    numbers = queries.numbers_of([(alert.clock.procedure, alert.clock.matter_id) for alert in alerts])
    told = [
        {"number": numbers.get(alert.clock.matter_id, ""), "period": alert.clock.period, "due": alert.clock.due_date}
        for alert in alerts
    ]
    tasks = [
        {
            "procedure": work.procedure.name,
            "number": work.number,
            "office": work.task.office.name,
            "state": work.state,
            "due": work.due_at or work.due,
            "holder": work.task.holder.code if work.task.holder else None,
            "covers": work.covers,
        }
        for work in works
    ]
    lines = [f"{item['due'] or '无期限'}　{item['number']}　{item['state']}　{item['office']}" for item in tasks]
    lines += [f"督办：{item['number']} 的期限 {item['period']} 于 {item['due']} 届满" for item in told]
    return Outcome({"work": tasks, "alerts": told}, "\n".join(lines) or "没有待办。")


COMMANDS = (
    Command(("work",), "我的待办和督办（按期限先后）", _work_arguments, _work),
    Command(("clock",), "期限届满的视为结果和督办（每天定时运行）", _no_arguments, _clock),
    Command(("check",), "完整性检查", _check_arguments, _check),
    Command(("procedure", "list"), "全部程序", _no_arguments, _list),
    Command(("procedure", "print"), "程序的表和图，供法制部门核对", _print_arguments, _print),
)
