"""The vectors of the legal basis (section 16), each under its name there."""

from datetime import date

import pytest

from fazhi.engines.deadlines import Reason
from fazhi.kernel.calendar.services import due

pytestmark = pytest.mark.django_db

VECTORS = [
    ("许可 20 工作日", "XK-DECIDE", False, date(2025, 9, 22), date(2025, 10, 24)),
    ("许可 20+10 工作日", "XK-DECIDE", True, date(2025, 9, 22), date(2025, 11, 7)),
    ("许可补正 5 工作日", "XK-SUPPLEMENT", False, date(2025, 9, 26), date(2025, 10, 10)),
    ("信息公开 20 工作日", "GK-REPLY", False, date(2025, 1, 20), date(2025, 2, 21)),
    ("信息公开 20+20 工作日", "GK-REPLY", True, date(2025, 1, 20), date(2025, 3, 21)),
    ("公开补正 7 工作日", "GK-SUPP-NOTICE", False, date(2025, 1, 24), date(2025, 2, 10)),
    ("复议答复 10 工作日", "FY-REPLY", False, date(2025, 4, 25), date(2025, 5, 13)),
    ("简易复议答复 5 工作日", "FY-REPLY-S", False, date(2025, 4, 25), date(2025, 5, 6)),
    ("答辩 15 日", "SS-REPLY", False, date(2025, 9, 18), date(2025, 10, 9)),
    ("司法确认 30 日，国庆", "TJ-CONFIRM", False, date(2025, 9, 5), date(2025, 10, 9)),
    ("司法确认 30 日，劳动节", "TJ-CONFIRM", False, date(2025, 4, 3), date(2025, 5, 6)),
    ("双公示 7 工作日", "SGS", False, date(2025, 9, 29), date(2025, 10, 15)),
    ("复议审理 60 日", "FY-DECIDE", False, date(2025, 8, 4), date(2025, 10, 9)),
    ("处罚 90 日", "CF-DECIDE", False, date(2025, 7, 4), date(2025, 10, 9)),
    ("6 个月，止于调休上班的周六", "SS-SUE", False, date(2025, 8, 31), date(2026, 2, 28)),
]
RAW = {
    "答辩 15 日": date(2025, 10, 3),
    "司法确认 30 日，国庆": date(2025, 10, 5),
    "司法确认 30 日，劳动节": date(2025, 5, 3),
    "复议审理 60 日": date(2025, 10, 3),
    "处罚 90 日": date(2025, 10, 2),
}
"""Where the count itself ends, before it rolls over the holiday."""


@pytest.mark.parametrize(
    ("code", "extend", "start", "end"), [case[1:] for case in VECTORS], ids=[c[0] for c in VECTORS]
)
def test_the_vector_holds(code: str, extend: bool, start: date, end: date) -> None:
    assert due(code, start, extend=extend).due.last == end


@pytest.mark.parametrize("name", RAW)
def test_the_explanation_tells_where_the_count_ended(name: str) -> None:
    _, code, extend, start, _ = next(case for case in VECTORS if case[0] == name)

    counted = [line for line in due(code, start, extend=extend).due.lines if line.why is Reason.COUNTED]

    assert counted[-1].day.date == RAW[name]
