"""Sentences of call-backs, passing on and complaints."""

from fazhi.lines.hotline.errors.callbacks import (
    CapacityUnfit,
    ComplaintWaiting,
    NoConsultation,
    NoSuchSlot,
    NotYetAnswered,
    OfficeUnknown,
    SlotFull,
)
from fazhi.surfaces.wording import sentence


def _free(nearest: tuple[str, ...]) -> str:
    return f"最近的空位：{'、'.join(nearest)}。" if nearest else "两周以内没有空位，请当场答复，或者请负责人增加容量。"


@sentence.register
def _(error: NoSuchSlot) -> str:
    return f"{error.number}：{error.day} {error.time} 不是可以约定的回拨时段，或者已经开始。{_free(error.nearest)}"


@sentence.register
def _(error: SlotFull) -> str:
    return f"{error.number}：{error.day} {error.time} 已经约满。{_free(error.nearest)}"


@sentence.register
def _(error: CapacityUnfit) -> str:
    return f"“{error.text}”不能作为回拨容量：每行像“09:00-11:30 2”，不重叠，每半小时 1 到 50 个；施行日期不早于今天，一天只公布一次。"


@sentence.register
def _(error: OfficeUnknown) -> str:
    return f"没有可以转给的机构“{error.code}”；请写本岗位范围内另一个机构的代码。外单位办理的，请用“转办”。"


@sentence.register
def _(error: NotYetAnswered) -> str:
    if error.act == "conclude":
        return f"{error.number} 还不能按反馈办结：转办 {error.transfer} {error.state}；请等接收机构反馈结果。"
    return f"{error.number} 不能收回：转办 {error.transfer} {error.state}；退回或者撤回以后才能收回。"


@sentence.register
def _(error: ComplaintWaiting) -> str:
    return f"咨询{error.number}已有投诉 {error.waiting} 没有办结；请在那件投诉里补充。"


@sentence.register
def _(error: NoConsultation) -> str:
    return f"没有编号为“{error.number}”的咨询；请核对编号。"
