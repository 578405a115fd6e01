"""
The catalogue beside the same SQL written by hand, live on SQLite and frozen on DuckDB over Parquet, in one run.

    python benchmarks/figures.py [--data DIR] [--scale N]

DIR is a data folder with an imported year; without it the sample year is made in a temporary one. With N, frozen only,
over `fazhi sample frozen` of that scale. Prints medians of nine runs and ratios as a Markdown table.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

RUNS = 9
YEAR = 2024
PEOPLE, ADMINISTRATIVE, REFERRAL = (
    "mediation_people_register",
    "mediation_administrative_register",
    "mediation_referral_register",
)
_ACCEPTED = "accepted_date BETWEEN {low} AND {high}"
_SETTLED = "state = 'settled' AND effective_date BETWEEN {low} AND {high}"
BY_HAND = (
    f"SELECT SUM(CASE WHEN is_concluded = 1 OR is_on_the_spot = 1 THEN 1 ELSE 0 END), "
    f"SUM(CASE WHEN is_concluded = 1 OR is_on_the_spot = 1 THEN amount_fen END) "
    f"FROM {PEOPLE} WHERE concluded_date BETWEEN {{low}} AND {{high}}",
    f"SELECT COUNT(DISTINCT CASE WHEN {_ACCEPTED} THEN office END), COUNT(CASE WHEN {_ACCEPTED} THEN 1 END), "
    + ", ".join(
        f"COUNT(CASE WHEN {condition}{nature} THEN 1 END)"
        for condition in (_ACCEPTED, _SETTLED)
        for nature in ("", " AND nature = 'administrative'", " AND nature = 'civil'")
    )
    + f" FROM {ADMINISTRATIVE}",
    f"SELECT channel, COUNT(*) FROM {REFERRAL} WHERE signed_date BETWEEN {{low}} AND {{high}} GROUP BY channel",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="data folder with an imported year")
    parser.add_argument("--scale", help="scale of a frozen sample year")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = arguments.data or (Path(scratch) if arguments.scale else sample_year(Path(scratch)))
        os.environ["FAZHI_DATA"] = str(data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
        import django

        django.setup()
        report(measured(frozen_jobs(sample_frozen(data, arguments.scale)) if arguments.scale else jobs()))


def sample_year(data: Path) -> Path:
    """The sample year at scale 1, imported through the ordinary commands."""
    for words in (
        ["setup"],
        ["sample", "ledgers", "--year", str(YEAR), "--out", str(data / "ledgers")],
        ["ledger", "import", str(data / "ledgers")],
    ):
        subprocess.run([sys.executable, "-m", "fazhi", "--data", str(data), *words], check=True, capture_output=True)
    return data


def sample_frozen(data: Path, scale: str) -> Path:
    """The sample year's registers at this scale, as a frozen year has them."""
    words = ["sample", "frozen", "--year", str(YEAR), "--scale", scale, "--out", str(data / "frozen")]
    subprocess.run([sys.executable, "-m", "fazhi", "--data", str(data), *words], check=True, capture_output=True)
    return data / "frozen"


Jobs = dict[str, Callable[[], Any]]


def twelve_codes() -> list[str]:
    from fazhi.kernel.indicators import registry
    from fazhi.sample_city.published import published_values

    return [code for code in registry.catalogue().indicators if code in published_values()]


def jobs() -> Jobs:
    """Live over the records of the data folder, and frozen over a freeze of them."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from fazhi.engines.indicator import Period
    from fazhi.kernel.indicators import queries, services
    from fazhi.kernel.indicators.live import Live

    twelve = twelve_codes()
    folder = Path(settings.DATA_DIR) / "benchmark-frozen"
    frozen = services.freeze(YEAR, by="system", at=timezone.now(), folder=folder)

    def by_hand_live() -> None:
        with connection.cursor() as cursor:
            for query in BY_HAND:
                cursor.execute(query.format(low=f"'{YEAR}-01-01'", high=f"'{YEAR}-12-31'"))
                cursor.fetchall()

    return {
        "live, twelve figures": lambda: queries.figures(Period(YEAR), engine=Live(), codes=twelve),
        "live, the same by hand": by_hand_live,
        "live, whole catalogue": lambda: queries.figures(Period(YEAR), engine=Live()),
        **frozen_jobs(frozen.path),
    }


def frozen_jobs(folder: Path) -> Jobs:
    """DuckDB over the files of a frozen year, its start and the reading of the manifest included."""
    import duckdb

    from fazhi.engines.indicator import Period
    from fazhi.kernel.indicators import queries
    from fazhi.kernel.indicators.frozen import Frozen

    twelve = twelve_codes()

    def by_hand() -> None:
        with closing(duckdb.connect(":memory:")) as database:
            for name in (PEOPLE, ADMINISTRATIVE, REFERRAL):
                database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")
            for query in BY_HAND:
                database.execute(query.format(low=f"DATE '{YEAR}-01-01'", high=f"DATE '{YEAR}-12-31'")).fetchall()

    def with_frozen(codes: list[str] | None) -> None:
        with Frozen(folder) as engine:
            queries.figures(Period(YEAR), engine=engine, codes=codes)

    return {
        "frozen, twelve figures": lambda: with_frozen(twelve),
        "frozen, the same by hand": by_hand,
        "frozen, whole catalogue": lambda: with_frozen(None),
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


def report(found: dict[str, float]) -> None:
    print("| what | median, s | against the same SQL by hand |\n|---|---:|---:|")
    for name, seconds in found.items():
        hand = found[f"{name.partition(',')[0]}, the same by hand"]
        ratio = "" if name.endswith("catalogue") else f"{seconds / hand:.2f}×"
        print(f"| {name} | {seconds:.3f} | {ratio} |")


if __name__ == "__main__":
    main()
