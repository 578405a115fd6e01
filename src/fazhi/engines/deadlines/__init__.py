"""
When a period of Chinese law ends (期间、期限), and why.

    >>> from datetime import date
    >>> calendar = Calendar({date(2025, 10, n): "国庆节" for n in range(1, 9)}, {}, frozenset({2025}))
    >>> due(Period(Kind.DEADLINE, Unit.CALENDAR_DAYS, 15), date(2025, 9, 18), calendar).last
    datetime.date(2025, 10, 9)

`due` explains one end day by day; `received` finds the start where it hangs on the channel. `bulk.due_days` gives
whole columns of ends and stands apart, because it alone needs Polars. Working days come as a `Calendar` value; the
engine has no table of its own, no clock and no network.
See docs/algorithms/deadlines.md.
"""

from fazhi.engines.deadlines.days import Calendar, Day, DayKind
from fazhi.engines.deadlines.extensions import extension_in_time, require_extension_in_time
from fazhi.engines.deadlines.periods import Kind, Pause, Period, Unit, merged
from fazhi.engines.deadlines.reckoning import Due, Line, Reason, due, last_day_before
from fazhi.engines.deadlines.starts import Channel, Start, StartRule, received

__all__ = [
    "Calendar",
    "Channel",
    "Day",
    "DayKind",
    "Due",
    "Kind",
    "Line",
    "Pause",
    "Period",
    "Reason",
    "Start",
    "StartRule",
    "Unit",
    "due",
    "extension_in_time",
    "last_day_before",
    "merged",
    "received",
    "require_extension_in_time",
]
