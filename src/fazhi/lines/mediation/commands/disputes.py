"""`fazhi mediation disputes`: records put together into disputes, and the figures taken apart by them."""

import argparse
from typing import Any

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.permissions import LINK
from fazhi.lines.mediation.services import disputes
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.figures import scope_of, year_argument, year_of

_CODES = {
    "mediation.people.resolved": "人民调解化解",
    "mediation.referrals.signed": "对接签收",
    "mediation.administrative.accepted": "行政调解受理",
    "mediation.disputes.repeats": "减：同一纠纷的重复计入",
    "mediation.disputes.distinct": "去重后的纠纷",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--link", action="store_true", help="按编号归并同一纠纷，并提示当事人相同的（全部重算）")
    year_argument(parser, required=False)


def _disputes(context: Context) -> Outcome:
    data: dict[str, object] = {}
    lines: list[str] = []
    if context.arguments.link:
        context.require_whole(LINK)
        linked = disputes.link_all(by=context.actor, at=context.at)
        proposed = disputes.propose_all(at=context.at)
        data |= {"disputes": linked.disputes, "members": linked.members, "proposed": proposed}
        lines.append(
            f"归并同一纠纷 {linked.disputes:,} 件，共 {linked.members:,} 件登记；新提示待认定 {proposed:,} 对。"
        )
    if context.arguments.year:
        table, doors = _reconciled(year_of(context.arguments.year), context)
        data |= {"reconciled": table, "doors": doors}
        lines += [f"  {_CODES[row['code']]}：{row['value']} 件" for row in table]
        lines += [f"  经 {'、'.join(row['doors'])}：{row['disputes']:,} 件" for row in doors]
    return Outcome(data, "\n".join(lines) or "请加 --link（归并）或者 --year（去重对照）。")


def _reconciled(year: int, context: Context) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """The table 同一纠纷去重 of a year: what is counted, less the repeats; and the disputes by their doors."""
    scope = scope_of(context)
    asked = indicators.figures(Period(year), engine=Live(), codes=tuple(_CODES), scope=scope)
    found = {figure.code: figure for figure in asked}
    table = [{"code": code, "title": title, "value": str(found[code].value)} for code, title in _CODES.items()]
    doors: list[dict[str, Any]] = [
        {"doors": [door.label for door in combination], "disputes": count}
        for combination, count in queries.disputes.by_doors(year, context.by)
    ]
    return table, doors


COMMANDS = (Command(("mediation", "disputes"), "同一纠纷：归并登记，对照去重以后的件数", _arguments, _disputes),)
