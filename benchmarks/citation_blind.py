"""
Citations in prose, measured on what was written without the finder: sentences annotated by reading, errors made by hand.

    python benchmarks/citation_blind.py DATA [--more FOLDER]

DATA is a data folder after `fazhi setup` and `fazhi laws import CORPUS`. Three tables: sentences of the corpus, each on the
day of its text (FOLDER holds further files of the same form that may not be published here); errors as people make them;
and, as a look at false alarms, every citation of the library's texts since 2010, on the day of the text that makes it.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from citation import Tally

ON = date(2026, 11, 23)
TESTS = Path(__file__).parents[1] / "src/fazhi/engines/citation/tests/data"
SINCE = date(2010, 1, 1)
BRACKETS = str.maketrans("〈〉<>", "《》《》")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="data folder with the library read in")
    parser.add_argument("--more", type=Path, help="folder with further annotated files")
    arguments = parser.parse_args()
    os.environ["FAZHI_DATA"] = str(arguments.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    from fazhi.kernel.law.catalogue import catalogue

    library = catalogue()
    sentences(library, sorted(TESTS.glob("blind*.jsonl")) + sorted((arguments.more or TESTS).glob("private*.jsonl")))
    errors(library)
    alarms(library)


def sentences(library: Any, paths: list[Path]) -> None:
    from fazhi.engines.citation.prose import Sort, find_citations

    print(
        "\n| file | sentences | mentions | instrument P / R / F1 | places | place P / R / F1 |\n|---|---:|---:|---|---:|---|"
    )
    for path in paths:
        rows = rows_of(path)
        mentions, places = Tally(), Tally()
        for row in rows:
            optional = {each["start"] for each in row["citations"] if each["kind"] == "optional"}
            gold = [each for each in row["citations"] if each["kind"] == "instrument"]
            on = date.fromisoformat(row["date"]) if row.get("date") else ON
            found = find_citations(row["text"], library, on=on, host=row.get("host"), aliases=row.get("aliases"))
            ours = [each for each in found if each.sort is Sort.INSTRUMENT and each.start not in optional]
            told = [
                (
                    each.start,
                    _plain(each.title),
                    [(ref.article, ref.suffix, ref.paragraph, ref.item) for ref in each.refs],
                )
                for each in ours
            ]
            meant = [(each["start"], _plain(each["title"]), [tuple(ref) for ref in each["refs"]]) for each in gold]
            mentions.add((each[:2] for each in meant), (each[:2] for each in told))
            places.add(_places(meant), _places(told))
        print(f"| {path.stem} | {len(rows)} | {mentions.gold} | {mentions} | {places.gold} | {places} |")


def errors(library: Any) -> None:
    """The share found, and found under a name that fits."""
    from fazhi.engines.citation.prose import find_citations

    print("\n| set, error | cases | found | under its own name |\n|---|---:|---:|---:|")
    cases, found, named = Counter[str](), Counter[str](), Counter[str]()
    for row in rows_of(TESTS / "errors.jsonl"):
        problems = {each.problem.value for each in find_citations(row["text"], library, on=ON) if each.problem}
        for key in (f"{row['set']}: {row['kind']}", f"{row['set']}: all"):
            cases[key] += 1
            found[key] += bool(problems)
            named[key] += bool(problems & set(row["names"]))
    for key, count in cases.items():
        print(f"| {key} | {count} | {found[key] / count:.3f} | {named[key] / count:.3f} |")


def alarms(library: Any) -> None:
    from fazhi.engines.citation import article_label
    from fazhi.engines.citation.prose import Sort, find_citations

    told, count = Counter[str](), 0
    for each in library.instruments:
        for version in each.versions:
            day = version.force or version.passed
            if day is None or not SINCE <= day <= ON:
                continue
            numbers = [number for number in library.texts.numbers(version.key) if number[0]]
            text = "\n".join(f"{article_label(*at)}　{library.texts.article(version.key, *at)}" for at in numbers)
            for citation in find_citations(text, library, on=day, host=each.title):
                count += citation.sort is Sort.INSTRUMENT
                if citation.problem:
                    told[citation.problem.value] += 1
    print(f"\n{count} citations of the library since {SINCE.year}: {dict(told)}")


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _plain(title: str | None) -> str:
    """A title whose inner brackets and blanks don't count."""
    return "".join(sign for sign in (title or "").translate(BRACKETS) if sign not in "《》“” ")


def _places(cited: list[Any]) -> Iterator[tuple[Any, ...]]:
    return ((title, *ref) for _, title, refs in cited for ref in refs)


if __name__ == "__main__":
    main()
