"""The tables of an edited report against those that were printed: cells that differ, numbers that are new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi.lines.annual_report.rules.reading import same_words

Rows = Sequence[Sequence[str]]

_NUMBER = re.compile(r"[-−+＋]?[\d０-９][\d０-９,，.．\s]*(?:[%％‰]|[万亿]?[\u4e00-\u9fff]{0,3})")
_UNIT = re.compile(r"[（(]([^（）()]{1,4})[）)]\s*$")


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else than was printed; `table` is the first column's head, `row` and `column` its place."""

    table: str
    row: str
    column: str
    was: str
    now: str


@dataclass(frozen=True)
class CellNumber:
    """A number in a cell that was not printed; `unit` is that of its column's head, "" if it has none."""

    text: str
    unit: str
    table: str
    row: str
    column: str


def paired(edited: Sequence[Rows], printed: Sequence[Rows]) -> dict[int, int]:
    """Edited table → the printed one it was: the most heads in common, at least two, and in the order of the document."""
    pairs: dict[int, int] = {}
    for place, table in enumerate(edited):
        scores = {
            other: _likeness(table, printed[other]) for other in range(len(printed)) if other not in pairs.values()
        }
        best = max(scores, key=lambda other: (scores[other], -other), default=None)
        if best is not None and scores[best] >= 2:
            pairs[place] = best
    return pairs


def _likeness(edited: Rows, printed: Rows) -> int:
    """How many heads two tables share; 0 unless half of the edited one's rows are printed ones."""
    if not edited or not printed:
        return 0
    labels = {_plain(row[0]) for row in printed[1:] if row}
    known = sum(1 for row in edited[1:] if row and _plain(row[0]) in labels)
    if known * 2 < len(edited) - 1:
        return 0
    return len({_plain(head) for head in edited[0]} & {_plain(head) for head in printed[0]})


def cell_changes(edited: Rows, printed: Rows) -> Iterator[CellChange]:
    """Cells under the same heads in rows of the same label that say something else."""
    was = {(row, head): text for row, head, text in _cells(printed)}
    for row, head, text in _cells(edited):
        before = was.get((row, head))
        if before is not None and not same_words(before, text):
            yield CellChange(edited[0][0], row, head, before, text)


def new_numbers(edited: Rows, printed: Rows = ()) -> Iterator[CellNumber]:
    """Numbers in rows or columns that were not printed; all of a table that was not."""
    known = {(row, head) for row, head, _ in _cells(printed)}
    for row, head, text in _cells(edited):
        if (row, head) not in known and _NUMBER.fullmatch(text):
            unit = _UNIT.search(head)
            yield CellNumber(text, unit[1] if unit else "", edited[0][0], row, head)


def _cells(table: Rows) -> Iterator[tuple[str, str, str]]:
    """Label of the row, head of the column, text."""
    if not table:
        return
    heads = _told_apart(table[0])
    rows = [cells for cells in table[1:] if cells]
    for label, cells in zip(_told_apart([cells[0] for cells in rows]), rows, strict=True):
        for head, text in list(zip(heads, cells, strict=False))[1:]:
            yield label, head, text.strip()


def _told_apart(words: Sequence[str]) -> list[str]:
    """The words without spaces; where one stands twice, the second is numbered."""
    seen: dict[str, int] = {}
    made = []
    for word in map(_plain, words):
        seen[word] = seen.get(word, 0) + 1
        made.append(word if seen[word] == 1 else f"{word} {seen[word]}")
    return made


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
