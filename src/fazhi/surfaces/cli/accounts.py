"""`fazhi accounts …`: open, list, reset, close and reopen accounts; without `--as` the system account opens the first one."""

import argparse
from typing import Any

from django.conf import settings
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.accounts import queries, services
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.permissions import MANAGE
from fazhi.surfaces.accounts.queries import AccountRow
from fazhi.surfaces.accounts.terms import AccountState, FirstPassword
from fazhi.surfaces.cli.command import Command, Context, Outcome


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("official", metavar="OFFICIAL", help="人员的工号")
    parser.add_argument("--name", default="", metavar="NAME", help="登录名（默认是工号）")


def _open(context: Context) -> Outcome:
    given = context.arguments
    with audit.done_at(audit.Place.CONSOLE):
        account, first = services.open_account(given.official, name=given.name, by=context.by, at=context.at)
    return _handed_over(account, first, "账号已开通")


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="登录名")


def _reset_arguments(parser: argparse.ArgumentParser) -> None:
    _named(parser)
    parser.add_argument(
        "--second-factor", action="store_true", help="清除二次验证，密码不变（手机丢失的，核实本人后用）"
    )


def _reset(context: Context) -> Outcome:
    account = queries.account_named(context.arguments.name)
    with audit.done_at(audit.Place.CONSOLE):
        if context.arguments.second_factor:
            services.clear_second_factor(account, by=context.by, at=context.at)
            return Outcome({"name": account.name, "second_factor": False}, f"{account.name} 的二次验证已清除。")
        first = services.reset_password(account, by=context.by, at=context.at)
    return _handed_over(account, first, "密码已重置")


def _close(context: Context) -> Outcome:
    account = queries.account_named(context.arguments.name)
    with audit.done_at(audit.Place.CONSOLE):
        services.close_account(account, by=context.by, at=context.at)
    return Outcome({"name": account.name, "state": AccountState.CLOSED.value}, f"账号 {account.name} 已停用。")


def _reopen(context: Context) -> Outcome:
    account = queries.account_named(context.arguments.name)
    with audit.done_at(audit.Place.CONSOLE):
        first = services.reopen_account(account, by=context.by, at=context.at)
    return _handed_over(account, first, "账号已恢复")


def _handed_over(account: Account, first: FirstPassword, done: str) -> Outcome:
    data = {
        "official": account.official.code,
        "name": account.name,
        "first_password": first.text,
        "until": first.until.isoformat(),
    }
    text = (
        f"{done}：{account.official.name}，登录名 {account.name}\n首次密码（只显示这一次）：{first.text}\n"
        f"有效至 {timezone.localtime(first.until):%Y-%m-%d %H:%M}，第一次登录就要改掉。"
    )
    return Outcome(data, text)


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """`accounts list` takes none."""


def _list(context: Context) -> Outcome:
    context.require_whole(MANAGE)
    today = timezone.localdate(context.at)
    rows = queries.all_accounts(
        seen_by=context.by, at=context.at, on=today, is_for_all=settings.FAZHI_SECOND_FACTOR_FOR_ALL
    )
    return Outcome({"accounts": [_data(row) for row in rows]}, "\n".join(map(_line, rows)) or "还没有账号。")


def _data(row: AccountRow) -> dict[str, Any]:
    return {
        "name": row.account.name,
        "official": row.account.official.code,
        "state": row.state.value,
        "posts": [post.code for post in row.posts],
        "second_factor": row.has_second_factor,
        "second_factor_needed": row.needs_second_factor,
        "latest_sign_in": row.latest_at.isoformat() if row.latest_at else None,
    }


def _line(row: AccountRow) -> str:
    factor = "有二次验证" if row.has_second_factor else "须设二次验证" if row.needs_second_factor else "无二次验证"
    since = f"最近登录 {timezone.localtime(row.latest_at):%Y-%m-%d %H:%M}" if row.latest_at else "没有登录过"
    return f"{row.account.name}　{row.account.official.name}　{row.state.label}　{factor}　{since}"


COMMANDS = (
    Command(("accounts", "open"), "开通账号，给出首次密码", _open_arguments, _open),
    Command(("accounts", "list"), "列出账号", _no_arguments, _list),
    Command(("accounts", "reset"), "重置密码，或者清除二次验证", _reset_arguments, _reset),
    Command(("accounts", "close"), "停用账号", _named, _close),
    Command(("accounts", "reopen"), "恢复停用的账号", _named, _reopen),
)
