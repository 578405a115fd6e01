"""What must hold of the hotline across tables."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.hotline.queries import plans, without_call
from fazhi.lines.hotline.queries.drafts import shifts_of
from fazhi.lines.hotline.queries.subsidies import changed_ledgers
from fazhi.lines.hotline.terms import DAY_MINUTES


def _unplanned(on: date) -> Iterator[Finding]:
    """Of each day from the first plan on exactly one is in force."""
    for earlier, later in pairwise(plans()):
        if earlier.office_id == later.office_id and earlier.until_date != later.from_date:
            yield {"earlier": earlier.code, "later": later.code, "until": earlier.until_date, "since": later.from_date}


def _uncovered(on: date) -> Iterator[Finding]:
    """The segments of a plan cover the day from midnight to midnight, each minute once."""
    for plan in plans():
        at = 0
        for segment in [*shifts_of(plan), None]:
            start = DAY_MINUTES if segment is None else segment.start_minute
            if start != at:
                yield {"plan": plan.code, "minute": f"{min(at, start) // 60:02}:{min(at, start) % 60:02}"}
            at = DAY_MINUTES if segment is None else segment.end_minute


def _without_call(on: date) -> Iterator[Finding]:
    for row in without_call(on):
        yield {"number": row.number, "call": row.call_number, "day": row.received_date}


def _changed_ledgers(on: date) -> Iterator[Finding]:
    """The lines of a ledger of subsidies stay what they were when it was fixed."""
    for each in changed_ledgers():
        yield {"month": f"{each.month_date:%Y-%m}"}


CHECKERS = (
    Checker("hotline-plans", "值守方案前后衔接", "方案{earlier}施行到{until}，方案{later}从{since}起，没有衔接", _unplanned),
    Checker("hotline-segments", "值守时段覆盖全天", "方案{plan}在{minute}处有空缺或者重叠", _uncovered),
    Checker("hotline-calls", "电话咨询有来电记录", "{number}（{day}）没有流水号为“{call}”的接听记录", _without_call),
    Checker("hotline-subsidies", "审定的值班补贴没有改动", "{month} 的值班补贴台账与审定时的摘要不符", _changed_ledgers),
)  # fmt: skip
