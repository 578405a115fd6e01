"""
A day under way (当日滚动预测): what the morning expected, what is still to come, and where a seat more is worth it.

Pure: numbers in, dataclasses out. Needs the extra `[planning]`; nothing else of the line imports it when Django starts.
"""

from fazhi.lines.hotline.rules.intraday.advice import Advice, Opening, advise, layers
from fazhi.lines.hotline.rules.intraday.morning import Morning, morning_from, morning_of
from fazhi.lines.hotline.rules.intraday.rest import Rest, answered, attempts_by_slot, rest_of_day

__all__ = [
    "Advice",
    "Morning",
    "Opening",
    "Rest",
    "advise",
    "answered",
    "attempts_by_slot",
    "layers",
    "morning_from",
    "morning_of",
    "rest_of_day",
]
