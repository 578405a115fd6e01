"""
A library of law in one file, to be opened in a moment by many processes: an index in JSON, and the articles behind it.

Layout: the mark, the length of the index (8 bytes), the index, the articles' places and numbers, their text (UTF-8). The
index is read at once; an article is taken from the mapped file when it is asked for.
"""

import json
import mmap
import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.engines.citation.prose import Catalogue, Instrument, Rank, Repeal, Version

MARK = b"fazhi-law-1\n\0\0\0\0"
_LENGTH = 8
Row = tuple[int, int, int, str]
"""Version, number, suffix, text."""


@dataclass(frozen=True)
class MappedTexts:
    """
    Articles in a mapped file.

    rows    by version: the first of its rows and how many it has
    places  of each row's text, and the end of the last
    labels  of each row: article × 1000 + suffix
    """

    rows: dict[int, tuple[int, int]]
    places: "array[int]"
    labels: "array[int]"
    text: memoryview
    _known: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)

    def article(self, version: int, number: int, suffix: int) -> str | None:
        """The text of an article; of a text that repeats a number, the first."""
        row = self._by_number(version).get((number, suffix))
        return None if row is None else str(self.text[self.places[row] : self.places[row + 1]], "utf-8")

    def numbers(self, version: int) -> Sequence[tuple[int, int]]:
        return tuple(self._by_number(version))

    def _by_number(self, version: int) -> dict[tuple[int, int], int]:
        known = self._known.get(version)
        if known is None:
            first, count = self.rows.get(version, (0, 0))
            known = {}
            for row in range(first, first + count):
                known.setdefault(divmod(self.labels[row], 1000), row)
            self._known[version] = known
        return known


def write(path: Path, instruments: Sequence[Instrument], aliases: dict[str, int], rows: Iterable[Row]) -> None:
    """Write a library; whoever has the old file open keeps it. `rows` come version by version."""
    places, numbers = array("q", [0]), array("i")
    spans: dict[int, tuple[int, int]] = {}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path.parent) as text:
        for version, number, suffix, words in rows:
            first, count = spans.get(version, (len(numbers), 0))
            spans[version] = (first, count + 1)
            numbers.append(number * 1000 + suffix)
            places.append(places[-1] + text.write(words.encode()))
        index = json.dumps(
            {
                "instruments": [_told(each) for each in instruments],
                "aliases": aliases,
                "spans": [[version, *span] for version, span in spans.items()],
                "rows": len(numbers),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        index += b" " * (-len(index) % _LENGTH)
        text.seek(0)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(MARK + len(index).to_bytes(_LENGTH, "big") + index + places.tobytes() + numbers.tobytes())
            while chunk := text.read(1 << 20):
                file.write(chunk)
        os.replace(file.name, path)


def read(path: Path) -> Catalogue:
    """Open a library. Raises OSError if there is no file, ValueError if it isn't one of these."""
    start = len(MARK) + _LENGTH
    with path.open("rb") as file:
        head = file.read(start)
        if not head.startswith(MARK):
            raise ValueError(f"{path} is no library of law")
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    place = start + int.from_bytes(head[len(MARK) :], "big")
    index = json.loads(bytes(view[start:place]))
    count = index["rows"]
    places, numbers = array("q"), array("i")
    for values, length in ((places, count + 1), (numbers, count)):
        size = length * values.itemsize
        values.frombytes(view[place : place + size])
        place += size
    spans = {version: (first, rows) for version, first, rows in index["spans"]}
    texts = MappedTexts(spans, places, numbers, view[place:])
    return Catalogue(tuple(map(_instrument, index["instruments"])), texts, index["aliases"])


def _told(instrument: Instrument) -> list[Any]:
    return [
        instrument.title,
        instrument.rank.value,
        _day(instrument.first),
        sorted(instrument.years),
        _repeal_told(instrument.repeal),
        [
            [
                each.key,
                *map(_day, (each.passed, each.force, each.changed, each.expired)),
                each.pending,
                _repeal_told(each.repeal),
            ]
            for each in instrument.versions
        ],
    ]


def _instrument(told: list[Any]) -> Instrument:
    title, rank, first, years, repeal, versions = told
    return Instrument(
        title, Rank(rank), tuple(_versions(versions)), _read_day(first), frozenset(years), _repeal(repeal)
    )


def _versions(told: list[list[Any]]) -> Iterator[Version]:
    for key, passed, force, changed, expired, pending, repeal in told:
        yield Version(
            key,
            _read_day(passed),
            _read_day(force),
            changed=_read_day(changed),
            repeal=_repeal(repeal),
            expired=_read_day(expired),
            pending=pending,
        )


def _repeal_told(repeal: Repeal | None) -> list[Any] | None:
    return [repeal.by_title, repeal.place, _day(repeal.since), repeal.sentence] if repeal else None


def _repeal(told: list[Any] | None) -> Repeal | None:
    return Repeal(told[0], told[1], _read_day(told[2]), told[3]) if told else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
