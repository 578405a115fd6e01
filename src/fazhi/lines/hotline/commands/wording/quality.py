"""Sentences of quality checks and recordings."""

from django.utils.timezone import localtime

from fazhi.lines.hotline.errors.quality import (
    Bar,
    BeaconUnfit,
    MarksUnfit,
    MonthOpen,
    NoRecording,
    NothingAnswered,
    NotToScore,
    ReferenceUnfit,
    RoundTaken,
)
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: MonthOpen) -> str:
    return f"{error.month.year}年{error.month.month}月到 {error.on} 还没有结束，还会有答复的咨询。请在下个月立项。"


@sentence.register
def _(error: RoundTaken) -> str:
    if error.is_drawn:
        return f"{error.month.year}年{error.month.month}月的质检已经抽取，不能重抽。"
    return f"{error.month.year}年{error.month.month}月已有质检，一个月只立项一次。请打开已有的一轮。"


@sentence.register
def _(error: NothingAnswered) -> str:
    return f"{error.office}在{error.month.year}年{error.month.month}月没有答复的咨询。请核对月份，或者先导入咨询台账。"


@sentence.register
def _(error: BeaconUnfit) -> str:
    moment = f"{localtime(error.moment):%Y-%m-%d %H:%M:%S}"
    if error.is_to_come:
        return f"公共随机数 {moment} 产生，在这以前不能抽取。"
    return f"公共随机数已经在 {moment} 产生；名单应当在它产生以前封存，请选还没有到的时间。"


@sentence.register
def _(error: MarksUnfit) -> str:
    return f"每项选一个档次，红线只选表上的；没有选对的：{'、'.join(error.wrong)}。"


_BARS = {
    Bar.ANSWERED: "是您登记或者答复的，由别人评分",
    Bar.SCORED: "您已经评过，不能再评",
    Bar.COMPLETE: "两人都已评分，不用再评",
    Bar.UNDISPUTED: "两人的评分没有超出允许的相差，不用裁定",
}


@sentence.register
def _(error: NotToScore) -> str:
    return f"{error.number}：{_BARS[error.bar]}。"


@sentence.register
def _(error: ReferenceUnfit) -> str:
    return f"“{error.text[:40]}”不是录音编号或者地址：不超过 {error.longest} 字，地址以 https:// 或者 http:// 开头。"


@sentence.register
def _(error: NoRecording) -> str:
    return f"{error.number} 没有登记录音。请先登记交换机上的录音编号或者地址。"
