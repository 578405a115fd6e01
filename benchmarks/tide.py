"""
The forecast of a hotline's tide beside what a user would pick instead, in one run.

    python benchmarks/tide.py [CALLS.csv]

CALLS.csv has counts by slot of a hotline that keeps weekdays; without it the counts of ../shared are used where present. From a
rolling origin: at each origin everything is learned anew from the days before it. Then hotlines whose truth is known, of 441 calls a
day: the error beside that of one who knows the truth. Errors are WAPE, Σ|error| ÷ Σ calls. Prints Markdown.
"""

import argparse
import time
from datetime import timedelta
from pathlib import Path

import numpy as np

from fazhi.engines.tide import learn, read_calls
from fazhi.engines.tide.discrete import inside
from fazhi.engines.tide.tests.rolling import foretold, weekday_kinds
from fazhi.engines.tide.tests.samples import FIRST, hotline

SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "calls" / "usbank_2003_5min.csv"
PROTOCOLS = ((30, 5, 60, 5), (30, 1, 60, 2), (5, 5, 60, 10))
"""Slot minutes, days foretold at each origin, the first origin's place among days with counts, and the step to the next."""

SMALL = ((28, 0.0), (140, 0.0), (140, 0.2), (364, 0.2))
"""Days learned from, and the coefficient of variation of a factor of the day; 28 days are foretold."""

SEEDS = (1, 2, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED)
    path = parser.parse_args().file
    if path.exists():
        report_real(path)
    else:
        print(f"{path} is not here: only what is drawn is measured.")
    report_small()


def report_real(path: Path) -> None:
    of = read_calls(path.read_text(encoding="utf-8")).counts
    kinds = weekday_kinds(of)
    print("| slots, ahead | days | last same weekday | mean of last four | ours | better than four | in p10..p90 | s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for minutes, horizon, start, step in PROTOCOLS:
        began = time.process_time()
        found = foretold(of, kinds, minutes=minutes, horizon=horizon, start=start, step=step)
        origins = len(range(start, int(of.known.any(axis=1).sum()) - horizon + 1, step))
        print(
            f"| {minutes} min, {horizon} days | {found.days} | {found.wape_naive:.2%} | {found.wape_of_four:.2%} "
            f"| {found.wape:.2%} | {1 - found.wape / found.wape_of_four:.1%} | {found.covered:.1%} "
            f"| {(time.process_time() - began) / origins:.2f} |",
            flush=True,
        )
    print("\nThe last column is processor time for learning and foretelling at one origin.\n")


def report_small() -> None:
    print(
        "| days | day factor | ours ÷ truth known | mean of last four ÷ truth known | probability in p10..p90 | found | s |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for days, day_cv in SMALL:
        ours = four = best = 0.0
        covered, found, began = [], [], time.process_time()
        for seed in SEEDS:
            of, kinds, rates, calls = hotline(days, seed=seed, day_cv=day_cv)
            tide = learn(of, kinds)
            forecast = tide.forecast(FIRST + timedelta(days=days), FIRST + timedelta(days=days + 27), kinds)
            seen = calls[days:]
            weekdays = calls[days - 28 : days].reshape(4, 7, -1).mean(axis=0)
            ours += np.abs(forecast.mean - seen).sum()
            four += np.abs(np.tile(weekdays, (4, 1)) - seen).sum()
            best += np.abs(rates[days:] - seen).sum()
            covered.append(inside(forecast.mean, forecast.variance, seen, 0.8).mean())
            found.append(tide.trial.dispersion.day if tide.trial else np.nan)
        seconds = (time.process_time() - began) / len(SEEDS)
        print(
            f"| {days} | {day_cv} | {ours / best:.3f} | {four / best:.3f} | {np.mean(covered):.1%} "
            f"| {np.mean(found):.2f} | {seconds:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
