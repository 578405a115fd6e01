"""Chinese sentences for the engines that plan the hotline: queues in closed form, exact days, segments."""

from fazhi.engines.erlang.errors import NoSuchPromise, NotAQueue
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand
from fazhi.engines.transient.errors import NotADay, NotSettled, QueueTooLong
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NotAQueue) -> str:
    return f"{error.name} 第 {error.place + 1} 个是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: NoSuchPromise) -> str:
    return f"{error.name} = {error.target}，增加多少坐席都达不到。应为{error.expected}。"


@sentence.register
def _(error: NotADemand) -> str:
    return f"{_where(error.place)}{error.name} 是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: NoSuchPlan) -> str:
    if not error.possible:
        return f"按这些规则，一天分不成 {error.count} 段，其他段数也都不行。请放宽规则。"
    return f"按这些规则，一天分不成 {error.count} 段，可以分成 {error.possible[0]} 到 {error.possible[-1]} 段。"


@sentence.register
def _(error: NotADay) -> str:
    return f"{_where(error.place)}{error.name} 是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: QueueTooLong) -> str:
    return f"同时等候的可能多到 {error.waiting} 人，精确计算最多 {error.most} 人。请改用模拟，或者核对来话量和坐席数。"


@sentence.register
def _(error: NotSettled) -> str:
    return f"同样的日子重复 {error.days} 天，午夜时的等候人数仍在变化：来话超过坐席的承受能力。请增加坐席后再算。"


def _where(place: int | None) -> str:
    return "" if place is None else f"第 {place + 1} 个时段的 "
