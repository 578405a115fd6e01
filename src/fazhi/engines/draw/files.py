"""
The committed files 封存名录: UTF-8, LF after every line, no BOM, columns between tabs, rows in the order of their bytes.

objects.tsv     id, weight and, where the rule gives numbers by stratum, stratum: what is drawn from
compulsory.tsv  id, reason: what is inspected without being drawn
exclusions.tsv  id, reason: what is not drawn from
inspectors.tsv  id and, where any credential has one, first and last day of validity (empty: none)
recusals.tsv    object, inspector

Source: the protocol's step 1 (objects, inspectors, recusals); the rest stands in files of its own, so that the pool is
exactly objects.tsv and the citizen's script reads it.
"""

import hashlib
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from fazhi.engines.draw.errors import DrawError, Fault, MalformedDocument, QuotaMissing
from fazhi.engines.draw.reading import date_at, text_at
from fazhi.engines.draw.stream import hash_of
from fazhi.engines.draw.terms import HashName, Inspector, Pool, Rosters, Terms

OBJECTS, COMPULSORY, EXCLUSIONS = "objects.tsv", "compulsory.tsv", "exclusions.tsv"
INSPECTORS, RECUSALS = "inspectors.tsv", "recusals.tsv"
NAMES = (OBJECTS, COMPULSORY, EXCLUSIONS, INSPECTORS, RECUSALS)

Files = Mapping[str, str]


def write_files(rosters: Rosters) -> Files:
    """File name → text; the same rosters give the same bytes."""
    return {
        OBJECTS: _object_lines(rosters.pools),
        COMPULSORY: _lines(sorted(rosters.compulsory.items())),
        EXCLUSIONS: _lines(sorted(rosters.excluded.items())),
        INSPECTORS: _inspector_lines(rosters.inspectors),
        RECUSALS: _lines(rosters.recusals),
    }


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def _object_lines(pools: Sequence[Pool]) -> str:
    if [pool.stratum for pool in pools] == [None]:
        return "".join(f"{id}\t{weight}\n" for id, weight in zip(pools[0].ids, pools[0].weights, strict=True))
    rows = (
        (id, str(weight), pool.stratum or "")
        for pool in pools
        for id, weight in zip(pool.ids, pool.weights, strict=True)
    )
    return _lines(sorted(rows))


def _inspector_lines(inspectors: Sequence[Inspector]) -> str:
    if not any(inspector.valid_from or inspector.valid_to for inspector in inspectors):
        return _lines((inspector.id,) for inspector in inspectors)
    return _lines((one.id, _day(one.valid_from), _day(one.valid_to)) for one in inspectors)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def digests_of(files: Files, name: HashName) -> Mapping[str, Mapping[str, str]]:
    """File name → hash name → hex: SHA-256 always, and the rule's hash where it is another."""
    return {file: {code: _hex(text, code) for code in {HashName.SHA256, name}} for file, text in files.items()}


def _hex(text: str, name: HashName) -> str:
    data = text.encode()
    return hashlib.sha256(data).hexdigest() if name is HashName.SHA256 else hash_of(name)(data).hex()


def read_files(files: Files, terms: Terms) -> Rosters:
    """
    The rosters that the committed files hold.

    Raises MalformedDocument unless the files are exactly those that `write_files` gives for what they say.
    """
    try:
        found = Rosters(
            tuple(_pools(files[OBJECTS], terms)),
            dict(_pairs(files, COMPULSORY)),
            dict(_pairs(files, EXCLUSIONS)),
            tuple(_inspectors(files)),
            tuple(_pairs(files, RECUSALS)),
        )
    except DrawError:
        raise
    except (ValueError, IndexError) as error:
        raise MalformedDocument("files", Fault.NOT_CANONICAL, str(error)) from error
    _require_rewritten(files, found)
    return found


def _rows(files: Files, name: str, width: int) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(files[name].split("\n")[:-1], 1):
        row = tuple(line.split("\t"))
        if len(row) != width:
            raise MalformedDocument(f"files.{name} line {number}", Fault.NOT_CANONICAL, line)
        yield row


def _pairs(files: Files, name: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in _rows(files, name, 2))


def _pools(text: str, terms: Terms) -> Iterator[Pool]:
    draw = terms.rule.draw
    if isinstance(draw, int):
        ids, weights = _columns(text, 2)
        yield Pool(None, draw, ids, tuple(map(int, weights)))
        return
    members: dict[str, list[tuple[str, int]]] = {name: [] for name in sorted(draw)}
    for id, weight, stratum in zip(*_columns(text, 3), strict=True):
        if stratum not in members:
            raise QuotaMissing(id, stratum, tuple(draw))
        members[stratum].append((id, int(weight)))
    for name, rows in members.items():
        yield Pool(name, draw[name], tuple(id for id, _ in rows), tuple(weight for _, weight in rows))


def _columns(text: str, width: int) -> list[tuple[str, ...]]:
    """All rows at once: a pool may have a million, and a misplaced tab does not survive the rewriting."""
    cells = text.replace("\n", "\t").split("\t")[:-1]
    if len(cells) % width:
        raise MalformedDocument(f"files.{OBJECTS}", Fault.NOT_CANONICAL, f"{len(cells)} cells")
    return [tuple(cells[place::width]) for place in range(width)]


def _inspectors(files: Files) -> Iterator[Inspector]:
    width = 3 if "\t" in files[INSPECTORS] else 1
    for id, *days in _rows(files, INSPECTORS, width):
        yield Inspector(id, *(date_at(day, f"files.{INSPECTORS}") if day else None for day in days))


def _require_rewritten(files: Files, rosters: Rosters) -> None:
    """Reading forgives order, zeros before a weight, a missing line end; writing again shows them."""
    for name, text in write_files(rosters).items():
        if text != files[name]:
            raise MalformedDocument(f"files.{name} line {first_line(files[name], text)}", Fault.NOT_CANONICAL)
    inspectors = tuple(inspector.id for inspector in rosters.inspectors)
    pools = [(OBJECTS, pool.ids) for pool in rosters.pools]
    for name, rows in [*pools, (INSPECTORS, inspectors), (RECUSALS, rosters.recusals)]:
        if not _ascends(rows):
            raise MalformedDocument(f"files.{name}", Fault.NOT_CANONICAL)
    for id in chain(*(ids for _, ids in pools), rosters.compulsory, rosters.excluded, inspectors):
        text_at(id, f"files: {id!r}")
    for pool in rosters.pools:
        if min(pool.weights, default=1) < 1:
            raise MalformedDocument(f"files.{OBJECTS}", Fault.NOT_WHOLE, min(pool.weights))


def _ascends(rows: Sequence[Any]) -> bool:
    return all(map(operator.lt, rows, islice(rows, 1, None)))


def first_line(found: str, expected: str) -> int:
    """The number, from 1, of the first line in which two texts differ."""
    lines = found.split("\n"), expected.split("\n")
    pairs = enumerate(zip(*lines, strict=False), 1)
    return next((number for number, (one, other) in pairs if one != other), min(map(len, lines)) + 1)


def line_of(text: str, number: int) -> str | None:
    """The line of this number, from 1, or None past the end."""
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else None
