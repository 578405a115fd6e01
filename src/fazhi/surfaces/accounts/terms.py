"""The nouns of this room, with the words that people know them by."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from fazhi.surfaces.accounts.models import SignIn

ACCOUNT = "accounts.account"
"""Kind of subject in the trail."""

ACTS = {
    "accounts.open": "开通账号",
    "accounts.reset": "重置密码",
    "accounts.close": "停用账号",
    "accounts.reopen": "恢复账号",
    "accounts.second_factor.clear": "清除二次验证",
    "accounts.second_factor.set": "设置二次验证",
    "accounts.second_factor.remove": "停用二次验证",
    "accounts.second_factor.codes": "重新生成备用码",
    "accounts.second_factor.fail": "二次验证未通过",
    "accounts.password.change": "修改密码",
    "accounts.sign_in": "登录",
    "accounts.sign_in.fail": "登录未成功",
    "accounts.lock_out": "暂停登录",
    "accounts.sign_out": "结束登录",
}
"""Every act of this room in the trail."""


class How(models.TextChoices):
    """What was shown at signing in."""

    PASSWORD = "password", "密码"  # noqa: S105  a word, not a password
    CODE = "code", "密码和验证码"
    DEMO = "demo", "演示"


class Ending(models.TextChoices):
    """Why a time of being signed in ended."""

    SIGNED_OUT = "signed_out", "本人退出"
    IDLE = "idle", "久未操作"
    TOO_LONG = "too_long", "登录已满时限"
    TOO_MANY = "too_many", "同时登录过多"
    BY_OWNER = "by_owner", "本人从别处结束"
    PASSWORD = "password", "密码已改"  # noqa: S105
    RESET = "reset", "安全管理员重置"
    CLOSED = "closed", "账号停用"


class AccountState(models.TextChoices):
    """How an account stands."""

    IN_USE = "in_use", "使用中"
    FIRST_PASSWORD = "first_password", "首次密码未改"  # noqa: S105
    EXPIRED = "expired", "首次密码已过期"
    CLOSED = "closed", "已停用"


@dataclass(frozen=True)
class Standing:
    """
    Whether a request is of somebody who is signed in: the row, or why it is none any more.

    Both are None for a session that no signing in of this account has begun.
    """

    sign_in: "SignIn | None" = None
    ending: Ending | None = None


@dataclass(frozen=True)
class From:
    """
    Where somebody signs in from.

    address  of the network, "" if unknown
    agent    how the browser names itself
    """

    address: str
    agent: str


@dataclass(frozen=True)
class Limits:
    """
    How long and how often somebody may be signed in.

    idle_minutes  without a request
    hours         in all
    at_once       times at a time; one more ends the oldest
    """

    idle_minutes: int
    hours: int
    at_once: int


@dataclass(frozen=True)
class FirstPassword:
    """A password that the security administrator hands over: told once, kept only as a hash, good until `until`."""

    text: str
    until: datetime
