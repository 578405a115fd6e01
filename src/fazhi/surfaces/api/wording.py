"""What the errors of this room say to who administers the other system, and to our own administrators."""

from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.api import errors
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: errors.NotAuthenticated) -> str:
    return "没有带来有效的令牌。请在 Authorization 请求头写 Bearer 和令牌；令牌到期或者被撤销的，请向司法局申请新的。"


@sentence.register
def _(error: errors.RightMissing) -> str:
    return f"对接系统 {error.system} 没有“{error.title}”的权限，需要的请向司法局申请。"


@sentence.register
def _(error: errors.TooManyCalls) -> str:
    return f"每分钟最多调用 {error.per_minute} 次，请 {error.seconds} 秒以后再试。"


@sentence.register
def _(error: errors.NoSuchPath) -> str:
    return "没有这个地址。全部地址见接口说明文件 /api/v1/openapi.json。"


@sentence.register
def _(error: errors.MethodWrong) -> str:
    return f"这个地址不接受 {error.method}，可以用 {'、'.join(error.allowed)}。"


@sentence.register
def _(error: errors.BodyTooLarge) -> str:
    return f"一次最多发送 {error.most:,} 字节，请分几次发送。"


@sentence.register
def _(error: errors.BodyWithoutLength) -> str:
    return "请在 Content-Length 请求头写明内容的长度。"


@sentence.register
def _(error: errors.MediaTypeWrong) -> str:
    return f"内容的类型是“{error.found[:60] or '没有写明'}”，应为 application/json，UTF-8 编码，不压缩。"


@sentence.register
def _(error: errors.RequestWrong) -> str:
    return "发来的内容有误：" + "；".join(
        f"{fault.place} {fault.says}" if fault.place else fault.says for fault in error.faults[:5]
    )


@sentence.register
def _(error: errors.KeyAbsent) -> str:
    return f"请在 Idempotency-Key 请求头写明这次办理的编号，1 至 {error.longest} 个字母、数字或者符号，每次办理用一个新的。"


@sentence.register
def _(error: errors.KeyReused) -> str:
    return "这个 Idempotency-Key 已经用于另一次办理，内容不同。新的办理请用新的编号。"


@sentence.register
def _(error: errors.KeyAtWork) -> str:
    return f"同一编号的办理正在进行，请 {error.seconds} 秒以后再问结果。"


@sentence.register
def _(error: errors.NotFound) -> str:
    return f"没有{error.what}，或者不在这个对接系统的范围内。"


@sentence.register
def _(error: errors.SystemKnown) -> str:
    return f"代码 {error.system} 已经是另一个对接系统的。"


@sentence.register
def _(error: errors.SystemCodeWrong) -> str:
    return f"“{error.system}”不能作代码：应为 2 至 20 个大写字母、数字或者连字符，字母开头。"


@sentence.register
def _(error: errors.SystemUnknown) -> str:
    return f"没有代码为 {error.system} 的对接系统。"


@sentence.register
def _(error: errors.SystemClosed) -> str:
    return f"对接系统 {error.system} 已经停用。"


@sentence.register
def _(error: errors.RightsImpossible) -> str:
    if not error.rights:
        return "至少选一项权限。"
    return f"{Role(error.role).label}的岗位不能有这些权限：{'、'.join(error.rights)}。"


@sentence.register
def _(error: errors.RoleImpossible) -> str:
    return "对接系统不能担任管理员，请选业务岗位的角色。"


@sentence.register
def _(error: errors.ExpiryWrong) -> str:
    return f"令牌不能到 {error.last} 为止：最晚到 {error.latest}，不早于今天。"


@sentence.register
def _(error: errors.TokenUnknown) -> str:
    return f"对接系统 {error.system} 没有可以撤销的令牌 {error.token}。"


_WHY = {
    "scheme": "应以 https:// 开头，不带用户名、密码和 # 部分，端口为 443 或者 1024 以上",
    "address": "不是完整的网址",
    "name": "域名查不到地址",
    "private": "指向内部网络的地址；确需发送到内网的，由系统管理员在 FAZHI_WEBHOOK_NETWORKS 写明网段",
    "events": "没有这一种事件",
}


@sentence.register
def _(error: errors.WebhookRefused) -> str:
    return f"“{error.found[:80]}”不能接收通知：{_WHY[error.why]}。"
