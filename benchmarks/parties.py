"""
Looking parties up while somebody types, at half a million parties, beside `LIKE '%…%'` on the same table.

    python benchmarks/parties.py [--parties N] [--data DIR]

Makes N synthetic parties in a fresh database (SQLite in DIR, or the one that DATABASE_URL names, which must be empty),
spread over a bureau, six districts and sixty committees each, and asks as the bureau, a district and a committee. Prints the
median and the slowest of the runs in milliseconds as a Markdown table, with the processor time of this process (all of it on
SQLite, the asking half on PostgreSQL), and the time that deriving the columns took.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

RUNS = 15
ON = date(2024, 6, 3)
DISTRICTS, COMMITTEES = 6, 60
TEXTS = ("陈", "陈小", "林", "曾", "郦", "li", "chen", "chenx", "cx", "zxm", "l", "0001", "13800001234", "zxxx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parties", type=int, default=500_000)
    parser.add_argument("--data", type=Path, help="an empty data folder; a temporary one without it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FAZHI_DATA"] = str(arguments.data or scratch)
        Path(os.environ["FAZHI_DATA"]).mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, skip_checks=True)
        posts = filled(arguments.parties)
        print(table(measured(posts)))


def filled(count: int) -> dict[str, Any]:
    """Fill the database; returns the asking posts by the width of their scope."""
    from django.db import connection, transaction

    from fazhi.kernel.exchange import bulk
    from fazhi.kernel.parties import frames, keys
    from fazhi.kernel.parties.models import Party

    offices, posts = _city()
    frame = _people(count, offices)
    start = time.perf_counter()
    frame = frames.derived(frame, keys.read_key())
    print(f"derived {count:,} parties in {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    with transaction.atomic():
        bulk.insert(Party, frame)
    print(f"inserted them in {time.perf_counter() - start:.2f} s\n")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does after an import
    return posts


def _city() -> tuple[list[int], dict[str, Any]]:
    from fazhi.kernel.organisations.models import Office, Official, Post
    from fazhi.kernel.organisations.services import rebuild_bounds

    def office(code: str, kind: str, parent: Any = None) -> Any:
        made = Office(code=code, name=code, kind=kind, parent=parent)
        made.save()
        return made

    bureau = office("XM", "bureau")
    districts = [office(f"XM-{number}", "district_bureau", bureau) for number in range(DISTRICTS)]
    committees = [
        office(f"{district.code}-{number:02}", "town_committee", district)
        for district in districts
        for number in range(COMMITTEES)
    ]
    rebuild_bounds()
    official = Official(code="E1", name="王一")
    official.save()
    posts = {}
    for width, place in (("bureau", bureau), ("district", districts[0]), ("committee", committees[0])):
        place.refresh_from_db(from_queryset=Office.objects.system("the asking posts of a benchmark"))
        posts[width] = Post(official=official, office=place, role="clerk", from_date=ON)
    return [committee.pk for committee in committees], posts


def _people(count: int, offices: list[int]) -> Any:
    """Persons with surnames as common as in southern Fujian; nothing is drawn, so that every run has the same."""
    import polars as pl

    surnames = (
        "陈" * 11 + "林" * 9 + "黄" * 6 + "张" * 5 + "吴" * 5 + "李" * 5 + "王" * 5 + "郑" * 3 + "蔡" * 3 + "刘" * 3
    )
    surnames += "杨许郭叶苏庄洪谢赖曾邱周徐朱卢廖梁罗单仇解欧马何高胡柯施颜江"
    given = "小明建国志强丽华秀英文辉雅婷俊杰晓东伟玲海燕永福金水木生火土春夏秋冬子轩梓涵宇航诗琪嘉怡思源"
    mixed = pl.int_range(count, eager=True, dtype=pl.UInt64).hash(seed=7)

    def at(letters: str, divisor: int) -> pl.Series:
        return pl.Series(list(letters)).gather((mixed // divisor) % len(letters))

    frame = pl.DataFrame(
        {
            "number": pl.int_range(count, eager=True),
            "name": at(surnames, 1) + at(given, 1_000) + at(given, 100_000),
            "office_id": pl.Series(offices).gather((mixed // 7) % len(offices)),
            "digits": (mixed // 13) % 100_000_000,
        }
    )
    text = pl.col("digits").cast(pl.String).str.zfill(8)
    return frame.select(
        pl.lit("mediation.people").alias("procedure"),
        pl.format("00000000-0000-7000-8000-{}", pl.col("number").cast(pl.String).str.zfill(12)).alias("matter_id"),
        "office_id",
        pl.lit(1).alias("position"),
        "name",
        pl.lit("passport").alias("document_type"),
        pl.concat_str(pl.lit("E"), text).alias("document_number"),
        pl.concat_str(pl.lit("138"), text.str.reverse()).alias("phone"),
    )


def measured(posts: dict[str, Any]) -> dict[tuple[str, str], tuple[list[float], float, list[float]]]:
    """(scope, text) → milliseconds of `lookup`, its processor time, and milliseconds of `LIKE` in the same scope."""
    from fazhi.kernel.parties import queries

    times: dict[tuple[str, str], tuple[list[float], float, list[float]]] = {}
    for width, post in posts.items():
        for text in TEXTS:
            start = time.process_time()
            ours = _timed(lambda text=text, post=post: queries.lookup(text, post, on=ON), RUNS)
            processor = (time.process_time() - start) * 1000 / (RUNS + 1)
            like = _timed(lambda text=text, post=post: _like(text, post), 3)
            times[width, text] = (ours, processor, like)
    return times


def _like(text: str, post: Any) -> list[Any]:
    """What one writes first: the text anywhere in name, spelling, telephone or document, in the post's offices."""
    from django.db.models import Q

    from fazhi.kernel.parties.models import Party

    anywhere = Q(name__contains=text) | Q(name_pinyin__contains=text)
    anywhere |= Q(name_initials__contains=text) | Q(phone__contains=text) | Q(document_number__contains=text)
    return list(Party.objects.visible_to(post).filter(anywhere).order_by("name_pinyin")[:8])


def _timed(job: Callable[[], Any], runs: int) -> list[float]:
    job()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return times


def table(times: dict[tuple[str, str], tuple[list[float], float, list[float]]]) -> str:
    lines = [
        "| scope | typed | lookup, median ms | slowest ms | processor ms | `LIKE '%…%'`, median ms |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for (width, text), (ours, processor, like) in times.items():
        cells = (statistics.median(ours), max(ours), processor, statistics.median(like))
        lines.append(f"| {width} | {text} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
