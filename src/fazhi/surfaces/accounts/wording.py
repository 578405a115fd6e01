"""What the errors of this room say to a user."""

from django.utils import timezone
from django.utils.translation import gettext

from fazhi.surfaces.accounts import rules
from fazhi.surfaces.accounts.errors import (
    AccountClosed,
    AccountOpen,
    CodesTooFast,
    CodeWrong,
    DemoImpossible,
    HasAccount,
    HasSecondFactor,
    NameImpossible,
    NameTaken,
    NoSecondFactor,
    OwnAccount,
    PasswordRefused,
    PasswordsDiffer,
    PasswordWrong,
    UnknownAccount,
    UnknownOfficial,
)
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: UnknownOfficial) -> str:
    return gettext("没有工号为“%(code)s”的人员。人员随岗位台账导入。") % {"code": error.code}


@sentence.register
def _(error: UnknownAccount) -> str:
    return gettext("没有登录名为“%(name)s”的账号。") % {"name": error.name}


@sentence.register
def _(error: HasAccount) -> str:
    return gettext("工号 %(code)s 已有账号“%(name)s”。忘记密码的，请重置密码。") % {
        "code": error.official,
        "name": error.name,
    }


@sentence.register
def _(error: NameTaken) -> str:
    return gettext("登录名“%(name)s”已被别的账号使用，请另取一个。") % {"name": error.name}


@sentence.register
def _(error: NameImpossible) -> str:
    return gettext("登录名应为1至%(longest)s个字符，中间没有空格。") % {"longest": error.longest}


@sentence.register
def _(error: AccountClosed) -> str:
    return gettext("账号“%(name)s”已停用，请先恢复。") % {"name": error.name}


@sentence.register
def _(error: AccountOpen) -> str:
    return gettext("账号“%(name)s”正在使用，不用恢复。") % {"name": error.name}


@sentence.register
def _(error: OwnAccount) -> str:
    return gettext("“%(name)s”是您自己的账号，应由另一位安全管理员办理。") % {"name": error.name}


@sentence.register
def _(error: PasswordWrong) -> str:
    return gettext("现在的密码不对。")


@sentence.register
def _(error: PasswordsDiffer) -> str:
    return gettext("两次输入的新密码不一样。")


def password_faults() -> dict[str, str]:
    """What each fault of a new password is, and what would be right."""
    policy = rules.POLICY
    return {
        "short": gettext("新密码不足%(n)s个字符，应至少%(n)s个。") % {"n": policy.shortest},
        "long": gettext("新密码超过%(n)s个字符。") % {"n": policy.longest},
        "common": gettext("这个密码很多人在用，已经泄露，请换一个。"),
        "name": gettext("新密码里有您的姓名、工号或者登录名，请去掉。"),
        "monotonous": gettext("新密码里不同的字符太少，应至少有%(n)s种。") % {"n": policy.distinct},
        "same": gettext("新密码与现在的密码相同，请换一个。"),
    }


@sentence.register
def _(error: PasswordRefused) -> str:
    said = password_faults()
    return "".join(said[fault] for fault in error.faults)


@sentence.register
def _(error: CodeWrong) -> str:
    return gettext("验证码不对，或者已经用过。请等验证器显示下一个，或者用一个没有用过的备用码。")


@sentence.register
def _(error: CodesTooFast) -> str:
    until = timezone.localtime(error.until)
    return gettext("验证码错了多次，请在 %(until)s 之后再输入。") % {"until": f"{until:%H:%M:%S}"}


@sentence.register
def _(error: NoSecondFactor) -> str:
    return gettext("账号“%(name)s”没有设置二次验证。") % {"name": error.name}


@sentence.register
def _(error: HasSecondFactor) -> str:
    return gettext("账号“%(name)s”已经设置了二次验证。要换手机的，请更换验证器。") % {"name": error.name}


_NO_DEMO = {
    "hosts": "FAZHI_HOSTS 设了对外的主机名，不能进入演示模式",
    "records": "这里的记录不是示例年度的，不能进入演示模式。要看演示，请先导入示例台账（make run）",
}


@sentence.register
def _(error: DemoImpossible) -> str:
    return f"没有启动：{_NO_DEMO[error.why]}。"
