"""
Demo mode (演示模式): one click signs in as any of a cast, on synthetic records and on this machine only.

Each condition is asked at every request, so that none of them can be got round by what was true before.
"""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.terms import OfficeKind, Role
from fazhi.surfaces.accounts.errors import DemoImpossible

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_on(request: HttpRequest, *, is_sample: bool) -> bool:
    """Whether this request may be of somebody played: asked for, synthetic records, this machine, and no proxy between."""
    if not (settings.FAZHI_DEMO and not settings.FAZHI_HOSTS and is_sample):
        return False
    host, _ = split_domain_port(request.get_host())
    return host in _THIS_MACHINE and _is_here(request) and not any(name in request.META for name in _FORWARDED)


def _is_here(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def require_possible() -> None:
    """Raise DemoImpossible where `fazhi serve --demo` may not start."""
    if settings.FAZHI_HOSTS:
        raise DemoImpossible("hosts")
    if not organisations.is_sample():
        raise DemoImpossible("records")


@dataclass(frozen=True)
class Character:
    """
    One of the cast: the `nth` post of a role in offices of a kind, counted through the districts.

    can  what this post does and sees, in Chinese
    """

    kind: OfficeKind
    role: Role
    can: str
    nth: int = 0


@dataclass(frozen=True)
class Played:
    """A post that may be played, and what it can do."""

    post: "Post"
    can: str


CAST = (
    Character(OfficeKind.BUREAU, Role.HEAD, gettext_noop("看全市的台账和数据，督办，签发年度报告，封账")),
    Character(
        OfficeKind.BUREAU, Role.REPORTER, gettext_noop("编写年度报告，把每个数字打开到记录，导入导出台账；看得到全市")
    ),
    Character(OfficeKind.DIVISION, Role.CLERK, gettext_noop("市局处室经办：看得到本处室的事项")),
    Character(OfficeKind.DISTRICT_BUREAU, Role.HEAD, gettext_noop("区司法局负责人：看全区，督办，更正，安排代岗")),
    Character(OfficeKind.DISTRICT_BUREAU, Role.CLERK, gettext_noop("区司法局经办：导入全区的台账，办理移送")),
    Character(OfficeKind.TOWN_COMMITTEE, Role.HEAD, gettext_noop("街道调委会主任：分派和督办本委员会的纠纷")),
    Character(OfficeKind.TOWN_COMMITTEE, Role.MEDIATOR, gettext_noop("登记纠纷，调解，写协议；只看得到本委员会的纠纷")),
    Character(
        OfficeKind.TOWN_COMMITTEE,
        Role.MEDIATOR,
        gettext_noop("登记纠纷，调解，写协议；只看得到本委员会的纠纷。与上一位不同区，互相看不到"),
        nth=1,
    ),
    Character(OfficeKind.VILLAGE_COMMITTEE, Role.MEDIATOR, gettext_noop("村居调解员：在手机上登记和调解身边的纠纷")),
    Character(OfficeKind.TRADE_COMMITTEE, Role.MEDIATOR, gettext_noop("行业性专业性调委会的调解员")),
    Character(OfficeKind.DEPARTMENT, Role.HEAD, gettext_noop("行政部门负责人：看本部门的行政调解")),
    Character(
        OfficeKind.DEPARTMENT,
        Role.CLERK,
        gettext_noop("行政部门经办：报送送审稿，答复清理和征求意见；只看得到本部门的"),
    ),
    Character(OfficeKind.DEPARTMENT, Role.MEDIATOR, gettext_noop("行政部门的调解员：办理行政调解")),
    Character(OfficeKind.BUREAU, Role.SYSTEM_ADMINISTRATOR, gettext_noop("管机构、岗位、参照数据和系统；不办业务")),
    Character(OfficeKind.BUREAU, Role.SECURITY_ADMINISTRATOR, gettext_noop("开通、重置、停用账号；不办业务")),
    Character(OfficeKind.BUREAU, Role.AUDIT_ADMINISTRATOR, gettext_noop("查阅和导出留痕；不办业务")),
)


def cast(*, on: date) -> tuple[Played, ...]:
    """Who may be played today, in the order of `CAST`; a post that nobody holds is left out."""
    return tuple(_played(organisations.cast_of_the_sample(on=on)))


def _played(posts: "tuple[Post, ...]") -> Iterator[Played]:
    for character in CAST:
        fitting = [post for post in posts if (post.office.kind, post.role) == (character.kind, character.role)]
        if character.nth < len(fitting):
            yield Played(fitting[character.nth], _(character.can))
