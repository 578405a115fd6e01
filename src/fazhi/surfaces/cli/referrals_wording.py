"""Chinese sentences for referrals."""

from fazhi.kernel.referrals.errors import (
    ConsentTooLate,
    NoResult,
    NotTheSender,
    NumberTaken,
    ReturnedBefore,
    TransferNumberTaken,
    TransferOpen,
)
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NumberTaken) -> str:
    return f"{error.channel.label}编号 {error.number} 已经登记过；同一渠道的编号只能登记一次，请核对。"


@sentence.register
def _(error: ConsentTooLate) -> str:
    return f"{error.number} 不能在 {error.on} 受理：双方当事人 {error.consent} 才同意调解；请核对两个日期。"


@sentence.register
def _(error: NoResult) -> str:
    return f"{error.number} 不能回传“{error.outcome.label}”：那不是调解结果；请办理退回，并选择退回原因。"


@sentence.register
def _(error: ReturnedBefore) -> str:
    return (
        f"{error.number} 不能再退回：同一案件已于 {error.on} 以 {error.earlier} 退回过一次；请受理调解。"
        "当事人拒绝调解的，以该原因退回。"
    )


@sentence.register
def _(error: TransferOpen) -> str:
    return f"{error.number} 已转给{error.office}（{error.transfer}），还没有办结；等反馈或者退回以后再转。"


@sentence.register
def _(error: TransferNumberTaken) -> str:
    return f"{error.office}已有编号为“{error.number}”的转办；请换一个编号。"


@sentence.register
def _(error: NotTheSender) -> str:
    return f"{error.number} 由{error.sender}转出，只有转出机构可以撤回；本机构不办理的，请退回并选择原因。"
