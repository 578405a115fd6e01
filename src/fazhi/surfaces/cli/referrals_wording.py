"""Chinese sentences for referrals."""

from fazhi.kernel.referrals.errors import ConsentTooLate, NoResult, NumberTaken
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
