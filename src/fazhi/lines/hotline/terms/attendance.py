"""The nouns of duty as it was served (签到签退) and paid (值班补贴)."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import Article
from fazhi.engines.codes import Labelled

PAY = Article("法律援助法", 52)
"""
Subsidies of legal aid are paid in good time, by standards that provinces set. 待核: whether a place pays hotline duty as legal aid.
"""


class Side(Labelled):
    """What is signed."""

    IN = "in", "签到"
    OUT = "out", "签退"


class Presence(Labelled):
    """Where a duty stands at some moment."""

    UPCOMING = "upcoming", "未到时间"
    AWAITED = "awaited", "应到未签到"
    ON_DUTY = "on_duty", "在岗"
    LEFT = "left", "已签退"
    ABSENT = "absent", "缺勤"
    UNCLOSED = "unclosed", "未签退"


class DaySort(Labelled):
    """By which a duty is paid; the calendar of the State Council's notices says which day is what."""

    WORKED = "worked", "工作日"
    REST = "rest", "周末"
    HOLIDAY = "holiday", "法定节假日"


class Rate(Labelled):
    """What the bureau sets from a day on."""

    HOUR = "hour", "每座席小时（分）"
    REST = "rest", "周末倍率（%）"
    HOLIDAY = "holiday", "节假日倍率（%）"
    GRACE = "grace", "迟到早退宽限（分钟）"


class Unpaid(Labelled):
    """Why a duty is paid nothing."""

    ABSENT = "absent", "缺勤"
    UNCLOSED = "unclosed", "未签退"
    NO_TIME = "no_time", "不在值班时段内"


class LineSort(Labelled):
    """What a line of the ledger says."""

    DUTY = "duty", "值班"
    CORRECTION = "correction", "更正"


@dataclass(frozen=True)
class RateRow:
    """A rate from a day on: fen, per cent or minutes; `is_verified` False for what comes with the package."""

    rate: Rate
    since: date
    value: int
    basis: str
    is_verified: bool


@dataclass(frozen=True)
class Attended:
    """
    A duty as it was served, in minutes.

    late, early  after its beginning and before its end, 0 within the grace
    minutes      served within the duty, 0 unless it is signed out; what lies within the grace is not taken off
    """

    presence: Presence
    late: int = 0
    early: int = 0
    minutes: int = 0
