"""
The hotline's simulator beside what a user would pick instead, in one run, with what each finds.

    python benchmarks/hotline_simulate.py

simpy 4 and Ciw 3 are asked where they can be imported. CPU seconds of one thread, medians of runs in turn, compilation left out, as
Markdown. The same day for both: against simpy a tide with seats by plan, against Ciw constant seats, because Ciw's schedule
replaces all seats at each change while busy ones go on. What is true is the exact chain's.
"""

import heapq
import importlib.util
import statistics
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from fazhi.engines.compiled import IS_COMPILED
from fazhi.engines.scenario import Scenario, clock, exact_answer, grid_of, scenario_of
from fazhi.engines.scenario.tests.samples import TIDE
from fazhi.engines.simulate import compare, simulate

RUNS = 5
AHT, PATIENCE = 7.2, 1.5
OURS, PEERS = 200_000, 20_000
"""Calls of a run."""

Found = tuple[float, int]
"""Pick-up and calls."""


def tide(calls: float, **changes: object) -> Scenario:
    rates = TIDE * calls / TIDE.sum()
    seats = np.maximum(1, np.ceil(rates / 30 * AHT * 0.95)).astype(int)
    return _scenario(rates, seats, changes)


def constant(calls: float) -> Scenario:
    seats = int(np.ceil(calls * AHT / 1440 * 1.05))
    return _scenario(np.full(48, calls / 48), np.full(48, seats), {})


def _scenario(rates: np.ndarray, seats: np.ndarray, changes: dict[str, object]) -> Scenario:
    cuts = [0, *(k for k in range(1, 48) if seats[k] != seats[k - 1]), 48]
    plan = [
        {"start": clock(30 * a), "end": clock(30 * b), "seats": int(seats[a])}
        for a, b in zip(cuts[:-1], cuts[1:], strict=True)
    ]
    return scenario_of(
        {
            "slot_minutes": 30,
            "rates": rates.tolist(),
            "service": {"kind": "exponential", "mean": AHT},
            "patience": {"kind": "exponential", "mean": PATIENCE},
            "plan": plan,
            **changes,
        }
    )


def ours(scenario: Scenario, calls: int, seed: int) -> Found:
    days = max(round(calls / sum(scenario.rates)), 1)
    run = simulate(scenario, days=days, seed=seed)
    return run.pickup, run.offered


def by_simpy(scenario: Scenario, calls: int, seed: int) -> Found:
    """As its manual has it: a resource, of which a caller waits for a request or his patience; its capacity follows the plan."""
    import simpy

    chance = np.random.default_rng(seed)
    grid = grid_of(scenario)
    env = simpy.Environment()
    seats = simpy.Resource(env, capacity=int(grid.seats[0]))
    counted = {"offered": 0, "answered": 0}

    def call(counts: bool) -> Any:
        with seats.request() as request:
            yield request | env.timeout(chance.exponential(PATIENCE))
            if request.triggered:
                counted["answered"] += counts
                yield env.timeout(chance.exponential(AHT))

    def change(to: int) -> None:
        seats._capacity = to  # no public way; those that are too many are not taken away, which is what drain asks
        seats._trigger_put(None)

    return _days_of_simpy(env, scenario, calls, chance, call, change, counted)


def by_bare_simpy(scenario: Scenario, calls: int, seed: int) -> Found:
    """By hand, for speed: a counter of seats and a queue, events only for those who wait."""
    import simpy

    chance = np.random.default_rng(seed)
    env = simpy.Environment()
    queue: deque[Any] = deque()
    state = {"seats": int(grid_of(scenario).seats[0]), "busy": 0}
    counted = {"offered": 0, "answered": 0}

    def serve() -> None:
        while queue and state["busy"] < state["seats"]:
            waiting = queue.popleft()
            if not waiting.triggered:
                state["busy"] += 1
                waiting.succeed()

    def call(counts: bool) -> Any:
        if state["busy"] < state["seats"]:
            state["busy"] += 1
        else:
            waiting = env.event()
            queue.append(waiting)
            yield waiting | env.timeout(chance.exponential(PATIENCE))
            if not waiting.triggered:
                waiting.succeed()
                return
        counted["answered"] += counts
        yield env.timeout(chance.exponential(AHT))
        state["busy"] -= 1
        serve()

    def change(to: int) -> None:
        state["seats"] = to
        serve()

    return _days_of_simpy(env, scenario, calls, chance, call, change, counted)


def _days_of_simpy(
    env: Any,
    scenario: Scenario,
    calls: int,
    chance: np.random.Generator,
    call: Callable[[bool], Any],
    change: Callable[[int], None],
    counted: dict[str, int],
) -> Found:
    """The calls and the plan of the days asked for, after one that is not counted."""
    grid = grid_of(scenario)
    slots = (max(round(calls / sum(scenario.rates)), 1) + 1) * grid.rates.size

    def arrivals() -> Any:
        for slot in range(slots):
            end, rate = (slot + 1) * grid.minutes, grid.rates[slot % grid.rates.size] / grid.minutes
            while rate > 0:
                gap = chance.exponential(1 / rate)
                if env.now + gap >= end:
                    break
                yield env.timeout(gap)
                counts = slot >= grid.rates.size
                counted["offered"] += counts
                env.process(call(counts))
            yield env.timeout(end - env.now)

    def plan() -> Any:
        for slot in range(1, slots):
            yield env.timeout(grid.minutes)
            if grid.seats[slot % grid.seats.size] != grid.seats[(slot - 1) % grid.seats.size]:
                change(int(grid.seats[slot % grid.seats.size]))

    env.process(arrivals())
    env.process(plan())
    env.run()
    return counted["answered"] / counted["offered"], counted["offered"]


def by_ciw(scenario: Scenario, calls: int, seed: int) -> Found:
    import ciw

    rate, seats = sum(scenario.rates) / 1440, scenario.plan[0].seats
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)],
        service_distributions=[ciw.dists.Exponential(1 / AHT)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
        number_of_servers=[seats],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(calls / rate)
    kinds = [record.record_type for record in simulation.get_all_records()]
    return kinds.count("service") / len(kinds), len(kinds)


def by_heap(calls: int, seed: int) -> Found:
    """What many write by hand: plain Python, a heap of the moments at which constant seats get free."""
    chance = np.random.default_rng(seed)
    gaps, talks, patience = (chance.exponential(mean, calls) for mean in (1440 / 441, AHT, PATIENCE))
    free, now, answered = [0.0] * 3, 0.0, 0
    for gap, talk, patient in zip(gaps.tolist(), talks.tolist(), patience.tolist(), strict=True):
        now += gap
        begin = max(now, free[0])
        if begin - now <= patient:
            heapq.heapreplace(free, begin + talk)
            answered += 1
    return answered / calls, calls


Jobs = dict[str, Callable[[int], Found]]


def measured(jobs: Jobs) -> dict[str, tuple[float, float, float]]:
    """Name → median nanoseconds a call, mean pick-up and its standard error over the runs."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for seed in range(RUNS + 1):  # in turn, so that a slow moment of the machine hits all alike
        for name, job in jobs.items():
            start = time.process_time()
            pickup, calls = job(seed)
            seen[name].append(((time.process_time() - start) / calls * 1e9, pickup))
    found = {}
    for name, each in seen.items():
        costs, pickups = zip(*each[1:], strict=True)
        found[name] = statistics.median(costs), statistics.fmean(pickups), statistics.stdev(pickups) / RUNS**0.5
    return found


def report(title: str, jobs: Jobs, truth: float | None) -> None:
    found = measured(jobs)
    mine = next(iter(found.values()))[0]
    exactly = f", exactly {truth:.4f}" if truth is not None else ""
    print(f"\n{title}{exactly}\n\n| what | ns a call | times ours | pick-up |\n|---|---:|---:|---:|")
    for name, (cost, pickup, error) in found.items():
        print(f"| {name} | {cost:,.1f} | {cost / mine:,.0f} | {pickup:.4f} ± {error:.4f} |", flush=True)


def main() -> None:
    print(f"compiled: {IS_COMPILED}")
    if not IS_COMPILED:
        raise SystemExit("Numba is not installed: there is nothing to compare.")
    for calls in (441, 4410):
        scenario, steady = tide(calls), constant(calls)
        jobs: Jobs = {"fazhi": partial(ours, scenario, OURS)}
        if importlib.util.find_spec("simpy"):
            jobs["simpy, a Resource"] = partial(by_simpy, scenario, PEERS)
            jobs["simpy, bare events"] = partial(by_bare_simpy, scenario, PEERS)
        report(f"{calls:,} calls a day, seats by plan, drain", jobs, exact_answer(scenario)["pickup"])
        jobs = {"fazhi": partial(ours, steady, OURS)}
        if importlib.util.find_spec("ciw"):
            jobs["Ciw"] = partial(by_ciw, steady, PEERS)
        if calls == 441:
            jobs["Python and heapq"] = partial(by_heap, PEERS)
        report(f"{calls:,} calls a day, constant seats", jobs, exact_answer(steady)["pickup"])
    lognormal = {"kind": "lognormal", "mean": AHT, "cv": 1.2}
    again = {"probability": 0.5, "mean_delay": 10, "max": 5}
    report(
        "441 calls a day, what else there is",
        {
            "drain": partial(ours, tide(441), OURS),
            "lognormal calls": partial(ours, tide(441, service=lognormal), OURS),
            "dialling again": partial(ours, tide(441, redial=again), OURS),
            "uneven days and slots": partial(ours, tide(441, overdispersion={"day": 0.2, "slot": 0.2}), OURS),
            "12 lines": partial(ours, tide(441, trunks=12), OURS),
            "overlap": partial(ours, tide(441, fall="overlap"), OURS),
            "cut_requeue": partial(ours, tide(441, fall="cut_requeue"), OURS // 4),
        },
        None,
    )
    start = time.process_time()
    compare(tide(441), tide(441, fall="overlap"), days=365, seed=1)
    print(f"\nTwo plans over a year of the same 161,000 calls: {(time.process_time() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
