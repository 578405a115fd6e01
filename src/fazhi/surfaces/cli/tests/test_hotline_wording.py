"""Each finding of the planning engines says in Chinese what was found, where, and what to do."""

from datetime import date

import pytest

from fazhi.engines.erlang.errors import NoSuchPromise, NotAQueue
from fazhi.engines.pickup.errors import NotACall, NotATally
from fazhi.engines.segments.errors import NoSuchPlan, NotADemand
from fazhi.engines.simulate.errors import NotARun, TooManyCalls
from fazhi.engines.tide.errors import KindMissing, NotACount
from fazhi.engines.transient.errors import NotADay, NotSettled, QueueTooLong
from fazhi.surfaces.cli.hotline import tide_wording, wording  # noqa: F401  register the sentences
from fazhi.surfaces.wording import sentence

SAID = (
    (NotAQueue("seats", -1.0, 2, "不小于0的整数"), "seats 第 3 个是 -1.0。应为不小于0的整数。"),
    (NoSuchPromise("target", 1.0, "小于1的比例"), "target = 1.0，增加多少坐席都达不到。应为小于1的比例。"),
    (NotADemand("required", -2, 4, "不小于0的整数"), "第 5 个时段的 required 是 -2。应为不小于0的整数。"),
    (NoSuchPlan(3, ()), "按这些规则，一天分不成 3 段，其他段数也都不行。请放宽规则。"),
    (NotADay("aht", 0, None, "大于0的分钟数"), "aht 是 0。应为大于0的分钟数。"),
    (
        QueueTooLong(90_000, 60_000),
        "同时等候的可能多到 90000 人，精确计算最多 60000 人。请改用模拟，或者核对来话量和坐席数。",
    ),
    (NotSettled(400), "同样的日子重复 400 天，午夜时的等候人数仍在变化：来话超过坐席的承受能力。请增加坐席后再算。"),
    (NotARun("days", 0, "1 到 9 之间的整数"), "days 是 0。应为1 到 9 之间的整数。"),
    (
        TooManyCalls(3e12, 2e10),
        "约有 3000000000000 次来话要模拟，一次最多 20000000000 次。请减少天数，或者核对来话量。",
    ),
    (NotACount("calls", -1, 0, 4, "不小于0的来电数"), "第 1 天第 5 个时段的 calls 是 -1。应为不小于0的来电数。"),
    (KindMissing(date(2027, 1, 1)), "2027-01-01 是工作日还是休息日，没有给出。请先录入该年的放假安排。"),
    (NotACall(3, "waited", -1.0, "不小于0的秒数"), "第 4 个来电的 waited 是 -1.0。应为不小于0的秒数。"),
    (NotATally("answered", 5, "offered", 4), "answered 是 5，多于它所属的 offered（4）。请核对统计口径。"),
    (NotATally("answered", -5, None, None), "answered 是 -5，不能小于0。"),
)


@pytest.mark.parametrize(("error", "said"), SAID, ids=lambda each: type(each).__name__)
def test_a_finding_has_its_sentence(error, said):
    assert sentence(error) == said
