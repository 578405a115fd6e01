"""
The index of a library's articles: built once, kept in a folder as arrays, and mapped into memory when it is opened.

A feature is known by its hash, found by bisection, so that opening reads no vocabulary. The articles themselves are in
the index too, each a line of JSON.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.errors import IndexUnusable
from fazhi.engines.lookup.postings import Floats, Integers, Postings, bm25
from fazhi.engines.lookup.terms import INTERPRETATION, STATUTE, Article
from fazhi.engines.lookup.tokens import PAIR, features_of, hashes_of

FORM = 1
"""Of the files; an index of another form is built anew."""
_LONG = 150
"""Articles from which on a text is treated chapter by chapter."""
_NAMED = re.compile(r"《([^《》]{2,60})》")
_DONE = "done.json"
_EVERY = 2000

Progress = Callable[[int], None]
"""Told how many articles are done."""


@dataclass(frozen=True)
class Index:
    """
    vocabulary    hashes of the features, ascending; a feature's number is its place
    idf           of each, over text and headings
    is_pair       of each, whether it is two signs rather than a word
    whole         features of text and headings; `body` words of the text alone, `heading` pairs of the headings alone
    title_starts  first article of each text; `title_of` which text an article is in
    unit_starts   first article of each unit: a chapter of a long text, or a text; `unit_of` likewise
    traits        what of an article speaks for it, whatever is asked; the columns are named in `_traits`
    """

    folder: Path
    vocabulary: NDArray[np.uint64]
    idf: Floats
    is_pair: NDArray[np.bool_]
    whole: Postings
    body: Postings
    heading: Postings
    title_starts: Integers
    title_of: Integers
    unit_starts: Integers
    unit_of: Integers
    traits: Floats
    lines: NDArray[np.uint8]
    line_starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.title_of)

    def article(self, place: int) -> Article:
        """The article at a place, from 0."""
        line = self.lines[int(self.line_starts[place]) : int(self.line_starts[place + 1])].tobytes()
        return Article(*json.loads(line))

    def numbers(self, features: Sequence[str]) -> Integers:
        """The number of each feature, -1 for one that no article has."""
        if not features or not len(self.vocabulary):
            return np.full(len(features), -1, np.int32)
        hashes = hashes_of(features)
        found = np.minimum(np.searchsorted(self.vocabulary, hashes), len(self.vocabulary) - 1)
        return np.where(self.vocabulary[found] == hashes, found, -1).astype(np.int32)


def build(folder: Path, articles: Iterable[Article], progress: Progress | None = None) -> None:
    """
    Write the index of articles into a folder, which must exist.

    articles  text by text, each in its own order
    progress  called every few thousand articles
    """
    counting = _Counting()
    lines: list[bytes] = []
    for number, article in enumerate(articles, start=1):
        counting.add(article)
        lines.append(json.dumps(astuple(article), ensure_ascii=False).encode())
        if progress and number % _EVERY == 0:
            progress(number)
    arrays = counting.arrays()
    arrays["lines"] = np.frombuffer(b"".join(lines), np.uint8)
    arrays["line_starts"] = np.concatenate(([0], np.cumsum([len(line) for line in lines], dtype=np.int64)))
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    # The last to be written: a folder without it was cut off.
    (folder / _DONE).write_text(json.dumps({"form": FORM, "arrays": sorted(arrays)}), encoding="utf-8")


def open_index(folder: Path) -> Index:
    """
    The index in a folder, mapped into memory.

    Raises IndexUnusable if it isn't there, isn't whole or is of another form.
    """
    try:
        done = json.loads((folder / _DONE).read_text(encoding="utf-8"))
        if done["form"] != FORM:
            raise IndexUnusable(folder, f"form {done['form']}, not {FORM}")
        arrays: dict[str, Any] = {
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
            for name in done["arrays"]
        }
        postings: dict[str, Any] = {
            name: Postings(*(arrays.pop(f"{name}_{part}") for part in ("starts", "places", "weights")))
            for name in ("whole", "body", "heading")
        }
        return Index(folder=folder, **postings, **arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(folder, str(error)) from error


class _Counting:
    """Features counted, article by article."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.body: list[dict[int, int]] = []
        self.head: list[dict[int, int]] = []
        self._heads: dict[tuple[str, ...], dict[int, int]] = {}
        self.articles: list[Article] = []
        self.named: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        headings = (article.short, article.part, article.chapter, article.section)
        if headings not in self._heads:
            self._heads[headings] = self._count("。".join(headings))
        self.body.append(self._count(article.text))
        self.head.append(self._heads[headings])
        self.articles.append(article)
        self.named.update(_NAMED.findall(article.text))

    def _count(self, text: str) -> dict[int, int]:
        counted: dict[int, int] = {}
        for feature in features_of(text):
            number = self.numbers.setdefault(feature, len(self.numbers))
            counted[number] = counted.get(number, 0) + 1
        return counted

    def arrays(self) -> dict[str, NDArray[Any]]:
        hashes = hashes_of(self.numbers)
        order = np.argsort(hashes)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        is_pair = np.array([feature.startswith(PAIR) for feature in self.numbers], bool)[order]
        size, features = len(self.articles), len(hashes)
        body, head = _triples(self.body, rank), _triples(self.head, rank)
        whole = _summed(body, head, features)
        postings: dict[str, Postings] = {}
        # Words and pairs are weighed apart: each by the length of its own kind.
        words, _ = bm25(*_kind(whole, ~is_pair), size, features)
        pairs, _ = bm25(*_kind(whole, is_pair), size, features)
        postings["whole"] = _together(words, pairs)
        postings["body"], _ = bm25(*_kind(body, ~is_pair), size, features)
        postings["heading"], _ = bm25(*_kind(head, is_pair), size, features)
        counts = np.bincount(whole[1], minlength=features)
        idf = np.log(1 + (size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        titles = [article.title for article in self.articles]
        title_starts, title_of = _runs(titles)
        sizes = np.diff(np.append(title_starts, size))[title_of] if size else np.zeros(0, int)
        units = [
            (article.title, article.part, article.chapter) if count > _LONG else (article.title,)
            for article, count in zip(self.articles, sizes, strict=True)
        ]
        unit_starts, unit_of = _runs(units)
        arrays: dict[str, NDArray[Any]] = {
            "vocabulary": hashes[order],
            "idf": idf,
            "is_pair": is_pair,
            "title_starts": title_starts,
            "title_of": title_of,
            "unit_starts": unit_starts,
            "unit_of": unit_of,
            "traits": self._traits(sizes),
        }
        for name, made in postings.items():
            arrays |= {f"{name}_starts": made.starts, f"{name}_places": made.places, f"{name}_weights": made.weights}
        return arrays

    def _traits(self, sizes: NDArray[Any]) -> Floats:
        """Length, a purpose or closing clause, statute, interpretation, general part, liability, length and fame of the text."""
        rows = [
            (
                np.log(len(article.text) + 1),
                article.text.startswith("为") or "施行" in article.text[-8:],
                article.level == STATUTE,
                article.level == INTERPRETATION,
                "总则" in article.chapter or "一般规定" in article.chapter,
                "责任" in article.chapter or "罚则" in article.chapter,
                np.log(count),
                np.log1p(self.named[article.title] + self.named[article.short]),
            )
            for article, count in zip(self.articles, sizes, strict=True)
        ]
        return np.array(rows, np.float32).reshape(len(rows), 8)


_Triples = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]


def _triples(counted: list[dict[int, int]], rank: NDArray[np.int32]) -> _Triples:
    sizes = [len(each) for each in counted]
    rows = np.repeat(np.arange(len(counted), dtype=np.int32), sizes)
    total = int(sum(sizes))
    columns = np.fromiter((number for each in counted for number in each), np.int32, total)
    counts = np.fromiter((count for each in counted for count in each.values()), np.float32, total)
    return rows, rank[columns] if total else columns, counts


def _summed(one: _Triples, other: _Triples, features: int) -> _Triples:
    cells = np.concatenate([each[0].astype(np.int64) * max(features, 1) + each[1] for each in (one, other)])
    unique, where = np.unique(cells, return_inverse=True)
    counts = np.bincount(where, np.concatenate([one[2], other[2]]), minlength=len(unique))
    width = max(features, 1)
    return (unique // width).astype(np.int32), (unique % width).astype(np.int32), counts.astype(np.float32)


def _kind(triples: _Triples, wanted: NDArray[np.bool_]) -> _Triples:
    kept = wanted[triples[1]]
    return triples[0][kept], triples[1][kept], triples[2][kept]


def _together(one: Postings, other: Postings) -> Postings:
    """Of two that share no feature."""
    lengths = np.diff(one.starts) + np.diff(other.starts)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    places = np.empty(int(starts[-1]), np.int32)
    weights = np.empty(int(starts[-1]), np.float32)
    for each in (one, other):
        shift = np.repeat(starts[:-1] - each.starts[:-1], np.diff(each.starts))
        target = np.arange(len(each.places)) + shift
        places[target], weights[target] = each.places, each.weights
    return Postings(starts, places, weights)


def _runs(keys: Sequence[object]) -> tuple[Integers, Integers]:
    """Where each run of equal keys starts, and in which run each key is."""
    changes = [0] * bool(keys) + [int(one != other) for one, other in pairwise(keys)]
    run_of = np.cumsum(changes, dtype=np.int32)
    starts = [place for place in range(len(keys)) if place == 0 or changes[place]]
    return np.array(starts, np.int32), run_of.astype(np.int32)
