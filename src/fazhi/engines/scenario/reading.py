"""A scenario from JSON. Every refusal names its place; an unknown key is one too, for a slip of the pen must not become a default."""

import math
import re
from typing import Any

from fazhi.engines.scenario.errors import NotAScenario
from fazhi.engines.scenario.fields import keyed, listed, needed, number, one_of, whole
from fazhi.engines.scenario.terms import DAY, Duration, Kind, Overdispersion, Redial, Scenario, Segment
from fazhi.engines.transient import Fall

MOST_CALLS, MOST_SEATS, MOST_MINUTES, MOST_CV, MOST_VALUES, MOST_AGAIN = 1e6, 10_000, 10.0 * DAY, 10.0, 1_000_000, 100

KEYS = (
    "slot_minutes",
    "rates",
    "service",
    "patience",
    "redial",
    "overdispersion",
    "plan",
    "fall",
    "trunks",
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00", re.ASCII)


def scenario_of(data: object) -> Scenario:
    """The scenario that an object read from JSON says. Raises NotAScenario."""
    fields = keyed(data, "", KEYS)
    slot_minutes = _slot_minutes(needed(fields, "slot_minutes", ""))
    rates = tuple(listed(needed(fields, "rates", ""), "rates", lambda rate, at: number(rate, at, most=MOST_CALLS)))
    if len(rates) * slot_minutes != DAY:
        raise NotAScenario("rates", len(rates), f"一天每 {slot_minutes} 分钟一个数，共 {DAY // slot_minutes} 个")
    plan = tuple(listed(needed(fields, "plan", ""), "plan", _segment))
    return Scenario(
        slot_minutes=slot_minutes,
        rates=rates,
        service=_duration(needed(fields, "service", ""), "service"),
        patience=_duration(needed(fields, "patience", ""), "patience"),
        plan=plan,
        fall=one_of(fields.get("fall", Fall.DRAIN.value), "fall", Fall),
        redial=_redial(fields["redial"]) if fields.get("redial") is not None else None,
        overdispersion=_overdispersion(fields["overdispersion"]) if fields.get("overdispersion") is not None else None,
        trunks=whole(fields["trunks"], "trunks", 1, MOST_SEATS) if fields.get("trunks") is not None else None,
    )


def clock(minutes: int) -> str:
    """HH:MM of minutes from midnight; 1440 is 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _slot_minutes(value: object) -> int:
    minutes = whole(value, "slot_minutes", 1, DAY)
    if DAY % minutes:
        raise NotAScenario("slot_minutes", minutes, "能把一天分尽的整分钟数，例如 30")
    return minutes


def _duration(value: object, where: str) -> Duration:
    fields = keyed(value, where, ("kind", "mean", "cv", "values"))
    kind = one_of(needed(fields, "kind", where), f"{where}.kind", Kind)
    if kind is Kind.EMPIRICAL:
        return _empirical(fields, where)
    if fields.get("values") is not None:
        raise NotAScenario(f"{where}.values", "…", f"{Kind.EMPIRICAL.value} 才有的数列")
    mean = number(needed(fields, "mean", where), f"{where}.mean", most=MOST_MINUTES, above=True)
    if kind is Kind.EXPONENTIAL:
        if fields.get("cv") not in (None, 1):
            raise NotAScenario(f"{where}.cv", fields["cv"], "不写，或 1：指数分布的变异系数恒为 1")
        return Duration(kind, mean, 1.0)
    return Duration(kind, mean, number(needed(fields, "cv", where), f"{where}.cv", most=MOST_CV, above=True))


def _empirical(fields: dict[str, Any], where: str) -> Duration:
    place = f"{where}.values"
    values = tuple(listed(needed(fields, "values", where), place, lambda item, at: number(item, at, most=MOST_MINUTES)))
    if not 0 < len(values) <= MOST_VALUES:
        raise NotAScenario(place, len(values), f"1 到 {MOST_VALUES} 个分钟数")
    mean = math.fsum(values) / len(values)
    if mean <= 0.0:
        raise NotAScenario(place, 0.0, "至少一个大于0的分钟数")
    if fields.get("mean") is not None:
        given = number(fields["mean"], f"{where}.mean", most=MOST_MINUTES, above=True)
        if abs(given - mean) > 0.01 * mean:
            raise NotAScenario(f"{where}.mean", given, f"不写，或各数的平均 {mean:.6g}")
    if fields.get("cv") is not None:
        raise NotAScenario(f"{where}.cv", fields["cv"], "不写：变异系数由各数得出")
    spread = math.sqrt(math.fsum((each - mean) ** 2 for each in values) / len(values))
    return Duration(Kind.EMPIRICAL, mean, spread / mean, values)


def _redial(value: object) -> Redial:
    fields = keyed(value, "redial", ("probability", "mean_delay", "max"))
    return Redial(
        number(needed(fields, "probability", "redial"), "redial.probability", most=1.0),
        number(needed(fields, "mean_delay", "redial"), "redial.mean_delay", most=float(DAY), above=True),
        whole(needed(fields, "max", "redial"), "redial.max", 0, MOST_AGAIN),
    )


def _overdispersion(value: object) -> Overdispersion:
    fields = keyed(value, "overdispersion", ("day", "slot"))
    each = {key: number(fields.get(key, 0.0), f"overdispersion.{key}", most=MOST_CV) for key in ("day", "slot")}
    return Overdispersion(**each)


def _segment(value: object, where: str) -> Segment:
    fields = keyed(value, where, ("start", "end", "seats", "presence"))
    start, end = (_clock(needed(fields, key, where), f"{where}.{key}") for key in ("start", "end"))
    if start == DAY:
        raise NotAScenario(f"{where}.start", "24:00", "00:00 到 23:59")
    if start == end:
        raise NotAScenario(f"{where}.end", clock(end), "与 start 不同的时刻；整天写作 00:00 到 24:00")
    seats = whole(needed(fields, "seats", where), f"{where}.seats", 0, MOST_SEATS)
    return Segment(start, end, seats, number(fields.get("presence", 1.0), f"{where}.presence", most=1.0))


def _clock(value: object, where: str) -> int:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise NotAScenario(where, value, "HH:MM，00:00 到 24:00")
    return int(value[:2]) * 60 + int(value[3:])
