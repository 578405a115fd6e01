"""A month's plan in one go: what comes, the seats it takes, the segments, who serves them; equal records give equal plans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.engines.roster import NoSuchRoster, Request, Roster, roster
from fazhi.engines.segments import for_promise
from fazhi.engines.tide import Kind, document_of
from fazhi.lines.hotline.rules.planning import seats
from fazhi.lines.hotline.rules.planning.demand import REST, Learned, Times, demand_of
from fazhi.lines.hotline.rules.rostering import LIMIT, request
from fazhi.lines.hotline.terms.planning import RosterRules, Seating, Shift, Team, Wish

_NO_RULES = RosterRules(0, 0, 0)


@dataclass(frozen=True)
class Asked:
    """
    What a month's plan is made from.

    days   of the month
    kinds  of every day from the first on record to the month's last
    teams  by their codes
    """

    wish: Wish
    days: Sequence[date]
    kinds: Mapping[date, Kind]
    teams: Sequence[Team]


@dataclass(frozen=True)
class MonthPlan:
    """
    tide            as `fazhi hotline tide` tells it, foretelling the month
    required        seats of each half hour, of a day worked and of a day of rest
    curve           least cost of 1, 2, … segments of a day worked, in seat-slots
    request, found  who serves when; `found` tells what can't be met together where there is no such roster
    pickup          share of the month's calls that the plan answers, by the exact chain; worked, rest: of a day of the sort
    """

    wish: Wish
    tide: dict[str, Any]
    times: Times
    required: tuple[list[int], list[int]]
    shifts: tuple[Shift, ...]
    curve: tuple[int | None, ...]
    request: Request
    found: Roster | NoSuchRoster | None
    pickup: float
    worked: float
    rest: float


def month_plan(asked: Asked, learned: Learned, told: Callable[[str], None]) -> MonthPlan:
    """
    Make the plan; `told` hears what is being done.

    Raises what the engines raise: no such plan, no such target.
    """
    wish, times, target = asked.wish, learned.times, asked.wish.target / 100
    told("预测来电")
    forecast = learned.tide.forecast(asked.days[0], asked.days[-1], asked.kinds)
    demand = demand_of(learned.tide, forecast, asked.kinds)
    told("计算各时段所需座席")
    needs = [seats.required(calls, times, target) for calls in demand.mean]
    told("划分时段")
    shifts = seats.cut(needs[0], needs[1], wish.segments)
    days = [
        seats.by_slot(calls, times, target, seats.slot_seats(shifts, rest=bool(sort)))
        for sort, calls in enumerate(demand.mean)
    ]
    offered, answered = ([float(each[part].sum()) for each in days] for part in (0, 1))
    told("排班")
    serving = request(_seatings(asked, shifts), asked.teams, _NO_RULES)
    return MonthPlan(
        wish,
        document_of(learned.file, learned.tide, forecast),
        times,
        (needs[0].tolist(), needs[1].tolist()),
        shifts,
        tuple(for_promise(needs[0], wish.segments).curve),
        serving,
        _roster(serving),
        _share(
            sum(number * calls for number, calls in zip(demand.days, answered, strict=True)),
            sum(number * calls for number, calls in zip(demand.days, offered, strict=True)),
        ),
        _share(answered[0], offered[0]),
        _share(answered[1], offered[1]),
    )


def _seatings(asked: Asked, shifts: Sequence[Shift]) -> list[Seating]:
    found = [
        Seating(day, each.start_minute, each.end_minute, each.rest_seats if is_rest else each.seats, is_rest)
        for day, is_rest in ((day, asked.kinds[day] in REST) for day in asked.days)
        for each in shifts
    ]
    return [each for each in found if each.seats]


def _share(part: float, whole: float) -> float:
    return min(max(part / whole, 0.0), 1.0) if whole > 0.0 else 1.0


def _roster(serving: Request) -> Roster | NoSuchRoster | None:
    """None without teams or without duties."""
    if not serving.teams or not serving.duties:
        return None
    try:
        return roster(serving, limit=LIMIT)
    except NoSuchRoster as error:
        return error
