"""
Headings (标题行): which row of a sheet has them, and of which kind of ledger they are.

Compared are headings and their synonyms, without spaces, width, stars and units. A sender's own headings, which no synonym
knows, are recognised by a saved mapping (`mappings`), and only if they are exactly those of the mapping.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    AmbiguousMapping,
    HeadingsMissing,
    HeadingTwice,
    MappingUnfit,
    UnknownLedger,
)
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.layout import CODES_SHEET, GUIDE_SHEET
from fazhi.kernel.exchange.mappings import SenderMapping, normal_heading
from fazhi.kernel.exchange.sources import Grid

HEADING_DEPTH = 40
"""How many rows from the top headings are looked for in."""

OURS = (GUIDE_SHEET, CODES_SHEET)
"""Sheets that our templates have beside the ledger."""


@dataclass(frozen=True)
class Match:
    """
    How well a row of a grid serves as the headings of a format.

    columns  column name → place in the grid
    twice    a heading that stands there twice
    mapping  by which the headings were understood; None where they are our own
    """

    format: Format
    grid: Grid
    row: int
    columns: Mapping[str, int]
    twice: str = ""
    mapping: SenderMapping | None = None

    @property
    def is_complete(self) -> bool:
        return all(column.added or column.name in self.columns for column in self.format.columns)

    @property
    def share(self) -> float:
        return len(self.columns) / len(self.format.columns)


def recognise(
    name: str,
    found: Sequence[Grid],
    formats: Sequence[Format],
    mappings: Sequence[SenderMapping] = (),
    sender: str | None = None,
) -> list[Match]:
    """
    The sheets to read, all of one format.

    mappings  the saved ones, tried where the headings are not ours
    sender    whose mapping is to be used, whatever the headings

    Raises UnknownLedger, AmbiguousLedger, HeadingsMissing, HeadingTwice, AmbiguousMapping, MappingUnfit.
    """
    candidates = [grid for grid in found if grid.name not in OURS]
    if sender is not None:
        theirs = [mapping for mapping in mappings if mapping.sender == sender]
        if fits := _by_mapping(name, candidates, formats, theirs):
            return fits
        raise MappingUnfit(name, sender, [mapping.kind for mapping in theirs])
    try:
        return _by_synonyms(name, candidates, formats)
    except (UnknownLedger, HeadingsMissing, HeadingTwice):
        if fits := _by_mapping(name, candidates, formats, mappings):
            return fits
        raise


def _by_mapping(
    name: str, candidates: Sequence[Grid], formats: Sequence[Format], mappings: Sequence[SenderMapping]
) -> list[Match]:
    """The sheets whose headings are exactly those of one mapping."""
    kinds = {item.code: item for item in formats}
    fits = [
        (mapping, matches)
        for mapping in mappings
        if mapping.kind in kinds and (matches := _fits(candidates, kinds[mapping.kind], mapping))
    ]
    if len(fits) > 1:
        raise AmbiguousMapping(name, [(mapping.sender, kinds[mapping.kind].title) for mapping, _ in fits])
    return fits[0][1] if fits else []


def _fits(candidates: Sequence[Grid], format: Format, mapping: SenderMapping) -> list[Match]:
    columns = {normal_heading(heading): column for heading, column in mapping.headings}
    matches = []
    for grid in candidates:
        if mapping.sheet in ("", grid.name):
            for row, cells in enumerate(_head(grid)):
                filled = [cell for cell in cells if cell]
                if set(filled) == set(columns) and len(filled) == len(columns):
                    places = {columns[cell]: place for place, cell in enumerate(cells) if columns.get(cell)}
                    matches.append(Match(format, grid, row, places, mapping=mapping))
                    break
    return matches


def _head(grid: Grid) -> list[list[str]]:
    rows = grid.cells.head(HEADING_DEPTH).iter_rows()
    return [[normal_heading(cell) if cell else "" for cell in row] for row in rows]


def _by_synonyms(name: str, candidates: Sequence[Grid], formats: Sequence[Format]) -> list[Match]:
    best = [match for grid in candidates if (match := best_match(grid, formats)) is not None]
    for match in best:
        if match.twice and match.share >= 0.5:
            raise HeadingTwice(name, match.grid.name, match.twice)
    complete = [match for match in best if match.is_complete]
    kinds = {match.format.code for match in complete}
    if len(kinds) > 1:
        raise AmbiguousLedger(name, [(match.grid.name, match.format.title) for match in complete])
    # A sheet of the same kind with a broken heading must not be passed over in silence.
    partial = [match for match in best if not match.is_complete and match.share >= 0.5]
    broken = max(partial, key=lambda match: match.share, default=None)
    if broken is not None and (not kinds or broken.format.code in kinds):
        raise _missing(name, broken)
    if not complete:
        raise UnknownLedger(
            name, [(grid.name, _shown_cells(grid)) for grid in candidates], [item.title for item in formats]
        )
    return complete


@dataclass(frozen=True)
class _Spelling:
    """How the heading of one column may be written, as compared: as it is, or without what is in brackets."""

    column: str
    whole: frozenset[str]
    bare: frozenset[str]

    def places(self, cells: Sequence[str]) -> list[int]:
        whole = [place for place, cell in enumerate(cells) if cell in self.whole]
        return whole or [place for place, cell in enumerate(cells) if cell and _bare(cell) in self.bare]


def _spellings(format: Format) -> list[_Spelling]:
    """What is in brackets is left out only where the rest tells the columns apart."""
    whole = {
        column.name: frozenset(normal_heading(text) for text in (column.heading, *column.synonyms))
        for column in format.columns
    }
    bare = {name: frozenset(map(_bare, texts)) - {""} for name, texts in whole.items()}
    taken = Counter(text for texts in bare.values() for text in texts)
    return [
        _Spelling(name, texts, frozenset(text for text in bare[name] if taken[text] == 1))
        for name, texts in whole.items()
    ]


def best_match(grid: Grid, formats: Sequence[Format]) -> Match | None:
    """The row of the grid that serves best as headings of one of `formats`, by our headings and their synonyms."""
    head = _head(grid)
    tried = []
    for item in formats:
        spellings = _spellings(item)
        tried += [_match(grid, row, cells, item, spellings) for row, cells in enumerate(head) if any(cells)]
    return max(tried, key=lambda match: (match.is_complete, len(match.columns), match.share), default=None)


def _match(grid: Grid, row: int, cells: Sequence[str], format: Format, spellings: Sequence[_Spelling]) -> Match:
    places = {spelling.column: spelling.places(cells) for spelling in spellings}
    twice = next((cells[found[1]] for found in places.values() if len(found) > 1), "")
    return Match(format, grid, row, {name: found[0] for name, found in places.items() if found}, twice)


def _missing(name: str, match: Match) -> HeadingsMissing:
    used = set(match.columns.values())
    cells = match.grid.cells.row(match.row)
    free = [cell for place, cell in enumerate(cells) if cell and place not in used]
    columns = (column for column in match.format.columns if not column.added)
    missing = tuple(column.heading for column in columns if column.name not in match.columns)
    near = {heading: found[0] for heading in missing if (found := get_close_matches(heading, free, n=1, cutoff=0.5))}
    return HeadingsMissing(name, match.grid.name, match.format.title, missing, tuple(filter(None, cells)), near)


def _shown_cells(grid: Grid) -> tuple[str, ...]:
    """The fullest of the first rows, to say what was found instead of headings."""
    rows = [tuple(cell.strip() for cell in row if cell) for row in grid.cells.head(HEADING_DEPTH).iter_rows()]
    return max(rows, key=len)[:12]


def _bare(heading: str) -> str:
    return re.sub(r"\([^()]*\)", "", heading)
