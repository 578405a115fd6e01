"""
A request read from what a JSON file holds, every value checked, and every fault located.

`{teams: [{id, share, unavailable?, carry_over?, specialisms?, holidays_served?}], duties: [{id, date, start, end, teams?, weight?,
needs?, holiday?, fixed?}], rules?: {max_per_day?, max_per_week?, rest_hours?}}`; dates as 2026-02-17, times as 22:00, an end that
isn't later than the start on the next day, 24:00 as the end of a day.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from fazhi.engines.roster.errors import NotARequest
from fazhi.engines.roster.terms import DAY_MINUTES, Duty, Request, Rules, Team

MOST = 10**9
_TEAM = ("id", "share", "unavailable", "carry_over", "specialisms", "holidays_served")
_DUTY = ("id", "date", "start", "end", "teams", "weight", "needs", "holiday", "fixed")
_RULES = ("max_per_day", "max_per_week", "rest_hours")


def read(document: object) -> Request:
    """The request in a parsed JSON document. Raises NotARequest with the path to the first fault."""
    fields = _fields(document, "", ("teams", "duties", "rules"))
    teams = [_team(each, f"teams[{place}]") for place, each in enumerate(_list(fields, "teams", ""))]
    duties = [_duty(each, f"duties[{place}]") for place, each in enumerate(_list(fields, "duties", ""))]
    request = Request(tuple(teams), tuple(duties), _rules(fields.get("rules", {})))
    require_sound(request)
    return request


def require_sound(request: Request) -> None:
    """Raise NotARequest for what the types alone allow: ids used twice, no share at all, a team that isn't there."""
    for name, ids in (("teams", [team.id for team in request.teams]), ("duties", [duty.id for duty in request.duties])):
        if not ids:
            raise NotARequest(name, [], "至少一项")
        for place, each in enumerate(ids):
            if not each or each in ids[:place]:
                raise NotARequest(f"{name}[{place}].id", each, "不重复的编号")
    for place, team in enumerate(request.teams):
        if team.share < 0:
            raise NotARequest(f"teams[{place}].share", str(team.share), "不小于0的数")
    if not any(team.share for team in request.teams):
        raise NotARequest("teams[0].share", "0", "至少一个团队的份额大于0")
    known = {team.id for team in request.teams}
    for place, duty in enumerate(request.duties):
        _require_duty(duty, f"duties[{place}]", known)


def _require_duty(duty: Duty, at: str, known: set[str]) -> None:
    for name, value, fits, expected in (
        ("teams", duty.teams, duty.teams >= 1, "不小于1的整数"),
        ("weight", str(duty.weight), duty.weight >= 0, "不小于0的数"),
        ("end", duty.end, 0 <= duty.start < duty.end, "晚于开始时间"),
        (
            "fixed",
            list(duty.fixed),
            len(set(duty.fixed)) == len(duty.fixed) <= duty.teams,
            f"至多 {duty.teams} 个不重复的团队",
        ),
        ("fixed", list(duty.fixed), set(duty.fixed) <= known, "teams 里有的团队"),
    ):
        if not fits:
            raise NotARequest(f"{at}.{name}", value, expected)


def _team(given: object, at: str) -> Team:
    fields = _fields(given, at, _TEAM)
    return Team(
        _text(fields, "id", at),
        _number(fields, "share", at, 1, low=0),
        frozenset(
            _day(each, f"{at}.unavailable[{place}]") for place, each in enumerate(_list(fields, "unavailable", at, []))
        ),
        _number(fields, "carry_over", at, 0),
        frozenset(_texts(fields, "specialisms", at)),
        Fraction(_whole(fields, "holidays_served", at, 0, low=0)),
    )


def _duty(given: object, at: str) -> Duty:
    fields = _fields(given, at, _DUTY)
    start, end = _minutes(fields, "start", at), _minutes(fields, "end", at)
    if start == DAY_MINUTES:
        raise NotARequest(f"{at}.start", "24:00", "00:00 到 23:59 的时间")
    holiday = fields.get("holiday", False)
    if not isinstance(holiday, bool):
        raise NotARequest(f"{at}.holiday", holiday, "true 或 false")
    return Duty(
        _text(fields, "id", at),
        _day(_there(fields, "date", at), f"{at}.date"),
        start,
        end if end > start else end + DAY_MINUTES,
        _whole(fields, "teams", at, 1, low=1),
        _number(fields, "weight", at, 1, low=0),
        frozenset(_texts(fields, "needs", at)),
        holiday,
        tuple(_texts(fields, "fixed", at)),
    )


def _rules(given: object) -> Rules:
    fields = _fields(given, "rules", _RULES)
    most: dict[str, Any] = {
        name: None if fields.get(name) is None else _whole(fields, name, "rules", 0, low=0) for name in _RULES[:2]
    }
    rest = _number(fields, "rest_hours", "rules", 0, low=0)
    return Rules(**most, rest_minutes=math.ceil(rest * 60))


def _fields(given: object, at: str, known: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise NotARequest(at or "$", given, "一个对象 {…}")
    for name in given:
        if name not in known:
            raise NotARequest(_path(at, name), given[name], f"没有这一项；可以写 {'、'.join(known)}")
    return given


def _path(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _there(fields: Mapping[str, Any], name: str, at: str) -> Any:
    if name not in fields:
        raise NotARequest(_path(at, name), None, "必须填写")
    return fields[name]


def _list(fields: Mapping[str, Any], name: str, at: str, otherwise: list[Any] | None = None) -> list[Any]:
    given = fields.get(name, otherwise) if otherwise is not None else _there(fields, name, at)
    if not isinstance(given, list):
        raise NotARequest(_path(at, name), given, "一个列表 […]")
    return given


def _text(fields: Mapping[str, Any], name: str, at: str) -> str:
    given = _there(fields, name, at)
    if not isinstance(given, str) or not given.strip():
        raise NotARequest(_path(at, name), given, "一段文字")
    return given


def _texts(fields: Mapping[str, Any], name: str, at: str) -> list[str]:
    given = _list(fields, name, at, [])
    for place, each in enumerate(given):
        if not isinstance(each, str) or not each.strip():
            raise NotARequest(f"{at}.{name}[{place}]", each, "一段文字")
    return given


def _number(fields: Mapping[str, Any], name: str, at: str, otherwise: int, low: int | None = None) -> Fraction:
    given = fields.get(name, otherwise)
    fits = (
        isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given) and abs(given) <= MOST
    )
    if not fits or (low is not None and given < low):
        raise NotARequest(_path(at, name), given, "数字" if low is None else f"不小于{low}的数")
    # As written in decimals, so that 0.1 is a tenth.
    return Fraction(str(given))


def _whole(fields: Mapping[str, Any], name: str, at: str, otherwise: int, low: int) -> int:
    given = _number(fields, name, at, otherwise, low)
    if given.denominator != 1:
        raise NotARequest(_path(at, name), fields[name], f"不小于{low}的整数")
    return int(given)


def _day(given: object, at: str) -> date:
    return _parsed(given, at, r"\d{4}-\d{2}-\d{2}", date.fromisoformat, "2026-02-17 这样的日期")


def _minutes(fields: Mapping[str, Any], name: str, at: str) -> int:
    return _parsed(
        _there(fields, name, at), f"{at}.{name}", r"([01]\d|2[0-3]):[0-5]\d|24:00", _of_clock, "09:00 这样的时间"
    )


def _of_clock(given: str) -> int:
    return int(given[:2]) * 60 + int(given[3:])


def _parsed(given: object, at: str, pattern: str, parse: Callable[[str], Any], expected: str) -> Any:
    if isinstance(given, str) and re.fullmatch(pattern, given, re.ASCII):
        try:
            return parse(given)
        except ValueError:
            pass  # as 2026-02-30
    raise NotARequest(at, given, expected)
