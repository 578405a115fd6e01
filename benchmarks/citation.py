"""
Citations in prose: the finder beside one regular expression and, where it is installed, china-law-mcp's checker.

    python benchmarks/citation.py DATA [--runs 3] [--peer PYTHON]

DATA is a data folder after `fazhi setup` and `fazhi laws import CORPUS`. Three tables: finding and resolving on the
annotated sentences of the engine's tests (development and held-out part apart), errors seeded into sentences and
articles of the library by a fixed seed with the alarms on the same sentences unharmed, and speed on 98 texts.
"""

import argparse
import json
import os
import random  # noqa: TID251  with a fixed seed
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ON = date(2026, 11, 22)
SENTENCES = Path(__file__).parents[1] / "src/fazhi/engines/citation/tests/data/sentences.jsonl"
PLAIN = re.compile(r"《([^《》]{2,60})》(?:第([零一二三四五六七八九十百千]+)条)?")
PEER = (
    "import json, sys; from china_law_mcp.server import check_citations_in_text as check;"
    "print(json.dumps([check(text) for text in json.load(sys.stdin)]))"
)
Cited = tuple[str, tuple[tuple[Any, ...], ...]]
Finder = Callable[[str, str | None], list[Cited]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="data folder with the library read in")
    parser.add_argument("--peer", type=Path, help="a Python that has china-law-mcp with all it needs")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    os.environ["FAZHI_DATA"] = str(arguments.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    from fazhi.kernel.law.catalogue import catalogue

    library = catalogue()
    library.names  # noqa: B018  compiled before the clock starts
    finders = {"finder": finder(library), "one regular expression": plain(library)}
    cases = list(cases_of(library, random.Random(20261122)))
    peer = Peer(arguments.peer, library) if arguments.peer else None
    if peer:
        peer.ask([row["text"] for row in rows_of()] + [text for _, *both in cases for text in both])
        finders["china-law-mcp check_citations_in_text"] = peer.find
    found(finders)
    seeded(library, cases, peer)
    speed(library, arguments.runs)


def finder(library: Any) -> Finder:
    from fazhi.engines.citation.prose import Sort, find_citations

    def find(text: str, host: str | None) -> list[Cited]:
        return [
            (each.title or "", tuple((ref.article, ref.suffix, ref.paragraph, ref.item) for ref in each.refs))
            for each in find_citations(text, library, on=ON, host=host)
            if each.sort is not Sort.OTHER
        ]

    return find


def plain(library: Any) -> Finder:
    """《…》第N条, the title looked up with and without 中华人民共和国."""
    from fazhi.engines.citation import from_chinese

    titles = {each.title for each in library.instruments}

    def find(text: str, host: str | None) -> list[Cited]:
        cited = []
        for title, article in PLAIN.findall(text):
            full = title if title in titles else f"中华人民共和国{title}"
            if full in titles:
                cited.append((full, ((from_chinese(article), 0, None, None),) if article else ()))
        return cited

    return find


class Peer:
    """china-law-mcp's check_citations_in_text, in the Python that has it; `checked` are its answers by text."""

    def __init__(self, python: Path, library: Any) -> None:
        self._python, self._library = python, library
        self.checked: dict[str, Any] = {}

    def ask(self, texts: list[str]) -> None:
        answer = subprocess.run(
            [self._python, "-c", PEER], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        self.checked |= dict(zip(texts, json.loads(answer.stdout), strict=True))

    def find(self, text: str, host: str | None) -> list[Cited]:
        from fazhi.engines.citation import parse_article_number

        cited = []
        for each in self.checked[text]["details"]:
            place = self._library.names.find(each["law"])
            if place is not None:
                number, suffix = parse_article_number(each["citation"].rpartition("》")[2])
                cited.append((self._library.instruments[place].title, ((number, suffix, None, None),)))
        return cited


def rows_of() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def found(finders: dict[str, Finder]) -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    print(
        "\n| part | method | sentences | mentions | title P / R / F1 | place P / R / F1 |\n|---|---|---:|---:|---|---|"
    )
    for part in ("development", "held-out"):
        for name, find in finders.items():
            told = [row for row in rows if row["part"] == part]
            titles, places = Tally(), Tally()
            for row in told:
                gold = [(title, tuple(map(tuple, refs))) for _, _, title, refs in row["citations"]]
                ours = find(row["text"], row["host"])
                titles.add((title for title, _ in gold), (title for title, _ in ours))
                places.add(_tuples(gold), _tuples(ours))
                if name == "finder" and sorted(gold) != sorted(ours):
                    print(f"<!-- {row['id']} {sorted(set(gold) ^ set(ours))} -->")
            print(f"| {part} | {name} | {len(told)} | {titles.gold} | {titles} | {places} |")


def _tuples(cited: list[Cited]) -> Iterator[tuple[Any, ...]]:
    return ((title, *ref) for title, refs in cited for ref in refs)


class Tally:
    """Hits of what was found among what is there."""

    def __init__(self) -> None:
        self.gold = self.ours = self.hits = 0

    def add(self, gold: Iterator[Any], ours: Iterator[Any]) -> None:
        there, told = Counter(gold), Counter(ours)
        self.gold += there.total()
        self.ours += told.total()
        self.hits += (there & told).total()

    def __str__(self) -> str:
        precision, recall = self.hits / max(1, self.ours), self.hits / max(1, self.gold)
        mean = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{precision:.3f} / {recall:.3f} / {mean:.3f}"


def seeded(library: Any, cases: list[tuple[str, str, str]], peer: Peer | None) -> None:
    """Errors put into citations that are right, each kind's share found, and alarms on the unharmed ones."""
    from fazhi.engines.citation.prose import find_citations

    def problem(text: str) -> str | None:
        told = [each.problem.value for each in find_citations(text, library, on=ON) if each.problem]
        return told[0] if told else None

    print("\n| seeded error | cases | found | under its own name | found by the peer |\n|---|---:|---:|---:|---:|")
    kinds = dict.fromkeys(kind for kind, _, _ in cases)
    for kind in kinds:
        told = [(text, clean, problem(text)) for name, text, clean in cases if name == kind]
        hits, named = sum(each[2] is not None for each in told), sum(each[2] == kind for each in told)
        others = f"{_flagged(peer, [text for text, _, _ in told]):.3f}" if peer else ""
        print(f"| {kind} | {len(told)} | {hits / len(told):.3f} | {named / len(told):.3f} | {others} |")
        for text, _, got in [each for each in told if each[2] != kind][:4]:
            print(f"<!-- {got}: {text[:150]} -->")
    clean = dict.fromkeys(text for _, _, text in cases)
    alarms = [(text, got) for text in clean if (got := problem(text))]
    others = f"{_flagged(peer, list(clean)):.3f}" if peer else ""
    print(f"| none (the same, unharmed) | {len(clean)} | {len(alarms) / len(clean):.3f} | | {others} |")
    for text, got in alarms[:6]:
        print(f"<!-- alarm {got}: {text[:150]} -->")


def _flagged(peer: Peer, texts: list[str]) -> float:
    return sum(peer.checked[text]["invalid"] > 0 for text in texts) / len(texts)


def cases_of(library: Any, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """(kind of error, sentence with it, the same sentence without)."""
    from fazhi.engines.citation import article_label
    from fazhi.engines.citation.prose.standing import status_on, version_on

    held = [
        (each, version)
        for each in library.instruments
        if each.versions and each.rank.value in ("statute", "regulation", "interpretation")
        if (version := version_on(each, ON)) and status_on(each, version, ON) == "in_force"
        if library.texts.numbers(version.key)
    ]
    repealed = [
        each.title
        for each in library.instruments
        if not each.versions and each.repeal and each.title.endswith(("法", "条例"))
    ]
    for instrument, version in chance.sample(held, 160):
        title, numbers = instrument.title, library.texts.numbers(version.key)
        number, suffix = chance.choice(numbers)
        text = library.texts.article(version.key, number, suffix).split("\n")[0]
        right = f"根据《{title}》{article_label(number, suffix)}的规定办理。"
        wrong = article_label(max(numbers)[0] + chance.randint(1, 40))
        yield "article_not_found", f"根据《{title}》{wrong}的规定办理。", right
        yield "repealed", f"根据《{chance.choice(repealed)}》第三条的规定办理。", right
        if (mistyped := _mistyped(title, chance, library)) is not None:
            yield "title_not_found", f"根据《{mistyped}》{article_label(number, suffix)}的规定办理。", right
        quoted = f"《{title}》{article_label(number, suffix)}规定：“{text}”"
        if 12 <= len(text) <= 300 and (changed := _changed(text, chance)) != text:
            yield "quote_mismatch", quoted.replace(text, changed), quoted
    for instrument, version in held:
        for old in [
            each for each in instrument.versions if each != version and each.passed and each.passed < version.passed
        ]:
            yield from _stale(library, instrument, version, old, chance)


def _stale(
    library: Any, instrument: Any, version: Any, old: Any, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    from fazhi.engines.citation import article_label

    now = {library.texts.article(version.key, *each): each for each in library.texts.numbers(version.key)}
    title = instrument.title
    if old.passed.year != version.passed.year:
        right = f"依照《{title}》（{version.passed.year}年修正）第一条执行。"
        yield "superseded", f"依照《{title}》（{old.passed.year}年修正）第一条执行。", right
    moved = [
        (each, text)
        for each in library.texts.numbers(old.key)
        if 15 <= len(text := library.texts.article(old.key, *each)) <= 200 and now.get(text, each) != each
    ]
    if moved:
        number, text = chance.choice(moved)
        right = f"《{title}》{article_label(*now[text])}规定：“{text}”"
        yield "stale_number", f"《{title}》{article_label(*number)}规定：“{text}”", right


def _changed(text: str, chance: random.Random) -> str:
    """A sentence with one word of weight changed."""
    swaps = [
        ("应当", "可以"),
        ("可以", "应当"),
        ("不得", "可以"),
        ("三", "五"),
        ("二", "三"),
        ("以上", "以下"),
        ("和", "或者"),
        ("十", "二十"),
    ]
    possible = [(one, other) for one, other in swaps if one in text]
    if not possible:
        return text
    one, other = chance.choice(possible)
    return text.replace(one, other, 1)


def _mistyped(title: str, chance: random.Random, library: Any) -> str | None:
    """A title with a sign left out, or one changed."""
    first = 7 if title.startswith("中华人民共和国") else 2
    if len(title) < first + 4:
        return None
    place = chance.randrange(first, len(title) - 2)
    sign = chance.choice(["", chance.choice("管理监督保护安全发展促进")])
    mistyped = title[:place] + sign + title[place + 1 :]
    return mistyped if mistyped.count("《") == mistyped.count("》") and library.names.find(mistyped) is None else None


def speed(library: Any, runs: int) -> None:
    from fazhi.engines.citation import article_label
    from fazhi.engines.citation.prose import find_citations

    chance = random.Random(98)
    texts = []
    for each in chance.sample([each for each in library.instruments if each.versions], 98):
        key = each.versions[-1].key
        parts = (
            f"{article_label(*at)}　{library.texts.article(key, *at)}" for at in library.texts.numbers(key) if at[0]
        )
        texts.append((each.title, "\n".join(parts)))
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        count = sum(len(find_citations(text, library, on=ON, host=title)) for title, text in texts)
        seconds.append(time.process_time() - start)
    print(
        f"\n{size:.2f} MB, {count} citations, {min(seconds):.2f} to {max(seconds):.2f} s of the processor: {size / min(seconds):.1f} MB/s"
    )


if __name__ == "__main__":
    main()
