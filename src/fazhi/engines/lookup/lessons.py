"""
What was learned from questions whose articles are known, as rows of text; and the synonyms written by hand.

`questions.csv`  a question a row: the articles that answer it, the features of its words, those of its answer
`articles.csv`   the articles cited, by title, number and suffix, with a signature of the text that was meant
`bridge.csv`     a question's word, and the words of answers and articles that go with it
`network.csv`    how evidence is weighed: a kind of evidence a row, and below them what belongs to the hidden units
`lay.csv`        a layman's word and the law's words for it
`paraphrases.csv`   an article with the words in which people ask for what it decides
No question stands there as it was asked, only the words and pairs of signs it has, sorted.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import numpy as np

from fazhi.engines.lookup.errors import LessonsInvalid
from fazhi.engines.lookup.network import KINDS, Network

Key = tuple[str, int | None, int]
"""Title, number and suffix of an article."""
Signature = tuple[int, ...]
Bag = Mapping[str, int]
"""Weights of features, in thousandths."""

_SEEDS = np.array([1, 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xB5297A4D, 0x68E31DA5], np.uint64)
_SAME = 3
"""Of the eight values of two signatures, so many agree if the texts have some three tenths of their signs in common."""
_BEGUN = 16
"""Signs of a beginning; few articles of one text begin alike so far."""
_DATA = Path(str(resources.files("fazhi.engines.lookup"))) / "data"
_NETWORK = "network.csv"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Question:
    """
    articles  places in `Lessons.articles` of those that answer it
    own       features of the question, each once
    answer    features of question, keywords and answer, weighted
    """

    articles: tuple[int, ...]
    own: tuple[str, ...]
    answer: Bag


@dataclass(frozen=True)
class Lessons:
    """
    articles   that questions cite, with the signature of the text meant
    questions  see Question
    bridge     by a question's word, words of the law and the chance of each, in ten thousandths
    network    that weighs the evidence, None where nothing is learned yet
    lay        laymen's words and what the law says instead, each some words
    paraphrases  of articles, with the beginning of the text meant: words in which people ask for what it decides
    """

    articles: Sequence[tuple[Key, Signature]] = ()
    questions: Sequence[Question] = ()
    bridge: Mapping[str, Bag] = field(default_factory=dict)
    network: Network | None = None
    lay: Sequence[tuple[str, tuple[str, ...]]] = ()
    paraphrases: Sequence[tuple[Key, int, str]] = ()


def signature(text: str) -> Signature:
    """Eight numbers by which a text that was little changed is known again (MinHash of three signs in a row)."""
    bare = _SPACE.sub("", text)
    grams = {bare[place : place + 3] for place in range(max(1, len(bare) - 2))}
    hashes = np.array([zlib.crc32(gram.encode()) for gram in grams], np.uint64)
    mixed = (hashes[:, None] * _SEEDS + (_SEEDS >> np.uint64(3))) & np.uint64(0xFFFFFFFF)
    return tuple(int(value) for value in (mixed ^ (mixed >> np.uint64(15))).min(axis=0))


def beginning(text: str) -> int:
    """A number by which a text is known again as long as its first signs stay; quicker than `signature`."""
    return zlib.crc32(_SPACE.sub("", text[: 2 * _BEGUN])[:_BEGUN].encode())


def is_same(one: Signature, other: Signature) -> bool:
    """Whether two signatures are of the same text, give or take an amendment."""
    return agreement(one, other) >= _SAME


def agreement(one: Signature, other: Signature) -> int:
    """How many of their values agree."""
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True))


def shipped() -> Lessons:
    """The lessons that come with the engine. Raises LessonsInvalid."""
    return read(_DATA)


def read(folder: Path) -> Lessons:
    """Lessons from a folder. Raises LessonsInvalid, which names the file."""
    articles = [(_key(row), _signed(row[3])) for row in _rows(folder / "articles.csv", 4)]
    questions = [
        Question(tuple(int(place) for place in cited.split()), tuple(own.split()), _bag(answer, folder))
        for cited, own, answer in _rows(folder / "questions.csv", 3)
    ]
    bridge = {word: _bag(targets, folder) for word, targets in _rows(folder / "bridge.csv", 2)}
    return Lessons(articles, questions, bridge, _network(folder), _synonyms(folder), _paraphrases(folder))


def synonyms() -> list[tuple[str, tuple[str, ...]]]:
    """The synonyms that come with the engine. Raises LessonsInvalid."""
    return _synonyms(_DATA)


def paraphrases() -> list[tuple[Key, int, str]]:
    """The words in which people ask for articles, as they come with the engine. Raises LessonsInvalid."""
    return _paraphrases(_DATA)


def write(folder: Path, lessons: Lessons) -> None:
    """Write all but synonyms and paraphrases, which people write, into a folder that exists."""
    _write(
        folder / "articles.csv",
        ("title", "number", "suffix", "signature"),
        (
            (title, "" if number is None else number, suffix, " ".join(f"{value:08x}" for value in signed))
            for (title, number, suffix), signed in lessons.articles
        ),
    )
    _write(
        folder / "questions.csv",
        ("articles", "own", "answer"),
        (
            (" ".join(map(str, each.articles)), " ".join(sorted(each.own)), _bag_text(each.answer))
            for each in lessons.questions
        ),
    )
    _write(
        folder / "bridge.csv",
        ("word", "targets"),
        ((word, _bag_text(targets)) for word, targets in sorted(lessons.bridge.items())),
    )
    if lessons.network:
        _write(folder / _NETWORK, *_network_rows(lessons.network))


def _rows(path: Path, width: int) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
    except (OSError, ValueError) as error:
        raise LessonsInvalid(path.name, str(error)) from error
    for number, row in enumerate(rows, start=2):
        if len(row) != width:
            raise LessonsInvalid(f"{path.name} line {number}", f"{len(row)} columns, not {width}")
    return rows


def _network(folder: Path) -> Network | None:
    """In columns: kind of evidence, middle, scale, direct, then the hidden units."""
    if not (folder / _NETWORK).exists():
        return None
    with (folder / _NETWORK).open(encoding="utf-8") as file:
        width = file.readline().count(",") + 1
    *rows, thresholds, outputs = _rows(folder / _NETWORK, width)
    if tuple(row[0] for row in rows) != KINDS:
        raise LessonsInvalid(_NETWORK, "its kinds of evidence are not those of the engine")
    try:
        told = np.array([row[1:] for row in rows], np.float32)
        units = [np.array(row[4:], np.float32) for row in (thresholds, outputs)]
    except ValueError as error:
        raise LessonsInvalid(_NETWORK, str(error)) from error
    return Network(told[:, 0], told[:, 1], told[:, 2], np.ascontiguousarray(told[:, 3:]), *units)


def _network_rows(network: Network) -> tuple[Sequence[str], list[list[str]]]:
    columns = np.column_stack([network.middles, network.scales, network.direct, network.hidden])
    rows = [[kind, *(f"{value:.6g}" for value in row)] for kind, row in zip(KINDS, columns, strict=True)]
    rows += [
        [name, "", "", "", *(f"{value:.6g}" for value in values)]
        for name, values in (("threshold", network.thresholds), ("output", network.outputs))
    ]
    units = [f"unit {number}" for number in range(1, len(network.outputs) + 1)]
    return ("evidence", "middle", "scale", "direct", *units), rows


def _synonyms(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(word, tuple(law.split())) for word, law in _rows(folder / "lay.csv", 2)]


def _paraphrases(folder: Path) -> list[tuple[Key, int, str]]:
    return [(_key(row), int(row[3], 16), row[4]) for row in _rows(folder / "paraphrases.csv", 5)]


def _key(row: Sequence[str]) -> Key:
    title, number, suffix = row[:3]
    return title, int(number) if number else None, int(suffix)


def _signed(text: str) -> Signature:
    return tuple(int(value, 16) for value in text.split())


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _bag(text: str, folder: Path) -> Bag:
    try:
        return {name: int(weight) for name, _, weight in (each.rpartition(":") for each in text.split())}
    except ValueError as error:
        raise LessonsInvalid(folder.name, str(error)) from error


def _bag_text(bag: Bag) -> str:
    return " ".join(f"{name}:{weight}" for name, weight in sorted(bag.items()))
