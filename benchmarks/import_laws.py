"""
The loader of the law library beside a plain loop that creates each row by the ORM, on a slice of the same corpus, and
the whole corpus alone, in one run.

    python benchmarks/import_laws.py CORPUS [--slice 5000]

CORPUS is a corpus folder (`*.jsonl.zst` with index.jsonl and repeals.jsonl). SQLite in a temporary folder, or an empty
database named by DATABASE_URL. Prints a Markdown table; MB are millions of bytes of the articles' text in UTF-8. Times
are of the process alone (CPU) and by the wall; other load of the machine shows in the difference.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

CITATIONS = 1000
RUNS = 5
Timed = tuple[float, float]
"""Seconds by the wall and of the processor."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="corpus folder")
    parser.add_argument("--slice", type=int, default=5000, help="articles that the plain loop writes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FAZHI_DATA"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from fazhi.kernel.audit.services import create_key

        create_key()
        report(arguments.corpus, arguments.slice)


def report(corpus: Path, size: int) -> None:
    """Print what was measured."""
    from django.db import connection

    from fazhi.kernel.law import services

    at = datetime(2026, 11, 22, tzinfo=UTC)
    documents = _slice(corpus, size)
    sliced = sum(len(document.articles) for document in documents)
    plain, ours = _in_turn(documents)
    loaded, whole = _timed(lambda: services.load(corpus, at=at))
    _, again = _timed(lambda: services.load(corpus, at=at))
    megabytes = _text_bytes() / 1e6
    resolved = _resolution()

    print(f"{connection.vendor}\n\n| | wall s | CPU s | |\n|---|---:|---:|---|")
    print(f"| plain loop, {sliced:,} articles | {plain[0]:.2f} | {plain[1]:.2f} | |")
    print(f"| loader, the same | {ours[0]:.2f} | {ours[1]:.2f} | × {plain[0] / ours[0]:.1f} |")
    speed = megabytes / whole[0] * 60
    print(f"| whole corpus, {loaded.articles:,} articles | {whole[0]:.2f} | {whole[1]:.2f} | {speed:.0f} MB/min |")
    print(f"| the same again | {again[0]:.2f} | {again[1]:.2f} | |")
    print(f"| {CITATIONS:,} citations resolved | {resolved:.3f} | | median of {RUNS} |")


def _timed(act: Callable[[], Any]) -> tuple[Any, Timed]:
    wall, processor = time.perf_counter(), time.process_time()
    result = act()
    return result, (time.perf_counter() - wall, time.process_time() - processor)


def _slice(corpus: Path, size: int) -> list[Any]:
    """The first documents of the corpus, with at least `size` articles in all."""
    from fazhi.kernel.law.snapshot import Snapshot

    documents: list[Any] = []
    for _, document in Snapshot(corpus / "administrative.jsonl.zst", {}).documents():
        documents.append(document)
        if sum(len(each.articles) for each in documents) >= size:
            break
    return documents


def _in_turn(documents: list[Any]) -> tuple[Timed, Timed]:
    """Both writers on the same documents, each rolled back."""
    from django.db import transaction

    found = []
    for write in (_plain, _ours):
        with transaction.atomic():
            found.append(_timed(lambda write=write: write(documents))[1])  # type: ignore[misc]
            transaction.set_rollback(True)
    return found[0], found[1]


def _corpus(name: str) -> Any:
    from fazhi.kernel.law.models import Corpus

    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Corpus.objects.create(name=name, state_date=at.date(), loaded_at=at)


def _plain(documents: list[Any]) -> None:
    """What one writes first: a row at a time."""
    from fazhi.kernel.law.models import ArticleText, Event, Statute, Version

    corpus = _corpus("plain")
    for document in documents:
        told = {name: getattr(document, name) for name in ("level", "kind", "issuing_body", "branch", "region")}
        statute, _ = Statute.objects.get_or_create(
            title=document.title, defaults={"short_title": document.title, **told}
        )
        names = ("version_date", "effective_date", "original_effective_date", "status", "preamble", "appendix")
        told = {name: getattr(document, name) for name in names}
        version = Version.objects.create(statute=statute, corpus=corpus, **told)
        for position, row in enumerate(document.articles, start=1):
            fields = {name: getattr(row, name) for name in row.__slots__}
            ArticleText.objects.create(version=version, position=position, **fields)
        for position, row in enumerate(document.history, start=1):
            fields = {name: getattr(row, name) for name in row.__slots__}
            Event.objects.create(version=version, position=position, **fields)


def _ours(documents: list[Any]) -> None:
    from fazhi.kernel.law.keeping import Dated, keep

    corpus = _corpus("ours")
    keep([Dated(document, corpus.state_date) for document in documents], corpus)


def _text_bytes() -> int:
    from fazhi.kernel.law.models import ArticleText

    return sum(len(text.encode()) for text in ArticleText.objects.values_list("text", flat=True).iterator())


def _resolution() -> float:
    """Seconds for resolving citations of articles spread over the whole library."""
    from fazhi.engines.citation import Article
    from fazhi.kernel.law.models import ArticleText
    from fazhi.kernel.law.queries import resolve_all

    rows = ArticleText.objects.filter(number__gt=0, is_item=False)
    step = max(1, rows.count() // CITATIONS)
    named = rows.order_by("id").values_list("version__statute__short_title", "number", "suffix").iterator()
    citations = [
        Article(title, number or 1, suffix=suffix)
        for title, number, suffix in islice(islice(named, 0, None, step), CITATIONS)
    ]
    return statistics.median(_timed(lambda: resolve_all(citations))[1][0] for _ in range(RUNS))


if __name__ == "__main__":
    main()
