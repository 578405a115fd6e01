"""
The verifiable draw beside what a user would pick instead, in one run.

    python benchmarks/draw.py [--values N] [--only-picture PATH]

100 of 300,000 objects beside `random.sample`, the skipping of a provincial system and ICANN's OCTO-41; then freezing,
drawing and verifying at three sizes, the signature of a drand round, and whom skipping can never reach.
With N, also χ² of all outcomes of a small pool over N simulated public values. Medians of runs in turn, as Markdown. With
PATH, nothing but the picture of docs/algorithms/draw.md: how likely each of 299 firms is drawn when 100 are.
"""

import argparse
import hashlib
import json
import random  # noqa: TID251  the peer beside us: this is what it draws with
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from fazhi.engines.draw import Commitment, commit, read_commitment, read_plan, run, verify
from fazhi.engines.draw.beacons import read_values
from fazhi.engines.draw.selection import select
from fazhi.engines.draw.stream import Below, Stream, seed_of
from fazhi.engines.draw.terms import Beacon, BeaconKind, HashName, Method
from fazhi.engines.draw.tests.enumeration import outcomes
from fazhi.engines.draw.tests.samples import QUICKNET, RANDOMNESS_1000, SIGNATURE_1000

RUNS = 5
OBJECTS, DRAWN = 300_000, 100
SIZES = ((500, 57), (OBJECTS, DRAWN), (1_000_000, 10_000))
INSPECTORS = 50
COMMITTED_AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
PEERS_CASES = ((299, 100), (1000, 300), (1000, 57))
SMALL_POOL = (1, 2, 4, 8, 1, 3)

Jobs = dict[str, Callable[[], object]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--values", type=int, help="simulated public values for χ²")
    parser.add_argument("--only-picture", type=Path, help="write the picture of the documentation")
    arguments = parser.parse_args()
    if arguments.only_picture:
        arguments.only_picture.write_text(picture(*PEERS_CASES[0]), encoding="utf-8")
        return
    report_drawing(measured(drawing_jobs()))
    report_stages({size: measured(stage_jobs(*size)) for size in SIZES})
    report_reach()
    if arguments.values:
        report_chi_squared(arguments.values)


def plan_text(objects: int, drawn: int, method: Method, weights: tuple[int, ...] = (1, 2, 4, 8)) -> str:
    """A plan whose weights follow each other through the pool, with fifty inspectors, two to a team."""
    return json.dumps(
        {
            "objects": [{"id": f"9135020{n:011d}", "weight": weights[n % len(weights)]} for n in range(objects)],
            "inspectors": [{"id": f"13020{number:04d}"} for number in range(INSPECTORS)],
            "recusals": [],
            "rule": {"draw": drawn, "team_size": 2, "method": method.value, "hash": "sha256"},
            "beacon": [QUICKNET],
            "date": "2026-12-08",
        }
    )


def frozen(objects: int, drawn: int, method: Method = Method.SEQUENTIAL) -> Commitment:
    return commit(read_plan(plan_text(objects, drawn, method)), COMMITTED_AT)


def skipped(ids: list[str], size: int, start: int) -> list[str]:
    """The peer's draw: every `range`-th from a start below `range` = N // n."""
    return ids[start :: len(ids) // size][:size]


def sorted_by_hash(ids: list[str], size: int, value: str) -> list[str]:
    """ICANN OCTO-41: the names in the descending order of SHA-256(hex of name/value), as its program does it."""
    return sorted(ids, key=lambda id: hashlib.sha256(f"{id}/{value}".encode().hex().encode()).digest(), reverse=True)[
        :size
    ]


def drawing_jobs() -> Jobs:
    ids = [f"9135020{number:011d}" for number in range(OBJECTS)]
    equal, weighted = [1] * OBJECTS, [(1, 2, 4, 8)[number % 4] for number in range(OBJECTS)]
    by_method = {method: frozen(OBJECTS, DRAWN, method) for method in Method}

    def selected(weights: list[int], method: Method) -> Callable[[], object]:
        return lambda: select(weights, DRAWN, method, Stream(RANDOMNESS_1000, "objects", HashName.SHA256).below)

    def with_transcript(method: Method) -> Callable[[], object]:
        return lambda: run(by_method[method], [RANDOMNESS_1000]).text()

    return {
        "random.sample": lambda: random.sample(ids, DRAWN),
        "skipping": lambda: skipped(ids, DRAWN, random.randrange(OBJECTS // DRAWN)),
        "OCTO-41": lambda: sorted_by_hash(ids, DRAWN, RANDOMNESS_1000.hex()),
        "equal weights, objects alone": selected(equal, Method.SEQUENTIAL),
        "weights, sequential, objects alone": selected(weighted, Method.SEQUENTIAL),
        "weights, exact, objects alone": selected(weighted, Method.EXACT),
        "weights, sequential, with teams and transcript": with_transcript(Method.SEQUENTIAL),
        "weights, exact, with teams and transcript": with_transcript(Method.EXACT),
    }


def stage_jobs(objects: int, drawn: int) -> Jobs:
    text = plan_text(objects, drawn, Method.SEQUENTIAL)
    commitment, exact = frozen(objects, drawn), frozen(objects, drawn, Method.EXACT)
    frozen_text, transcript = commitment.text(), run(commitment, [RANDOMNESS_1000]).text()
    round_1000 = Beacon(BeaconKind.DRAND, "quicknet", 1000)
    return {
        "read the plan, freeze": lambda: commit(read_plan(text), COMMITTED_AT).text(),
        "read the commitment": lambda: read_commitment(frozen_text),
        "draw, canonical transcript": lambda: run(commitment, [RANDOMNESS_1000]).text(),
        "draw by the exact method": lambda: run(exact, [RANDOMNESS_1000]).text(),
        "verify the transcript": lambda: verify(transcript),
        "verify against the commitment": lambda: verify(transcript, frozen_text),
        "check the drand signature": lambda: read_values([round_1000], [SIGNATURE_1000]),
    }


def measured(jobs: Jobs) -> dict[str, float]:
    """What is timed → median seconds."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS + 1):  # alternating, so that a slow moment of the machine hits all alike
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found[1:]) for name, found in times.items()}


def report_drawing(found: dict[str, float]) -> None:
    print(
        f"{DRAWN} of {OBJECTS:,} objects\n\n| what | median, ms | times random.sample | can be verified |\n|---|---:|---:|---|"
    )
    for name, seconds in found.items():
        verifiable = "no" if name in ("random.sample", "skipping") else "yes"
        print(f"| {name} | {seconds * 1000:.3f} | {seconds / found['random.sample']:,.0f} | {verifiable} |")


def report_stages(found: dict[tuple[int, int], dict[str, float]]) -> None:
    print("\n| median, s | " + " | ".join(f"{drawn:,} of {objects:,}" for objects, drawn in found) + " |")
    print("|---|" + "---:|" * len(found))
    for name in next(iter(found.values())):
        print(f"| {name} | " + " | ".join(f"{times[name]:.4f}" for times in found.values()) + " |")


def report_reach() -> None:
    """Every start the peer can draw, hence every sample and everybody it can reach."""
    print(
        "\n| objects, drawn | samples by skipping | never drawn by skipping | never drawn here |\n|---|---:|---:|---:|"
    )
    for objects, size in PEERS_CASES:
        ids = [str(number) for number in range(objects)]
        samples = [skipped(ids, size, start) for start in range(objects // size)]
        reached = {id for sample in samples for id in sample}
        print(f"| {objects}, {size} | {len(samples)} | {objects - len(reached)} | 0 |")


def picture(objects: int, size: int) -> str:
    """One bar for each object, as high as its chance; by skipping from every start, by the other two from their definition."""
    ids = [str(number) for number in range(objects)]
    starts = objects // size
    reached = Counter(id for start in range(starts) for id in skipped(ids, size, start))
    fair = [size / objects] * objects
    rows = {
        f"skipping: {starts} samples, {objects - len(reached)} never drawn": [reached[id] / starts for id in ids],
        "OCTO-41: every sample, no weights": fair,
        "here, equal weights: every sample": fair,
    }
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 990 420" font-family="sans-serif" font-size="15">',
        f"<title>Chance of each of {objects} firms when {size} are drawn</title>",
        '<rect width="990" height="420" fill="#fff"/>',
    ]
    for place, (name, chances) in enumerate(rows.items()):
        base = 130 + 135 * place
        parts.append(f'<text x="30" y="{base - 95}" fill="#222">{name}</text>')
        bars = "".join(f"M{31 + 3 * n} {base}v{-160 * chance:.1f}" for n, chance in enumerate(chances) if chance)
        parts.append(f'<path d="{bars}" stroke="#0d5563" stroke-width="2"/>')
        parts.append(f'<path d="M30 {base + 1}h{3 * objects}" stroke="#888"/>')
        parts.append(f'<text x="935" y="{base - 160 * max(chances) + 5:.0f}" fill="#222">{max(chances):.2f}</text>')
    missing = 31 + 3 * len(reached)
    parts.append(f'<path d="M{missing} 124h{3 * (objects - len(reached)) - 3}" stroke="#b3261e" stroke-width="6"/>')
    return "\n".join([*parts, "</svg>", ""])


def report_chi_squared(values: int) -> None:
    """Counts of every outcome against its exact probability; z by Wilson and Hilferty 1931, |z| < 3 is unsuspicious."""
    print(f"\n| method, 2 of {len(SMALL_POOL)}, {values:,} public values | outcomes | χ² | z |\n|---|---:|---:|---:|")
    for method in Method:
        chances = outcomes(lambda below, method=method: positions(method, below))
        counts: Counter[tuple[int, ...]] = Counter()
        for value in range(values):
            seed = seed_of([b"benchmark", value.to_bytes(8, "big")], HashName.SHA256)
            counts[positions(method, Stream(seed, "objects", HashName.SHA256).below)] += 1
        chi = sum((counts[result] - values * chance) ** 2 / (values * chance) for result, chance in chances.items())
        freedom = 2 / (9 * (len(chances) - 1))
        z = ((float(chi) / (len(chances) - 1)) ** (1 / 3) - (1 - freedom)) / freedom**0.5
        print(f"| {method.value} | {len(chances)} | {float(chi):.1f} | {z:+.2f} |")


def positions(method: Method, below: Below) -> tuple[int, ...]:
    return tuple(taken.position for taken in select(SMALL_POOL, 2, method, below))


if __name__ == "__main__":
    main()
