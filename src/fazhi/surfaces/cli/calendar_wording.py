"""Chinese words and sentences for the calendar and the time limits, on the console."""

from fazhi.engines.deadlines import Kind, Unit
from fazhi.engines.deadlines.errors import (
    EventMissing,
    ExtensionTooLate,
    MomentRequired,
    NoFixedExtension,
    NothingToReckon,
    OutsideCalendar,
    PauseNotApplicable,
    ReversedPause,
    UnknownChannel,
)
from fazhi.kernel.calendar.errors import (
    ExtensionUnfit,
    MalformedNotice,
    NoticeFault,
    UnknownStartRule,
    UnpublishedYear,
)
from fazhi.kernel.law.periods import LocalValueUnfit, PeriodNotInForce, RowNotOpen, UnknownPeriod
from fazhi.surfaces.wording import sentence

PERIOD_KINDS = {
    Kind.DEADLINE: "期限",
    Kind.MINIMUM: "最短期限",
    Kind.BACKWARD: "倒算期限",
    Kind.FIXED: "固定日期",
    Kind.RETENTION: "保存期限",
    Kind.CONDITION: "条件",
}
UNITS = {
    Unit.CALENDAR_DAYS: "日",
    Unit.WORKING_DAYS: "个工作日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}
NOTICE_FAULTS = {
    NoticeFault.UNREADABLE: "不是放假安排文件的格式",
    NoticeFault.EMPTY: "至少要有一份通知和一个节日",
    NoticeFault.TWICE: "同一日出现了两次；每日只能属于一个节日，或者放假，或者上班",
    NoticeFault.WEEKDAY: "调休上班的日子应是周六或者周日",
    NoticeFault.ASTRAY: "日期应在当年，或者上一年的12月",
    NoticeFault.UNNUMBERED: "没有文号的通知不能标为已核对（verified）",
}
LOCAL_VALUE_FAULTS = {
    "basis": "缺少依据的文件",
    "confirmed_by": "缺少核对人",
    "length": "长度应是1以上的整数，固定日期的期限不写长度",
    "before": "固定日期应写成 03-01 的样子，且只写日期",
}


class UnreadableDay(ValueError):
    """`text` is neither a day nor a moment; `expected` shows the form."""

    def __init__(self, text: str, expected: str) -> None:
        self.text = text
        self.expected = expected
        super().__init__(f"{text!r} can't be read; write it as {expected}")


@sentence.register
def _(error: UnreadableDay) -> str:
    return f"无法识别“{error.text}”，请按 {error.expected} 的格式填写。"


@sentence.register
def _(error: UnknownPeriod) -> str:
    near = f"相近的代码：{'、'.join(error.near)}。" if error.near else "可查阅期限表中的代码。"
    return f"没有代码为“{error.code}”的期限。{near}"


@sentence.register
def _(error: PeriodNotInForce) -> str:
    return f"期限 {error.code} 自 {error.since} 起有规定，{error.day} 在此之前，不能按它计算。"


@sentence.register
def _(error: UnpublishedYear) -> str:
    years = "、".join(f"{year}年" for year in error.years)
    return f"{years}的放假安排国务院办公厅尚未公布，不能作正式答复；去掉 --official 可得到仅按周末推算的结果。"


@sentence.register
def _(error: MomentRequired) -> str:
    return f"按小时计算的期限需要起算时刻，只给了 {error.given.isoformat()}；请写明时分，如 2025-09-22T09:30。"


@sentence.register
def _(error: NothingToReckon) -> str:
    return "该项是条件而不是期间，没有可以计算的日期，请按案情判断。"


@sentence.register
def _(error: NoFixedExtension) -> str:
    return "该期限没有法定的延长日数，不能直接延长（--extend）；由当事人约定延长的，请写明约定的长度。"


@sentence.register
def _(error: PauseNotApplicable) -> str:
    return f"{PERIOD_KINDS[Kind(error.kind)]}不适用中止或扣除，请去掉 --pause。"


@sentence.register
def _(error: ReversedPause) -> str:
    return f"不计入的期间 {error.first}..{error.last} 止日早于起日，请先写较早的一日。"


@sentence.register
def _(error: OutsideCalendar) -> str:
    return f"自 {error.start.isoformat()} 起计算的结果超出了公元1年至9999年的范围，请核对日期。"


@sentence.register
def _(error: ExtensionTooLate) -> str:
    return f"期限已于 {error.last} 届满，{error.on.isoformat()} 决定的延长不发生效力；延长须在届满前决定。"


@sentence.register
def _(error: ExtensionUnfit) -> str:
    most = f"1至{error.most}" if error.most else "1以上"
    return f"期限 {error.code} 不能延长 {error.units}；可以延长的长度是{most}。"


@sentence.register
def _(error: UnknownChannel) -> str:
    known = "、".join(f"{code}（{title}）" for code, title in error.known.items())
    return f"起算规则 {error.rule} 没有渠道“{error.channel}”；可用的有：{known}。"


@sentence.register
def _(error: EventMissing) -> str:
    return f"缺少{error.told}（--event {error.event}=日期）：这一天没有到来之前，期限不起算。"


@sentence.register
def _(error: UnknownStartRule) -> str:
    near = f"相近的代码：{'、'.join(error.near)}。" if error.near else ""
    return f"没有代码为“{error.code}”的起算规则。{near}"


@sentence.register
def _(error: MalformedNotice) -> str:
    found = f"（{error.found}）" if error.found else ""
    return f"{error.name} 不能采用：{NOTICE_FAULTS[error.fault]}{found}。"


@sentence.register
def _(error: RowNotOpen) -> str:
    return f"期限 {error.code} 的依据是“{error.mark.label}”，数值以法规为准，不能登记本地值；只有待核的期限可以登记。"


@sentence.register
def _(error: LocalValueUnfit) -> str:
    return f"期限 {error.code} 不能登记这个本地值：{LOCAL_VALUE_FAULTS[error.fault]}（填写的是“{error.found}”）。"
