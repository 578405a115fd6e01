"""
The day in K segments beside ruptures, and a week's duties beside pyworkforce, in one run.

    python benchmarks/hotline_segments.py

ruptures gets the same cost as ours (a segment's length times its busiest slot), so that both solve one problem; pyworkforce the same
144 duties of 4, 6 and 8 hours for each of 7 days. Equal costs stand beside the ratio. Medians of runs by wall clock, one thread of
ours, the peers as they come; compilation left out. A peer that can't be imported is left out, and said.
"""

import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar

import numpy as np

from fazhi.engines.scenario.tests.samples import TIDE
from fazhi.engines.segments import for_promise
from fazhi.engines.staffing import Shift, cover

Answer = TypeVar("Answer")
RUNS, SEGMENTS = 5, 15
DAYS, PERIODS, LENGTHS = 7, 48, (8, 12, 16)


def main() -> None:
    print(
        f"| the cheapest {SEGMENTS} segments | ours, ms | cost | ruptures Dynp, ms | cost | ratio |\n|---|---:|---:|---:|---:|---:|"
    )
    for slots in (48, 288, 1440):
        needs = demand(slots)
        for_promise(needs, SEGMENTS)  # compiled now
        ours, found = timed(lambda needs=needs: for_promise(needs, SEGMENTS))
        beside = "– | – | –"
        if find_spec("ruptures") and slots <= 288:
            theirs, cost = timed(lambda needs=needs: ruptures_cost(needs), runs=1 if slots > 48 else RUNS)
            beside = f"{theirs * 1e3:,.0f} | {cost:g} | {theirs / ours:,.0f}"
        print(f"| T = {slots} | {ours * 1e3:.2f} | {found.cost} | {beside} |")
    week = np.array([np.rint(demand(PERIODS) * factor) for factor in (1, 1.05, 0.95, 1, 1.1, 0.6, 0.5)]).astype(int)
    ours, found = timed(lambda: cover(week.reshape(-1), shifts()))
    print(
        f"\n| {DAYS} days of {PERIODS} slots, {len(duties())} duties | ms | seats |\n|---|---:|---:|\n| ours | {ours * 1e3:.1f} | {found.cost} |"
    )
    if find_spec("pyworkforce"):
        theirs, cost = timed(lambda: pyworkforce_cost(week), runs=1)
        print(f"| pyworkforce | {theirs * 1e3:,.0f} | {cost:g} |\n| ratio | {theirs / ours:,.0f} | |")


def demand(slots: int) -> np.ndarray:
    """Seats that a tide of two peaks takes."""
    tide = np.interp(np.linspace(0, TIDE.size, slots, endpoint=False), np.arange(TIDE.size), TIDE)
    return np.ceil(tide / tide.max() * 40).astype(int)


def duties() -> list[tuple[int, int]]:
    return [(start, min(PERIODS, start + length)) for start in range(PERIODS) for length in LENGTHS]


def shifts() -> list[Shift]:
    return [Shift(day * PERIODS + start, day * PERIODS + end) for day in range(DAYS) for start, end in duties()]


def ruptures_cost(needs: np.ndarray) -> float:
    import ruptures

    class Promise(ruptures.base.BaseCost):
        model, min_size = "", 1

        def fit(self, signal: np.ndarray) -> "Promise":
            self.signal = signal.reshape(-1)
            return self

        def error(self, start: int, end: int) -> float:
            return float((end - start) * self.signal[start:end].max())

    cost = Promise()
    ends = ruptures.Dynp(custom_cost=cost, min_size=1, jump=1).fit(needs).predict(n_bkps=SEGMENTS - 1)
    return cost.sum_of_costs(ends)


def pyworkforce_cost(week: np.ndarray) -> float:
    from pyworkforce.scheduling import MinRequiredResources

    coverage = {
        f"{start}-{end}-{place}": [int(start <= slot < end) for slot in range(PERIODS)]
        for place, (start, end) in enumerate(duties())
    }
    solver = MinRequiredResources(
        num_days=DAYS, periods=PERIODS, shifts_coverage=coverage, required_resources=week.tolist(),
        max_period_concurrency=200, max_shift_concurrency=200, num_search_workers=1,
    )  # fmt: skip
    solution = solver.solve()
    assert solution["status"] == "OPTIMAL"
    return float(solution["cost"])


def timed(work: Callable[[], Answer], runs: int = RUNS) -> tuple[float, Answer]:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


if __name__ == "__main__":
    main()
