"""Chinese sentences for the engines that plan the hotline: queues in closed form, exact days, segments."""

from fazhi.engines.erlang.errors import NoSuchPromise, NotAQueue
from fazhi.engines.scenario.errors import NotAScenario, NotForTheChain
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand
from fazhi.engines.simulate.errors import NotARun, TooManyCalls
from fazhi.engines.staffing.errors import NoSuchTarget, NotCovered, NotShifts
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


@sentence.register
def _(error: NotAScenario) -> str:
    return f"{error.where or '文件'}：{_found(error.value)}。应为{error.expected}。"


@sentence.register
def _(error: NotForTheChain) -> str:
    return f"{error.where}：{_found(error.value)}，精确计算不能处理。应为{error.expected}。"


@sentence.register
def _(error: NotARun) -> str:
    return f"{error.name} 是 {error.value}。应为{error.expected}。"


@sentence.register
def _(error: TooManyCalls) -> str:
    return f"约有 {error.calls:.0f} 次来话要模拟，一次最多 {error.most:.0f} 次。请减少天数，或者核对来话量。"


@sentence.register
def _(error: NoSuchTarget) -> str:
    return f"接通率目标 {error.target}，增加多少坐席都达不到。应为{error.expected}。"


@sentence.register
def _(error: NotShifts) -> str:
    return f"{error.name} 为 {error.value}，应为{error.expected}。"


@sentence.register
def _(error: NotCovered) -> str:
    return f"第 {error.slot + 1} 个时段需要 {error.required} 席，没有班次覆盖。请增加覆盖这个时段的班次。"


def _found(value: object) -> str:
    if value is None:
        return "没有填写"
    text = str(value)
    return f"现为 {text if len(text) <= 60 else text[:60] + '……'}"


def _where(place: int | None) -> str:
    return "" if place is None else f"第 {place + 1} 个时段的 "
