"""
Which breakdowns may be published beside each other, and with which cells.

Small cells are withheld (`engines/indicator` suppression). A cell of one figure could still follow from those of others
that are published by the same dimension, as settled = administrative + civil: figures bound so stand in one table,
withheld together; figures bound in any other way are not broken down at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fazhi.engines.indicator import LEAST, Expression, Identity, Ref, Sum, refs, suppressed, suppressed_table

Rows = Mapping[str, Mapping[str, int]]
"""Code → label of the group → rows."""

Bars = tuple[str, tuple[int | None, ...]]
"""Label of a group and its counts, None where one is withheld."""

_LEFT_OUT = re.compile(r"不计|不包括|不含|除外|不在其内")


@dataclass(frozen=True)
class Family:
    """Figures published in one table: parts that add up to a whole, or a single figure without parts."""

    whole: str
    parts: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns: the parts, then the whole."""
        return (*self.parts, self.whole)


def families(codes: Iterable[str], identities: Iterable[Identity]) -> tuple[Family, ...]:
    """
    The tables in which these figures, all broken down by one dimension, may be published; those left out may not.

    identities  all that hold; those that speak of other figures too give nothing away
    """
    wanted = set(codes)
    within = [item for item in identities if item.relation == "=" and set(_codes(item)) <= wanted]
    bound = [set(_codes(item)) for item in within]
    found = [family for item in within if (family := _family(item))]
    alone = [family for family in found if sum(1 for other in bound if other & set(family.codes)) == 1]
    tied: set[str] = set().union(*bound)
    return (*alone, *(Family(code) for code in sorted(wanted - tied)))


def _codes(identity: Identity) -> Iterable[str]:
    return (*refs(identity.left), *refs(identity.right))


def _family(identity: Identity) -> Family | None:
    whole, parts = identity.left, _parts(identity.right)
    return Family(whole.code, parts) if isinstance(whole, Ref) and len(parts) > 1 else None


def _parts(side: Expression) -> tuple[str, ...]:
    """The codes that a side adds up, if it does nothing else."""
    if not isinstance(side, Sum):
        return ()
    codes = tuple(part.code for part in side.parts if isinstance(part, Ref))
    return codes if len(codes) == len(side.parts) else ()


def publishable(family: Family, labels: Sequence[str], rows: Rows) -> tuple[tuple[int | None, ...], ...] | None:
    """
    The table's cells, one row for each label and last the totals; None is withheld.

    returns  None where the totals, which the text states anyway, give a small cell away however much is withheld
    """
    if not labels:
        return (tuple(0 for _ in family.codes),)
    if not family.parts:
        counts = [rows[family.whole].get(label, 0) for label in labels]
        shown = suppressed(counts, total_shown=True)
        return None if shown.total is None else tuple((cell,) for cell in (*shown.groups, shown.total))
    cells = suppressed_table([[rows[code].get(label, 0) for code in family.parts] for label in labels])
    return None if None in cells[-1] or _gives_away(cells) else cells


def _gives_away(cells: Sequence[Sequence[int | None]]) -> bool:
    """
    Whether some withheld cell is known to be small from all sums together, each withheld one being at least 1.

    The suppression looks at each line by itself; here the bounds of each cell are tightened line by line until nothing
    moves. Linear programming would tighten further; what follows without it, a reader finds with a pencil.
    """
    most = cells[-1][-1] or 0
    low = [[1 if cell is None else cell for cell in line] for line in cells]
    high = [[most if cell is None else cell for cell in line] for line in cells]
    lines = [[(row, column) for column in range(len(cells[0]))] for row in range(len(cells))]
    lines += [[(row, column) for row in range(len(cells))] for column in range(len(cells[0]))]
    while any(_tightened(line, low, high) for line in lines):
        pass
    return any(
        cell is None and high[row][column] < LEAST for row, line in enumerate(cells) for column, cell in enumerate(line)
    )


def _tightened(line: Sequence[tuple[int, int]], low: list[list[int]], high: list[list[int]]) -> bool:
    """Narrow the bounds of a line's cells by its total, which stands last, and the total's by them; whether any moved."""
    moved = False
    *parts, (end_row, end_column) = line
    lowest = sum(low[row][column] for row, column in parts)
    highest = sum(high[row][column] for row, column in parts)
    bounds = {(end_row, end_column): (lowest, highest)}
    for row, column in parts:
        least = low[end_row][end_column] - (highest - high[row][column])
        bounds[row, column] = (least, high[end_row][end_column] - (lowest - low[row][column]))
    for (row, column), (least, most) in bounds.items():
        if least > low[row][column] or most < high[row][column]:
            low[row][column], high[row][column] = max(least, low[row][column]), min(most, high[row][column])
            moved = True
    return moved


def by_size(rows: Sequence[Bars], most: int | None, whole: Mapping[str, Sequence[int | None]]) -> list[Bars]:
    """
    The largest first; beyond `most` of them the others together. Groups with something withheld come last, by their labels,
    for their place by size would tell how large they are.

    whole  label → all counts, for the sum of the others: a reader has it anyway, as the total less what is shown
    """
    shown = sorted((row for row in rows if None not in row[1]), key=lambda row: (-sum(filter(None, row[1])), row[0]))
    ordered = [*shown, *sorted(row for row in rows if None in row[1])]
    if most is None or len(rows) <= most + 1:
        return ordered
    kept = shown[:most]
    rest = [whole[label] for label, _ in ordered[len(kept) :]]
    return [*kept, (f"其余{len(rest)}项", tuple(sum(filter(None, column)) for column in zip(*rest, strict=True)))]


def clauses(definition: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    A definition as what is counted and what is left out, clause by clause.

    >>> clauses("期间内办结的案件。移送来的计在其内；撤回的不计。")
    (('期间内办结的案件。', '移送来的计在其内。'), ('撤回的不计。',))
    """
    said = [f"{clause}。" for clause in re.split(r"[。；]", definition) if clause.strip()]
    left_out = tuple(clause for clause in said if _LEFT_OUT.search(clause))
    return tuple(clause for clause in said if clause not in left_out), left_out
