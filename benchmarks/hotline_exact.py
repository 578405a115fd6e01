"""
An exact day of the hotline, and the seats that a target takes, by CPU time of one thread.

    python benchmarks/hotline_exact.py

Two sizes and three rules of handing over; medians of runs in turn, as Markdown, compilation left out.
"""

import statistics
import time

import numpy as np

from fazhi.engines.scenario import scenario_of
from fazhi.engines.scenario.tests.samples import TIDE, document
from fazhi.engines.staffing import Unit, staff
from fazhi.engines.transient import Fall, day, exact

RUNS = 9


def main() -> None:
    print("| an exact day of 48 slots, ms | " + " | ".join(Fall) + " |\n|---|" + "---:|" * len(Fall))
    for calls in (441, 4410):
        rates = TIDE * calls / TIDE.sum()
        seats = np.maximum(1, np.ceil(rates / 30 * 7.2 * 0.95)).astype(int)
        plan = day(rates, seats, slot_minutes=30, aht=7.2, patience=1.5)
        times: dict[Fall, list[float]] = {fall: [] for fall in Fall}
        for _ in range(RUNS + 1):
            for fall in Fall:
                start = time.process_time()
                exact(plan, fall=fall)
                times[fall].append(time.process_time() - start)
        print(
            f"| {calls:,} calls | "
            + " | ".join(f"{statistics.median(each[1:]) * 1e3:.2f}" for each in times.values())
            + " |"
        )
    print(
        "\n| seats for 90 %, 441 calls | s | days judged | seat-hours | by the closed form | it would keep |\n|---|---:|---:|---:|---:|---:|"
    )
    for by in Unit:
        start = time.process_time()
        found = staff(scenario_of(document()), 0.9, by=by)
        seconds = time.process_time() - start
        lengths = [((span.end - span.start - 1) % 1440 + 1) / 60 for span in found.spans]
        guessed = float(np.dot(lengths, found.first))
        least = found.first_pickup.min()
        print(f"| {by} | {seconds:.2f} | {found.judged} | {found.seat_minutes / 60:g} | {guessed:g} | {least:.3f} |")


if __name__ == "__main__":
    main()
