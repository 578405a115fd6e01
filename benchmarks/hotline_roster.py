"""
Rosters beside pyworkforce's, in one run.

    python benchmarks/hotline_roster.py [--seconds N]

Months of duty teams with shares of 1 to 4, absences, at most 2 duties a day and 8 a week, 11 hours of rest: time to the proof. Then,
where pyworkforce can be imported, its `MinHoursRoster` for the same teams, days and segments, with its limit of N seconds. It has no
shares, so the spread of its duties is what its users get, not a failed attempt at evenness. Medians of runs, as Markdown.
"""

import argparse
import statistics
import time
from collections import Counter
from importlib.util import find_spec

from fazhi.engines.roster import Request, roster, violations
from fazhi.engines.roster.tests.cases import month

RUNS = 5
SIZES = ((30, 7), (30, 31), (60, 31))
SEGMENTS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="limit of the peer")
    arguments = parser.parse_args()
    print("| teams | days | duties | seconds (median, lowest to highest) | largest distance | gap | proven |")
    print("|---|---|---|---|---|---|---|")
    for teams, days in SIZES:
        report(month(teams, days, SEGMENTS), teams, days)
    if find_spec("pyworkforce"):
        report_peer(30, 31, arguments.seconds)
    else:
        print("\npyworkforce isn't installed here: no comparison.")


def report(request: Request, teams: int, days: int) -> None:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        found = roster(request)
        seconds.append(time.perf_counter() - start)
    assert violations(request, found.assignments) == ()
    told = f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
    distance, gap = float(found.weights.deviation), float(found.weights.gap)
    print(f"| {teams} | {days} | {len(request.duties)} | {told} | {distance:.2f} | {gap:g} | {found.is_proven} |")


def report_peer(teams: int, days: int, limit: int) -> None:
    from pyworkforce.rostering import MinHoursRoster

    shifts = [f"s{each}" for each in range(SEGMENTS)]
    start = time.perf_counter()
    solver = MinHoursRoster(
        num_days=days,
        resources=[f"t{each}" for each in range(teams)],
        shifts=shifts,
        shifts_hours=[1] * SEGMENTS,
        min_working_hours=0,
        max_resting=days,
        banned_shifts=[],
        non_sequential_shifts=[],
        required_resources={shift: [1] * days for shift in shifts},
        max_search_time=limit,
        num_search_workers=2,
    )
    answer = solver.solve()
    took = time.perf_counter() - start
    served = Counter(each["resource"] for each in answer.get("resource_shifts", []))
    duties = [served[f"t{each}"] for each in range(teams)]
    print(f"\npyworkforce, {teams} teams, {days} days: {answer.get('status')} after {took:.1f} s, "
          f"{min(duties)} to {max(duties)} duties a team")  # fmt: skip


if __name__ == "__main__":
    main()
