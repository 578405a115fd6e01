"""`fazhi mediation form`: the national form of a period, cross-footed."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.canonical import digest
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import latest_frozen
from fazhi.kernel.indicators.terms import Engine
from fazhi.lines.mediation.commands.shared import office_scope, period_arguments, workbook_path
from fazhi.lines.mediation.papers.national_form import workbook
from fazhi.lines.mediation.queries.national_form import BY, Filled, Form, form
from fazhi.lines.mediation.services import forms
from fazhi.surfaces.cli.command import Command, Context, Outcome


def _arguments(parser: argparse.ArgumentParser) -> None:
    period_arguments(parser, required=True)
    parser.add_argument(
        "--by", choices=tuple(BY), default="district", help="逐行按调解组织、区（默认），或者只列全市合计"
    )
    parser.add_argument("--engine", choices=("live", "frozen"), default="live", help="按当前记录（默认）或封账数据计算")


@contextmanager
def _engine(name: str, period: Period) -> Iterator[Engine]:
    """Live answers see the records at one moment."""
    if name == "live":
        live = Live()
        with live.snapshot():
            yield live
        return
    with Frozen(latest_frozen(period.year).path) as frozen:
        yield frozen


def _form(context: Context) -> Outcome:
    arguments = context.arguments
    path, period, scope = workbook_path(context), Period.parse(arguments.period), office_scope(context)
    on = timezone.localdate(context.at)
    with _engine(arguments.engine, period) as engine:
        filled = form(period, engine=engine, by=arguments.by, scope=scope, on=on)
    data = _data(filled)
    payload = {"period": str(period), "office": filled.office, "by": filled.by, "digest": digest(data)}
    forms.write(path, workbook(filled), action=forms.FORM, payload=payload, by=context.actor, at=context.at)
    lines = [f"{filled.office_name}　{period.label}　{path}"]
    lines += [f"不成立：{check.title}　{check.expression}" for check in filled.broken]
    lines.append(f"校验 {len(filled.checks)} 条，成立 {len(filled.checks) - len(filled.broken)} 条。")
    return Outcome({**data, "file": str(path)}, "\n".join(lines), int(bool(filled.broken)))


def _data(filled: Form) -> dict[str, object]:
    return {
        "period": str(filled.period),
        "office": filled.office,
        "by": filled.by,
        "engine": filled.engine,
        "tables": [_table(table) for table in filled.tables],
        "checks": [check.plain() for check in filled.checks],
    }


def _table(filled: Filled) -> dict[str, object]:
    """Exact values in base units; a column that isn't told is null, and named under `absent`."""
    return {
        "code": filled.table.code,
        "rows": len(filled.rows),
        "total": {key: None if value is None else str(value) for key, value in filled.total.cells.items()},
        "absent": sorted(filled.absent),
    }


COMMANDS = (Command(("mediation", "form"), "填制全国人民调解工作统计表", _arguments, _form),)
