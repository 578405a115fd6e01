"""
Drafts of mappings (栏目对应表草稿): what a file's own headings may mean, for a person to decide.

A heading that is one of ours or their synonyms is filled in. One that is only guessed at, by what stands below it, ends in
a question mark, and so does not pass `judge` until a person has taken the mark away.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fazhi.engines import identifiers
from fazhi.kernel.exchange.cells import BLANKS, Unclear, reader
from fazhi.kernel.exchange.errors import EmptyFile, UnknownKind
from fazhi.kernel.exchange.formats import Column, Format, Type, registered
from fazhi.kernel.exchange.headings import HEADING_DEPTH, OURS, best_match
from fazhi.kernel.exchange.mappings import OPEN, SenderMapping, normal_heading, written
from fazhi.kernel.exchange.sources import Grid, grids

_SAMPLE_ROWS = 200
_WELL_UNDERSTOOD = 0.8
# A date is told apart from a number, a number from a flag, by the reader that takes the fewest cells of any kind.
_STRICTEST = (Type.DATE, Type.PHONE, Type.CODE, Type.FLAG, Type.INTEGER, Type.MONEY)
_WORDS = 40
"""How many different words a column of codes may have."""


@dataclass(frozen=True)
class Guess:
    """What a heading may mean: our column, how many of the sample's different cells it understands, of how many."""

    column: Column
    understood: int
    filled: int


def draft(path: Path, kind: str, sender: str) -> str:
    """
    A mapping for the file, in TOML, with what is open or guessed marked by a question mark; nothing is imported.

    kind    code of the format that the file is to be read as
    sender  what the bureau calls who sends it

    Raises UnknownKind, and an UnreadableFile for what keeps the file from being read.
    """
    formats = {item.code: item for item in registered()}
    if kind not in formats:
        raise UnknownKind(kind, formats)
    format = formats[kind]
    grid, row = _heading_row(path, format)
    columns = _headings(grid, row)
    known = _by_synonyms(grid, row, format)
    cells = {place: _cells(grid, row, place) for place in columns}
    guesses = _guesses(format, {place: cells[place] for place in columns if place not in known}, set(known.values()))
    said = {place: known.get(place) or _said(guesses.get(place)) for place in columns}
    mapping = SenderMapping(
        kind=kind,
        sender=sender,
        headings=tuple((columns[place], said[place]) for place in columns),
        sheet="",
        values=_words(format, said, cells),
        fixed=_unsaid(format, {column.removesuffix(OPEN) for column in said.values()}),
    )
    return written(mapping, {columns[place]: _note(guess) for place, guess in guesses.items()})


def _heading_row(path: Path, format: Format) -> tuple[Grid, int]:
    """The sheet and row with most of our headings; if none has two of them, the first of the fullest rows."""
    candidates = [grid for grid in grids(path) if grid.name not in OURS]
    if not candidates:
        raise EmptyFile(path.name)
    matches = [match for grid in candidates if (match := best_match(grid, [format])) is not None]
    best = max(matches, key=lambda match: len(match.columns), default=None)
    if best is not None and len(best.columns) >= 2:
        return best.grid, best.row
    grid = max(candidates, key=lambda grid: grid.cells.height)
    filled = [sum(cell is not None for cell in row) for row in grid.cells.head(HEADING_DEPTH).iter_rows()]
    return grid, filled.index(max(filled))


def _headings(grid: Grid, row: int) -> dict[int, str]:
    """Place → heading, once for each; one that stands twice is left for `judge` to find fault with."""
    return {
        place: " ".join(cell.split())
        for place, cell in enumerate(grid.cells.row(row))
        if cell is not None and normal_heading(cell)
    }


def _by_synonyms(grid: Grid, row: int, format: Format) -> dict[int, str]:
    found = best_match(Grid(grid.name, grid.cells.slice(row, 1)), [format])
    return {place: column for column, place in found.columns.items()} if found else {}


def _cells(grid: Grid, row: int, place: int) -> list[str]:
    """Different filled cells below the heading."""
    sample = grid.cells.to_series(place).slice(row + 1, _SAMPLE_ROWS).drop_nulls().unique(maintain_order=True)
    return [cell.strip() for cell in sample if cell.strip() not in BLANKS]


def _guesses(format: Format, cells: Mapping[int, Sequence[str]], taken: set[str]) -> dict[int, Guess]:
    """For each place our column that understands its cells best, each column once, the best understood first."""
    free = [column for column in format.columns if column.type in _STRICTEST and column.name not in taken]
    found = [
        (place, Guess(column, _understood(column, texts), len(texts)))
        for place, texts in cells.items()
        for column in free
        if texts
    ]
    likely = [(place, guess) for place, guess in found if guess.understood >= _WELL_UNDERSTOOD * guess.filled]
    likely.sort(key=lambda pair: (_STRICTEST.index(pair[1].column.type), -pair[1].understood / pair[1].filled))
    guesses: dict[int, Guess] = {}
    for place, guess in likely:
        if place not in guesses and guess.column.name not in {other.column.name for other in guesses.values()}:
            guesses[place] = guess
    return guesses


def _understood(column: Column, texts: Iterable[str]) -> int:
    if column.type is Type.PHONE:
        return sum(not identifiers.judge_phone(text) for text in texts)
    read_cell = reader(column)
    count = 0
    for text in texts:
        with suppress(Unclear):
            read_cell(text)
            count += 1
    return count


def _said(guess: Guess | None) -> str:
    return f"{guess.column.name}{OPEN}" if guess else OPEN


def _note(guess: Guess) -> str:
    return f"像是“{guess.column.heading}”：{guess.filled} 种写法中看得懂 {guess.understood} 种；认可就去掉问号"


def _words(format: Format, said: Mapping[int, str], cells: Mapping[int, Sequence[str]]) -> dict[str, dict[str, str]]:
    """For columns of codes the sender's words that we don't know, each still open."""
    words = {}
    for place, name in said.items():
        column = next((item for item in format.columns if item.name == name.removesuffix(OPEN)), None)
        if column is not None and column.type is Type.CODE:
            unknown = [text for text in cells[place] if not _understood(column, [text])]
            if unknown:
                words[column.name] = dict.fromkeys(unknown[:_WORDS], OPEN)
    return words


def _unsaid(format: Format, said: set[str]) -> dict[str, str]:
    """Required columns that no heading is for: what they say in every row is open."""
    return {column.name: OPEN for column in format.columns if column.required and column.name not in said}
