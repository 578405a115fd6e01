"""Tables within a text: lines of a label and numbers, of which one line is the total 合计 of the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi.engines.claims.intervals import plain
from fazhi.engines.claims.terms import Kind, StatedFigure, StatedIdentity
from fazhi.engines.claims.units import UNIT

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_ROW = re.compile(rf"^[ \t|]*(?P<label>[^\d\s|][^\d|\t\n]*?)[ \t|:]+(?P<cells>(?:{_NUMBER})[^\n]*)$", re.MULTILINE)
_CELL = re.compile(rf"(?P<digits>{_NUMBER})[ \t]*(?:{UNIT})?[ \t]*(?:\||\t|[ ]|$)+")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总数)$")
_NO_PART = re.compile(r"其中|小计|合计|总计|共计|总数|率|占|同比|比上年|增|减|年")
_UNIT_ABOVE = re.compile(rf"(?:单位|计量单位)[::]\s*{UNIT}|\({UNIT.replace('<unit>', '<other>')}\)")
_LOOK_BACK = 200


@dataclass(frozen=True)
class _Row:
    label: str
    cells: tuple[StatedFigure, ...]
    start: int
    end: int


def table_figures(text: str) -> tuple[StatedFigure, ...]:
    """The bare numbers of tables with a total, in the unit that the table's heading gives."""
    return tuple(cell for table in _tables(text) for row in table for cell in row.cells)


def table_sums(text: str) -> Iterator[StatedIdentity]:
    """Column by column, whether the lines of each table add up to its total."""
    for table in _tables(text):
        totals = [row for row in table if _TOTAL.match(row.label)]
        parts = [row for row in table if row not in totals]
        for column, whole in enumerate(totals[0].cells):
            yield _sum([row.cells[column] for row in parts], whole)


def _sum(parts: Sequence[StatedFigure], whole: StatedFigure) -> StatedIdentity:
    holds = sum(part.number for part in parts) == whole.number
    words = " + ".join(plain(part.value) for part in parts)
    offset = min(whole.offset, parts[0].offset)
    return StatedIdentity(f"{words} = {plain(whole.value)}", Kind.SUM, holds, offset)


def _tables(text: str) -> Iterator[list[_Row]]:
    block: list[_Row] = []
    for match in _ROW.finditer(text):
        row = _row(text, match)
        if row is None:
            continue
        if block and (text[block[-1].end : row.start].strip() or len(row.cells) != len(block[0].cells)):
            yield from _if_adding_up(block)
            block = []
        block.append(row)
    yield from _if_adding_up(block)


def _if_adding_up(block: list[_Row]) -> Iterator[list[_Row]]:
    """The block, if its first or last line alone is a total, and all others name parts of one unit."""
    totals = [row for row in block if _TOTAL.match(row.label)]
    parts = [row for row in block if row not in totals]
    at_the_edge = len(totals) == 1 and totals[0] in (block[0], block[-1])
    flat = not any(_NO_PART.search(row.label) for row in parts)
    one_unit = len({cell.unit for row in block for cell in row.cells}) == 1
    if at_the_edge and len(parts) > 1 and flat and one_unit:
        yield block


def _row(text: str, match: re.Match[str]) -> _Row | None:
    cells = list(_CELL.finditer(match["cells"]))
    years = all(re.fullmatch(r"(?:19|20)\d{2}", cell["digits"]) and not cell["unit"] for cell in cells)
    if "".join(cell[0] for cell in cells) != match["cells"] or years:
        return None
    heading = _UNIT_ABOVE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    default = (heading["unit"] or heading["other"]) if heading else ""
    start = match.start("cells")
    figures = tuple(_figure(cell, start, cell["unit"] or default) for cell in cells)
    return _Row(match["label"].strip(), figures, match.start(), match.end())


def _figure(cell: re.Match[str], start: int, unit: str) -> StatedFigure:
    written = cell[0].rstrip(" \t|") if cell["unit"] else cell["digits"]
    return StatedFigure(written, cell["digits"].replace(",", ""), unit, start + cell.start())
