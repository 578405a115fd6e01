"""
Reading a ledger (台账读取): which kind it is, where its headings stand, which rows are data.

What real ledgers do is tolerated: title rows, merged cells, blank rows, totals, notes, columns of one's own, several
sheets of one kind. What would lose or misplace data is refused with what was expected and what was found.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange.cells import BLANKS, Unclear, reader
from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    EmptyFile,
    HeadingsMissing,
    HeadingsShifted,
    HeadingTwice,
    UnknownLedger,
)
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.layout import CODES_SHEET, GUIDE_SHEET
from fazhi.kernel.exchange.sources import Grid, grids

HEADING_DEPTH = 40
"""How many rows from the top headings are looked for in."""

_TOTALS = r"^(合计|总计|小计|共计|累计)[:：]?$"
_NOTES = r"^(注|说明|填表说明|填表人|填报人|审核人|制表人|负责人|填报单位|填报日期|制表日期)[:：]"
_SAMPLE_ROWS = 200
_POOR_FIT, _GOOD_FIT = 0.8, 0.95
_OURS = (GUIDE_SHEET, CODES_SHEET)


@dataclass(frozen=True)
class Table:
    """
    The data rows of one file, as read.

    rows      text columns by column name, with `sheet` (position in `sheets`) and `row` (the sheet's row number, from 1)
    headings  column name → the heading as found
    skipped   titles, blank rows, totals and notes
    ignored   headings and sheets that belong to no column of the format
    """

    name: str
    sha256: str
    format: Format
    rows: pl.DataFrame
    sheets: tuple[str, ...]
    headings: Mapping[str, str]
    skipped: int
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class _Match:
    """How well a row of a grid serves as the headings of a format; `twice` is a heading that stands there twice."""

    format: Format
    grid: Grid
    row: int
    columns: Mapping[str, int]
    twice: str

    @property
    def is_complete(self) -> bool:
        return len(self.columns) == len(self.format.columns)

    @property
    def share(self) -> float:
        return len(self.columns) / len(self.format.columns)


def read(path: Path, formats: Sequence[Format], *, name: str | None = None) -> Table:
    """
    The ledger in the file, as one of `formats`; `name` is what the file is called in messages, default its own.

    Raises UnreadableFile, UnknownLedger, AmbiguousLedger, HeadingsMissing, HeadingTwice, HeadingsShifted.
    """
    name = name or path.name
    found = grids(path)
    matches = _matches(name, found, formats)
    for match in matches:
        _require_alignment(name, match)
    parts = [_data_rows(match, position) for position, match in enumerate(matches)]
    rows = pl.concat([part for part, _ in parts])
    if rows.is_empty():
        raise EmptyFile(name)
    first = matches[0]
    return Table(
        name=name,
        sha256=digest_of(path),
        format=first.format,
        rows=rows,
        sheets=tuple(match.grid.name for match in matches),
        headings={column: str(first.grid.cells.item(first.row, place)) for column, place in first.columns.items()},
        skipped=sum(skipped for _, skipped in parts),
        ignored=_ignored(found, matches),
    )


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def normal_heading(text: str) -> str:
    """
    A heading as it is compared: NFKC, without spaces and line breaks, without the star of required columns.

    normal_heading("涉及金额\\n（元）") == "涉及金额(元)"
    """
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text))


def _bare(heading: str) -> str:
    return re.sub(r"\([^()]*\)", "", heading)


def _matches(name: str, found: Sequence[Grid], formats: Sequence[Format]) -> list[_Match]:
    """The sheets to read, all of one format."""
    candidates = [grid for grid in found if grid.name not in _OURS]
    best = [match for grid in candidates if (match := _best(grid, formats)) is not None]
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


def _best(grid: Grid, formats: Sequence[Format]) -> _Match | None:
    head = [
        [normal_heading(cell) if cell else "" for cell in row] for row in grid.cells.head(HEADING_DEPTH).iter_rows()
    ]
    tried = []
    for item in formats:
        spellings = _spellings(item)
        tried += [_match(grid, row, cells, item, spellings) for row, cells in enumerate(head) if any(cells)]
    return max(tried, key=lambda match: (match.is_complete, len(match.columns), match.share), default=None)


def _match(grid: Grid, row: int, cells: Sequence[str], format: Format, spellings: Sequence[_Spelling]) -> _Match:
    places = {spelling.column: spelling.places(cells) for spelling in spellings}
    twice = next((cells[found[1]] for found in places.values() if len(found) > 1), "")
    return _Match(format, grid, row, {name: found[0] for name, found in places.items() if found}, twice)


def _missing(name: str, match: _Match) -> HeadingsMissing:
    used = set(match.columns.values())
    cells = match.grid.cells.row(match.row)
    free = [cell for place, cell in enumerate(cells) if cell and place not in used]
    missing = tuple(column.heading for column in match.format.columns if column.name not in match.columns)
    near = {heading: found[0] for heading in missing if (found := get_close_matches(heading, free, n=1, cutoff=0.5))}
    return HeadingsMissing(name, match.grid.name, match.format.title, missing, tuple(filter(None, cells)), near)


def _shown_cells(grid: Grid) -> tuple[str, ...]:
    """The fullest of the first rows, to say what was found instead of headings."""
    rows = [tuple(cell.strip() for cell in row if cell) for row in grid.cells.head(HEADING_DEPTH).iter_rows()]
    return max(rows, key=len)[:12]


def _require_alignment(name: str, match: _Match) -> None:
    """
    Raise HeadingsShifted if the data make no sense under their headings but do one column beside them.

    Judged on the distinct cells of the first rows that are not free text.
    """
    sample = match.grid.cells.slice(match.row + 1, _SAMPLE_ROWS)
    judged = [column for column in match.format.columns if column.type not in (Type.TEXT, Type.PHONE)]
    straight = _fit(sample, judged, match.columns, 0)
    if straight.share >= _POOR_FIT:
        return
    fits = {step: _fit(sample, judged, match.columns, step) for step in (1, -1)}
    step = max(fits, key=lambda step: fits[step].share)
    if fits[step].share >= _GOOD_FIT and fits[step].understood > straight.understood:
        wrong = next(column for column in judged if match.columns[column.name] + step in range(sample.width))
        cell = sample.to_series(match.columns[wrong.name]).drop_nulls().head(1).to_list()
        raise HeadingsShifted(name, match.grid.name, step, (wrong.heading, *(cell or [""])))


@dataclass(frozen=True)
class _Fit:
    """How many filled cells there are, and how many of them their columns' readers understand."""

    filled: int
    understood: int

    @property
    def share(self) -> float:
        return self.understood / self.filled if self.filled else 1.0


def _fit(sample: pl.DataFrame, judged: Iterable[Column], columns: Mapping[str, int], step: int) -> _Fit:
    """How well the cells `step` places to the right of their headings fit them."""
    understood = filled = 0
    for column in judged:
        place = columns[column.name] + step
        if 0 <= place < sample.width:
            cells = [cell for cell in sample.to_series(place).unique().drop_nulls() if cell.strip() not in BLANKS]
            filled += len(cells)
            understood += _understood(column, cells)
    return _Fit(filled, understood)


def _understood(column: Column, cells: Iterable[str]) -> int:
    read_cell = reader(column)
    count = 0
    for cell in cells:
        with suppress(Unclear):
            read_cell(cell)
            count += 1
    return count


def _data_rows(match: _Match, position: int) -> tuple[pl.DataFrame, int]:
    """The data rows below the headings, and how many rows of the sheet are neither data nor headings."""
    below = match.grid.cells.with_row_index("row", offset=1).slice(match.row + 1)
    every = [pl.col(name) for name in match.grid.cells.columns]
    ours = [pl.col(str(place)) for place in match.columns.values()]
    blank = pl.all_horizontal(_is_blank(cell) for cell in ours)
    first = pl.coalesce(pl.when(~_is_blank(cell)).then(cell) for cell in every).str.replace_all(r"\s", "")
    filled = pl.sum_horizontal((~_is_blank(cell)).cast(pl.Int32) for cell in ours)
    note = first.str.contains(_NOTES) & (filled <= 2)
    kept = below.filter(~(blank | first.str.contains(_TOTALS) | note).fill_null(value=False))
    rows = kept.select(
        *(pl.col(str(place)).alias(name) for name, place in match.columns.items()),
        pl.lit(position, pl.UInt8).alias("sheet"),
        pl.col("row").cast(pl.UInt32),
    )
    return rows, match.row + below.height - kept.height


def _is_blank(cell: pl.Expr) -> pl.Expr:
    return cell.is_null() | (cell.str.strip_chars() == "")


def _ignored(found: Sequence[Grid], matches: Sequence[_Match]) -> tuple[str, ...]:
    read_sheets = {match.grid.name for match in matches}
    sheets = [f"工作表“{grid.name}”" for grid in found if grid.name not in read_sheets and grid.name not in _OURS]
    headings = [
        cell.strip()
        for match in matches
        for place, cell in enumerate(match.grid.cells.row(match.row))
        if cell and place not in set(match.columns.values())
    ]
    return tuple(dict.fromkeys(headings + sheets))
