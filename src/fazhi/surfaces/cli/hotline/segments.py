"""`fazhi hotline segments FILE`: the best duty segments of a day, for a promise or for a budget."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.erlang import erlang_a
from fazhi.engines.scenario import NotAScenario, Scenario, clock, exact_day, grid_of, scenario_of
from fazhi.engines.scenario.fields import keyed, listed, needed, whole
from fazhi.engines.segments import Rules, for_budget, for_promise, rules, seats_by_slot
from fazhi.engines.transient import day, exact
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.hotline import wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.hotline.files import read_json

MOST_SLOTS, MOST_SEATS, MOST_BUDGET = 1440, 10_000, 1_000_000
KEYS = ("k", "min_slots", "allowed_cuts", "wrap")


def segments(context: Context) -> Outcome:
    data = read_json(context.arguments.file)
    fields = keyed(data, "", ("required", "budget", "scenario", *KEYS))
    if "required" in fields:
        return _promise(keyed(data, "", ("required", *KEYS)))
    return _budget(keyed(data, "", ("budget", "scenario", *KEYS)))


def _promise(fields: dict[str, Any]) -> Outcome:
    required = listed(fields["required"], "required", lambda seats, at: whole(seats, at, 0, MOST_SEATS))
    if not 1 <= len(required) <= MOST_SLOTS:
        raise NotAScenario("required", len(required), f"1 到 {MOST_SLOTS} 个整数")
    by, count = _rules(fields, len(required))
    found = for_promise(required, count, by=by)
    answer = {
        "cuts": list(found.cuts),
        "seats": list(found.seats),
        "cost": found.cost,
        "curve": list(found.curve),
        "exact": True,
    }
    lines = [
        *(f"第 {cut + 1} 个时段起：{seats} 席" for cut, seats in zip(found.cuts, found.seats, strict=True)),
        f"分 {count} 段共 {found.cost} 席位时段；不分段 {found.curve[0]}，逐时段 {sum(required)}。",
    ]
    return Outcome(answer, "\n".join(lines))


def _budget(fields: dict[str, Any]) -> Outcome:
    scenario = _scenario(needed(fields, "scenario", ""))
    slots = len(scenario.rates)
    budget = whole(needed(fields, "budget", ""), "budget", 0, MOST_BUDGET)
    by, count = _rules(fields, slots)
    gains = _gains(scenario, budget)
    found = for_budget(gains, count, budget, by=by)
    pickup = _pickup(scenario, seats_by_slot(found.cuts, found.seats, slots))
    answer = {
        "cuts": list(found.cuts),
        "seats": list(found.seats),
        "cost": found.cost,
        "curve": list(found.curve),
        "exact": True,
        "pickup": pickup,
    }
    starts = [clock(cut * scenario.slot_minutes) for cut in found.cuts]
    lines = [
        *(f"{start} 起：{seats} 席" for start, seats in zip(starts, found.seats, strict=True)),
        f"分 {count} 段用去 {found.cost} 席位时段（预算 {budget}），接通率 {pickup:.2%}。",
    ]
    return Outcome(answer, "\n".join(lines))


def _scenario(data: object) -> Scenario:
    try:
        return scenario_of(data)
    except NotAScenario as error:
        raise NotAScenario(f"scenario.{error.where}".rstrip("."), error.value, error.expected) from None


def _rules(fields: dict[str, Any], slots: int) -> tuple[Rules, int]:
    count = whole(needed(fields, "k", ""), "k", 1, slots)
    shortest = whole(fields.get("min_slots", 1), "min_slots", 1, slots)
    wrap = fields.get("wrap", False)
    if not isinstance(wrap, bool):
        raise NotAScenario("wrap", wrap, "true 或 false")
    allowed = fields.get("allowed_cuts")
    if allowed is not None:
        allowed = listed(allowed, "allowed_cuts", lambda cut, at: whole(cut, at, 0, slots - 1))
    return rules(slots, min_slots=shortest, allowed_cuts=allowed, wrap=wrap), count


def _gains(scenario: Scenario, budget: int) -> NDArray[np.float64]:
    """Calls answered in each slot by each number of seats, as if the slot lasted for ever: what adds up."""
    grid = grid_of(scenario)
    plan = exact_day(scenario, grid)
    calls = np.asarray(scenario.rates)
    # More seats than these answer no call more.
    most = min(budget, int(np.ceil(calls.max() / scenario.slot_minutes * plan.aht * 2.0)) + 40, MOST_SEATS)
    seats = np.arange(most + 1)[:, None]
    lost = erlang_a(calls / scenario.slot_minutes, plan.aht, plan.patience, seats).p_abandon
    gains: NDArray[np.float64] = calls * (1.0 - lost)
    return gains


def _pickup(scenario: Scenario, seats: NDArray[np.int64]) -> float:
    """Of the plan, by the exact chain: calls that go on past a boundary are its to see."""
    minutes = float(scenario.slot_minutes)
    plan = day(
        np.asarray(scenario.rates),
        seats,
        slot_minutes=minutes,
        aht=scenario.service.mean,
        patience=scenario.patience.mean,
        begins=seats != np.roll(seats, 1),
    )
    return exact(plan, fall=scenario.fall, within=min(1 / 3, minutes)).pickup
