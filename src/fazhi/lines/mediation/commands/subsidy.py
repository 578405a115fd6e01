"""`fazhi mediation subsidy`: the computed ledger of 以案定补; `enter`, a rate of the bureau's own."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation

from fazhi.engines.indicator import Period
from fazhi.kernel.organisations.queries import is_sample, root
from fazhi.lines.mediation.commands.shared import office_scope, period_arguments, workbook_path
from fazhi.lines.mediation.papers.subsidy import workbook
from fazhi.lines.mediation.permissions import ENTER_RATES, PAY
from fazhi.lines.mediation.queries.subsidy import SubsidyLedger, subsidy
from fazhi.lines.mediation.rules.subsidy import RATE_OF
from fazhi.lines.mediation.services import forms
from fazhi.lines.mediation.services.subsidy import enter_rate
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument


def _arguments(parser: argparse.ArgumentParser) -> None:
    period_arguments(parser, required=False)


def _subsidy(context: Context) -> Outcome:
    context.require(PAY)
    for name in ("period", "out"):
        if not getattr(context.arguments, name):
            raise BadArgument(f"--{name}", "未给出", "必填")
    path, period, scope = workbook_path(context), Period.parse(context.arguments.period), office_scope(context)
    top = root()
    office, name = (scope.office, scope.name) if scope else (top.code, top.name) if top else ("", "")
    ledger = subsidy(period, scope=scope, office=office, office_name=name)
    data = _data(ledger)
    content = workbook(ledger, is_sample=is_sample())
    forms.write(path, content, action=forms.SUBSIDY, payload=data, by=context.actor, at=context.at)
    text = (
        f"{name}　{period.label}　以案定补：办结 {len(ledger.awards):,} 件，计发 {len(ledger.paid):,} 件，"
        f"合计 {ledger.fen / 100:,.2f} 元\n摘要 {ledger.digest}\n{path}"
    )
    return Outcome({**data, "file": str(path)}, text)


def _data(ledger: SubsidyLedger) -> dict[str, object]:
    unpaid: dict[str, int] = {}
    for item in ledger.awards:
        if item.unpaid is not None:
            unpaid[item.unpaid.value] = unpaid.get(item.unpaid.value, 0) + 1
    return {
        "period": str(ledger.period),
        "office": ledger.office,
        "matters": len(ledger.awards),
        "paid": len(ledger.paid),
        "unpaid": unpaid,
        "amount_fen": ledger.fen,
        "digest": ledger.digest,
    }


def _enter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rate", choices=tuple(RATE_OF), help="补贴项目")
    parser.add_argument("--since", metavar="DATE", required=True, help="自何日起，按案件办结日期")
    parser.add_argument("--yuan", metavar="AMOUNT", required=True, help="每件金额，元")
    parser.add_argument("--basis", metavar="TEXT", required=True, help="依据：文件名称和文号")


def _enter(context: Context) -> Outcome:
    context.require_whole(ENTER_RATES)
    given = context.arguments
    row = enter_rate(
        RATE_OF[given.rate], since=_day(given.since), amount_fen=_fen(given.yuan), basis=given.basis,
        by=context.actor, at=context.at,
    )  # fmt: skip
    data = {"rate": row.rate, "since": row.since_date.isoformat(), "amount_fen": row.amount_fen}
    return Outcome(
        data, f"已登记：{RATE_OF[row.rate].label}自 {row.since_date} 起每件 {row.amount_fen / 100:,.2f} 元。"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadArgument("--since", text, "日期，如 2025-01-01") from None


def _fen(text: str) -> int:
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        raise BadArgument("--yuan", text, "金额，元，至多两位小数") from None
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise BadArgument("--yuan", text, "金额，元，至多两位小数")
    return int(fen)


COMMANDS = (
    Command(("mediation", "subsidy"), "计算以案定补", _arguments, _subsidy),
    Command(("mediation", "subsidy", "enter"), "登记以案定补的标准", _enter_arguments, _enter),
)
