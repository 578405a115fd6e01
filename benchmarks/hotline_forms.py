"""
The closed forms and the segments of the hotline beside what a user would pick instead, in one run, by CPU time of one thread.

    python benchmarks/hotline_forms.py

Seats by Erlang C for 80 % within 20 s, beside pyworkforce where it can be imported, with the number of cases in which both say the same.
Segments of a day, K = 15. Medians of runs, compilation left out, as Markdown.
"""

import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from fazhi.engines.erlang import erlang_a, seats_to_answer, seats_to_wait_less
from fazhi.engines.segments import for_promise, rules

RUNS = 5
CASES = 200_000
PEERS_CASES = 5_000


def main() -> None:
    stream = np.random.default_rng(1)
    calls, aht = stream.integers(1, 121, CASES) / 30.0, stream.integers(3, 13, CASES).astype(float)
    print("| what | a second |\n|---|---:|")
    seats = seats_to_wait_less(calls, aht, 1 / 3, 0.8)
    print(
        f"| Erlang C seats, 80 % in 20 s | {CASES / timed(lambda: seats_to_wait_less(calls, aht, 1 / 3, 0.8)):,.0f} |"
    )
    print(f"| Erlang A seats, 90 % answered | {CASES / timed(lambda: seats_to_answer(calls, aht, 1.5, 0.9)):,.0f} |")
    print(f"| Erlang A evaluations | {CASES / timed(lambda: erlang_a(calls, aht, 1.5, seats)):,.0f} |")
    if find_spec("pyworkforce"):
        beside_pyworkforce(calls[:PEERS_CASES], aht[:PEERS_CASES], seats[:PEERS_CASES])
    else:
        print("\npyworkforce isn't installed here: no comparison.")
    print("\n| segments of a day, K = 15 | ms |\n|---|---:|")
    for slots, wrap in ((48, False), (288, False), (288, True), (1440, False)):
        required = (3 + 10 * np.sin(np.arange(slots) / slots * np.pi) ** 2 + stream.integers(0, 3, slots)).astype(int)
        by = rules(slots, wrap=wrap)
        took = timed(lambda required=required, by=by: for_promise(required, 15, by=by))
        print(f"| {slots} slots{', a circle' if wrap else ''} | {took * 1e3:.2f} |")


def beside_pyworkforce(calls: np.ndarray, aht: np.ndarray, ours: np.ndarray) -> None:
    from pyworkforce.queuing import ErlangC

    def ask(rate: float, length: float) -> int:
        queue = ErlangC(transactions=rate * 30, aht=length, asa=1 / 3, interval=30)
        return int(queue.required_positions(service_level=0.8)["raw_positions"])

    start = time.process_time()
    theirs = [ask(rate, length) for rate, length in zip(calls.tolist(), aht.tolist(), strict=True)]
    took = time.process_time() - start
    same = int((np.array(theirs) == ours).sum())
    print(
        f"| pyworkforce, Erlang C seats | {len(theirs) / took:,.0f} |\n\nThe same seats in {same:,} of {len(theirs):,} cases."
    )


def timed(work: Callable[[], object]) -> float:
    work()
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


if __name__ == "__main__":
    main()
