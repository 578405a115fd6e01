"""Chinese sentences for the engines that read a hotline's calls: the tide and the pick-up rate."""

from fazhi.engines.pickup.errors import NotACall, NotATally
from fazhi.engines.tide.errors import (
    BadCell,
    BadRange,
    ClockAway,
    ColumnMissing,
    KindMissing,
    NoCalls,
    NotACount,
    OffGrid,
    OneSlot,
    TooFewDays,
    TwoCounts,
)
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NotACount) -> str:
    day = "" if error.day is None else f"第 {error.day + 1} 天"
    slot = "" if error.slot is None else f"第 {error.slot + 1} 个时段"
    where = f"{day}{slot}的 " if day or slot else ""
    return f"{where}{error.name} 是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: KindMissing) -> str:
    return f"{error.day} 是工作日还是休息日，没有给出。请先录入该年的放假安排。"


@sentence.register
def _(error: TooFewDays) -> str:
    return f"大部分时段有来电数的日子只有 {error.found} 天，至少要 {error.needed} 天才能看出潮汐。请补充记录。"


@sentence.register
def _(error: OneSlot) -> str:
    clock = f"{error.minute // 60:02d}:{error.minute % 60:02d}"
    return f"全部 {error.calls:g} 个来电都落在 {clock} 起的一个时段，钟点可能在导出时丢失了。请核对记录的时间。"


@sentence.register
def _(error: BadRange) -> str:
    return f"{error.first} 至 {error.last} 不能预测。起日不应晚于止日，一次最多 {error.most_days} 天。"


@sentence.register
def _(error: ColumnMissing) -> str:
    return f"表头没有 {error.column} 这一列，只有：{'、'.join(error.found) or '（空）'}。"


@sentence.register
def _(error: BadCell) -> str:
    return f"第 {error.line} 行 {error.column} 是“{error.value}”。应为{error.expected}。"


@sentence.register
def _(error: OffGrid) -> str:
    return f"第 {error.line} 行的 {error.value} 不在 {error.slot_minutes} 分钟时段的起点上。请核对这一行的时间。"


@sentence.register
def _(error: TwoCounts) -> str:
    return f"第 {error.line} 行的 {error.value} 与第 {error.first_line} 行是同一时段，来电数却不同。请留下正确的一行。"


@sentence.register
def _(error: ClockAway) -> str:
    return f"第 {error.line} 行的 {error.value} 与时间最近的另一行相差 {error.days} 天，当时交换机的时钟可能错了。请更正或删去这一行。"


@sentence.register
def _(error: NoCalls) -> str:
    return "文件里没有来电。"


@sentence.register
def _(error: NotACall) -> str:
    return f"第 {error.place + 1} 个来电的 {error.name} 是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: NotATally) -> str:
    if error.limit is None:
        return f"{error.name} 是 {error.value}，不能小于0。"
    return f"{error.name} 是 {error.value}，多于它所属的 {error.limit}（{error.most}）。请核对统计口径。"
