"""
Small cells of a published breakdown are withheld (小数抑制), and others with them where sums would give them away.

A count of 1 or 2 may point to a person. It is withheld; and since what is left can be subtracted from a total that is
shown, further cells are withheld until no small one follows (complementary suppression). Readers know that a withheld
cell is at least 1: empty groups are left out, and zeros are shown.

Source: Willenborg and de Waal 2001, "Elements of Statistical Disclosure Control", chapters 5 and 6.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

LEAST = 3
"""Counts below this and above 0 are withheld."""

Cell = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """A breakdown as it may be published; None is withheld. `total` is None too where even it gives a cell away."""

    groups: tuple[int | None, ...]
    total: int | None


def suppressed(groups: Sequence[int], *, total_shown: bool) -> Shown:
    """
    A breakdown with its small groups withheld, and the smallest others with them where the total is shown.

    groups   rows of each group, 0 or more
    returns  the groups in their order. With a total, at least two are withheld or none, and what is subtracted from the
             total leaves room for each of them to be `LEAST` or more

    Time O(n log n).
    """
    hidden = {place for place, rows in enumerate(groups) if 0 < rows < LEAST}
    if hidden and total_shown:
        by_size = sorted((place for place, rows in enumerate(groups) if rows >= LEAST), key=lambda place: groups[place])
        while not _is_wide([groups[place] for place in hidden]) and by_size:
            hidden.add(by_size.pop(0))
    total_is_safe = not hidden or _is_wide([groups[place] for place in hidden])
    shown = tuple(None if place in hidden else rows for place, rows in enumerate(groups))
    return Shown(shown, sum(groups) if total_shown and total_is_safe else None)


def _is_wide(withheld: Sequence[int]) -> bool:
    """Whether each of several withheld counts, all at least 1, could be `LEAST` for all that their sum says."""
    return len(withheld) > 1 and sum(withheld) - (len(withheld) - 1) >= LEAST


def suppressed_table(rows: Sequence[Sequence[int]]) -> tuple[tuple[int | None, ...], ...]:
    """
    A table of counts with its totals, small ones withheld and others with them, so that no small one follows from sums.

    rows     counts, each row of equal length
    returns  the table with a column and a row of totals added last, the grand total in the corner

    Cells and totals are the edges between the nodes of their row and of their column. A withheld one follows from the
    sums exactly if it lies on no circle of withheld ones (Gusfield 1988), so for each small one a circle is closed by
    the path of least counts. Time O(s · n log n) for n cells, s of them small.
    """
    table = _with_totals(rows)
    edges = {(row, column): size for row, line in enumerate(table) for column, size in enumerate(line) if size > 0}
    small = [edge for edge, size in edges.items() if size < LEAST]
    hidden = set(small)
    for edge in small:
        hidden |= _circle(edges, edge, hidden)
    for line, total in _lines(edges, len(table) - 1, len(table[0]) - 1):
        _widen(edges, line, total, hidden)
    return tuple(
        tuple(None if (row, column) in hidden else size for column, size in enumerate(line))
        for row, line in enumerate(table)
    )


def _with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    lines = [[*row, sum(row)] for row in rows]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def _lines(edges: Mapping[Cell, int], last_row: int, last_column: int) -> Iterator[tuple[list[Cell], Cell]]:
    """The cells of each row and of each column, and beside them their total."""
    for row in range(last_row + 1):
        yield [edge for edge in edges if edge[0] == row and edge[1] < last_column], (row, last_column)
    for column in range(last_column + 1):
        yield [edge for edge in edges if edge[1] == column and edge[0] < last_row], (last_row, column)


def _widen(edges: Mapping[Cell, int], line: Sequence[Cell], total: Cell, hidden: set[Cell]) -> None:
    """Withhold more of a line until its small cells have room for `LEAST`; at the end the total, with a circle of its own."""
    if total in hidden or not any(edge in hidden and edges[edge] < LEAST for edge in line):
        return
    left = sorted((edge for edge in line if edge not in hidden), key=lambda edge: (edges[edge], edge), reverse=True)
    while left and not _is_wide([edges[edge] for edge in line if edge in hidden]):
        hidden.add(left.pop())
    if not _is_wide([edges[edge] for edge in line if edge in hidden]):
        hidden.add(total)
        hidden |= _circle(edges, total, hidden)


def _circle(edges: Mapping[Cell, int], edge: Cell, hidden: set[Cell]) -> set[Cell]:
    """
    The edges of the cheapest path from the row of `edge` to its column without it; withheld ones cost nothing.

    There is always one: a row's cells and its total meet the same columns' totals.
    """
    near = _by_node(edges)
    goal, order = ("column", edge[1]), count()
    heap: list[tuple[int, int, Node, tuple[Cell, ...]]] = [(0, next(order), ("row", edge[0]), ())]
    seen: set[Node] = set()
    while heap:
        cost, _, node, path = heappop(heap)
        if node == goal:
            return set(path)
        if node in seen:
            continue
        seen.add(node)
        for other, end in near[node]:
            if other != edge and end not in seen:
                price = 0 if other in hidden else edges[other]
                heappush(heap, (cost + price, next(order), end, (*path, other)))
    raise AssertionError("the edges of a table with totals lie on circles")


def _by_node(edges: Mapping[Cell, int]) -> dict[Node, list[tuple[Cell, Node]]]:
    """The edges at each node, and where each leads."""
    near: defaultdict[Node, list[tuple[Cell, Node]]] = defaultdict(list)
    for edge in edges:
        row, column = ("row", edge[0]), ("column", edge[1])
        near[row].append((edge, column))
        near[column].append((edge, row))
    return near
