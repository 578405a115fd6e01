"""
Old and new article numbers: alignment of whole versions beside the article most alike, on pairs found by reading.

    python benchmarks/alignment.py DATA

DATA is a data folder after `fazhi setup` and `fazhi laws import CORPUS`. The pairs stand in `data/article-numbers.tsv`: eight
articles of each of sixteen statutes that were revised, drawn by a fixed seed, each with the article of the new version that it
is by reading (0: none). The held-out part was read after the method stood.
"""

import argparse
import csv
import os
import re
import time
from collections import defaultdict
from pathlib import Path

from rapidfuzz import fuzz, process

PAIRS = Path(__file__).parent / "data/article-numbers.tsv"
_ALIKE = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="data folder with the library read in")
    os.environ["FAZHI_DATA"] = str(parser.parse_args().data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    from fazhi.engines.citation.alignment import align

    rows = defaultdict(list)
    with PAIRS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows[row["set"], row["title"], row["old"], row["new"]].append((int(row["article"]), int(row["is"])))
    for part in ("development", "held-out"):
        answers: dict[str, list[tuple[int, int]]] = {"alignment": [], "most alike": []}
        seconds = dict.fromkeys(answers, 0.0)
        for (name, title, *days), pairs in rows.items():
            if name != part:
                continue
            old, new = (texts(title, day) for day in days)
            started = time.process_time()
            found = {
                match.old: new[match.new][0] for match in align([text for _, text in old], [text for _, text in new])
            }
            seconds["alignment"] += time.process_time() - started
            started = time.process_time()
            for number, truth in pairs:
                place = next(place for place, (other, _) in enumerate(old) if other == number)
                best, likeness = most_alike(old[place][1], [text for _, text in new])
                answers["most alike"].append((truth, new[best][0] if likeness >= _ALIKE else 0))
                answers["alignment"].append((truth, found.get(place, 0)))
            seconds["most alike"] += time.process_time() - started
        for method, given in answers.items():
            told(part, method, given, seconds[method])


def most_alike(text: str, others: list[str]) -> tuple[int, float]:
    found = process.extractOne(plain(text), [plain(other) for other in others], scorer=fuzz.ratio)
    return found[2], found[1] / 100


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def texts(title: str, day: str) -> list[tuple[int, str]]:
    from fazhi.kernel.law.queries import articles_of, held_versions

    version = next(each for each in held_versions(title) if str(each.version_date) == day)
    return [(row.number or 0, row.text) for row in articles_of(version)]


def told(part: str, method: str, given: list[tuple[int, int]], seconds: float) -> None:
    right = sum(truth == answer for truth, answer in given if answer)
    answered, there = sum(bool(answer) for _, answer in given), sum(bool(truth) for truth, _ in given)
    print(
        f"{part:12} {method:11} {len(given)} articles, answered {answered}, right {right}:"
        f" P {right / answered:.3f} R {right / there:.3f}, {seconds:.2f} s"
    )


if __name__ == "__main__":
    main()
