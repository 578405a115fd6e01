"""`fazhi api …`: systems, tokens; the same acts as on the administration's page. A token is printed once."""

import argparse
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.terms import ADMINISTRATORS, Role
from fazhi.surfaces.api import queries
from fazhi.surfaces.api.limits import USUAL_PER_MINUTE
from fazhi.surfaces.api.models import System
from fazhi.surfaces.api.permissions import MANAGE
from fazhi.surfaces.api.services import systems
from fazhi.surfaces.api.services.systems import USUAL_DAYS
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def _who(context: Context) -> "Post":
    """Systems are entered under somebody's name: the post of a security administrator."""
    if context.by is None:
        raise BadArgument("--as", "未给出", "安全管理员的岗位，如 --as E0009@XM:security_administrator")
    return context.by


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """`api list` takes none."""


def _list(context: Context) -> Outcome:
    context.require_whole(MANAGE)
    found = [each.system for each in queries.systems()]
    return Outcome({"systems": [_data(each) for each in found]}, "\n".join(map(_line, found)) or "还没有对接系统。")


def _enter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="代码，大写字母、数字、连字符，如 COURT-SM")
    parser.add_argument("--name", required=True, metavar="NAME", help="名称，如 思明区人民法院立案系统")
    parser.add_argument("--office", required=True, metavar="OFFICE", help="机构代码：能看到、能办理它和下级的记录")
    roles = [role.value for role in Role if role not in ADMINISTRATORS]
    parser.add_argument("--role", required=True, choices=roles, help="角色")
    parser.add_argument("--right", action="append", default=[], metavar="RIGHT", help="权限代码，可以写几次")
    parser.add_argument("--sender", default="", metavar="BODY", help="以哪个单位的名义移送纠纷")
    parser.add_argument(
        "--per-minute",
        type=int,
        default=USUAL_PER_MINUTE,
        metavar="N",
        help=f"每分钟最多调用次数（默认 {USUAL_PER_MINUTE}）",
    )


def _enter(context: Context) -> Outcome:
    given, by = context.arguments, _who(context)
    office = organisations.office_seen_by(by, given.office)
    if office is None:
        raise BadArgument("--office", given.office, "机构代码，见机构台账")
    with audit.done_at(audit.Place.CONSOLE):
        system = systems.enter_system(
            given.code,
            given.name,
            office=office,
            role=Role(given.role),
            rights=given.right,
            sender=given.sender,
            per_minute=given.per_minute,
            by=by,
            at=context.at,
        )
    return Outcome(_data(system), f"已登记对接系统 {system.code}（{system.post.code}）。")


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="对接系统的代码")


def _close(context: Context) -> Outcome:
    by = _who(context)
    with audit.done_at(audit.Place.CONSOLE):
        system = systems.close_system(queries.system_named(context.arguments.code), by=by, at=context.at)
    return Outcome(_data(system), f"对接系统 {system.code} 已停用。")


def _issue_arguments(parser: argparse.ArgumentParser) -> None:
    _named(parser)
    parser.add_argument("--days", type=int, default=USUAL_DAYS, metavar="N", help=f"有效天数（默认 {USUAL_DAYS}）")


def _issue(context: Context) -> Outcome:
    by, given = _who(context), context.arguments
    with audit.done_at(audit.Place.CONSOLE):
        new = systems.issue_token(queries.system_named(given.code), by=by, at=context.at, days=given.days)
    until = f"{timezone.localtime(new.token.expires_at):%Y-%m-%d %H:%M}"
    data = {
        "system": given.code,
        "token": new.text,
        "public": new.token.public,
        "until": new.token.expires_at.isoformat(),
    }
    return Outcome(data, f"令牌（只显示这一次）：{new.text}\n有效至 {until}。")


def _revoke_arguments(parser: argparse.ArgumentParser) -> None:
    _named(parser)
    parser.add_argument("public", metavar="TOKEN", help="令牌的编号（令牌中间的 12 位）")


def _revoke(context: Context) -> Outcome:
    by, given = _who(context), context.arguments
    with audit.done_at(audit.Place.CONSOLE):
        token = systems.revoke_token(queries.system_named(given.code), given.public, by=by, at=context.at)
    return Outcome({"system": given.code, "public": token.public}, f"令牌 {token.public} 已撤销。")


def _data(system: System) -> dict[str, Any]:
    return {
        "code": system.code,
        "name": system.name,
        "post": system.post.code,
        "sender": system.sender,
        "rights": system.rights,
        "per_minute": system.per_minute,
        "closed": system.closed_at is not None,
    }


def _line(system: System) -> str:
    stands = "已停用" if system.closed_at else "在用"
    return f"{system.code}　{system.name}　{system.post.code}　{'、'.join(system.rights)}　{stands}"


COMMANDS = (
    Command(("api", "list"), "列出对接系统", _no_arguments, _list),
    Command(("api", "enter"), "登记对接系统", _enter_arguments, _enter),
    Command(("api", "close"), "停用对接系统", _named, _close),
    Command(("api", "issue"), "发放令牌，只显示一次", _issue_arguments, _issue),
    Command(("api", "revoke"), "撤销令牌", _revoke_arguments, _revoke),
)
