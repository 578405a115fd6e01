"""What is shown is held against every breakdown that it could stand for, and against linear algebra."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.indicator.suppression import LEAST, suppressed, suppressed_table

GROUPS = st.lists(st.integers(0, 12), max_size=6)


@pytest.mark.parametrize(
    ("groups", "shown", "total"),
    [
        ([5, 9], [5, 9], 14),
        ([0, 9], [0, 9], 9),
        ([1, 9, 4], [None, 9, None], 14),
        ([2, 2, 9], [None, None, 9], 13),
        ([1, 1, 9, 4], [None, None, 9, None], 15),
        ([1, 2, 9, 4], [None, None, 9, None], 16),
        ([2], [None], None),
        ([1, 0], [None, 0], None),
        ([1, 1], [None, None], None),
        ([], [], 0),
    ],
)
def test_breakdowns_by_hand(groups: list[int], shown: list[int | None], total: int | None) -> None:
    found = suppressed(groups, total_shown=True)

    assert (list(found.groups), found.total) == (shown, total)


def test_without_a_total_only_small_groups_are_withheld() -> None:
    found = suppressed([1, 9, 0, 2, 3], total_shown=False)

    assert (found.groups, found.total) == ((None, 9, 0, None, 3), None)


@given(GROUPS, st.booleans())
def test_no_small_group_is_shown_and_what_is_shown_is_true(groups: list[int], total_shown: bool) -> None:
    found = suppressed(groups, total_shown=total_shown)

    assert all(shown is None or shown == group for shown, group in zip(found.groups, groups, strict=True))
    assert not any(shown in (1, 2) for shown in found.groups)
    assert found.total in (None, sum(groups))
    if all(group == 0 or group >= LEAST for group in groups):
        assert found.groups == tuple(groups)


@given(GROUPS)
def test_no_withheld_group_is_known_to_be_small_from_the_total(groups: list[int]) -> None:
    found = suppressed(groups, total_shown=True)
    withheld = [place for place, shown in enumerate(found.groups) if shown is None]

    if found.total is not None and withheld:
        rest = found.total - sum(shown for shown in found.groups if shown is not None)
        possible = [
            values for values in product(range(1, rest + 1), repeat=len(withheld)) if sum(values) == rest
        ] if rest**len(withheld) < 200_000 else []  # fmt: skip
        for place in range(len(withheld)):
            values = {each[place] for each in possible}
            assert not possible or (len(values) > 1 and max(values) >= LEAST)


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=4)
)


def _full(rows: list[list[int]]) -> list[list[int]]:
    lines = [[*row, sum(row)] for row in rows]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def _determined(shown: tuple[tuple[int | None, ...], ...]) -> set[tuple[int, int]]:
    """Withheld cells that the sums of rows and columns fix: those whose unit vector the equations span."""
    unknown = [(r, c) for r, line in enumerate(shown) for c, cell in enumerate(line) if cell is None]
    height, width = len(shown), len(shown[0])
    lines = [[(r, c) for c in range(width)] for r in range(height)] + [
        [(r, c) for r in range(height)] for c in range(width)
    ]
    equations = [[Fraction(_sign(cell, line)) if cell in line else Fraction(0) for cell in unknown] for line in lines]
    reduced = _reduced(equations)
    return {
        unknown[next(place for place, value in enumerate(row) if value)]
        for row in reduced
        if sum(value != 0 for value in row) == 1
    }


def _sign(cell: tuple[int, int], line: list[tuple[int, int]]) -> int:
    return -1 if cell == line[-1] else 1


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form."""
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                rows[place] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


@settings(deadline=None, max_examples=200)
@given(TABLES)
def test_no_small_cell_of_a_table_follows_from_its_sums(rows: list[list[int]]) -> None:
    shown, full = suppressed_table(rows), _full(rows)

    for row, line in enumerate(shown):
        for column, cell in enumerate(line):
            assert cell is None or (cell == full[row][column] and cell not in (1, 2))
    assert [cell for cell in _determined(shown) if 0 < full[cell[0]][cell[1]] < LEAST] == []


@settings(deadline=None, max_examples=200)
@given(TABLES)
def test_each_line_of_a_table_leaves_room_beside_its_total(rows: list[list[int]]) -> None:
    shown, full = suppressed_table(rows), _full(rows)
    lines = [*zip(shown, full, strict=True), *zip(zip(*shown, strict=True), zip(*full, strict=True), strict=True)]

    for cells, sizes in lines:
        withheld = [size for cell, size in zip(cells[:-1], sizes[:-1], strict=True) if cell is None]
        if cells[-1] is not None and any(size < LEAST for size in withheld):
            assert len(withheld) > 1
            assert sum(withheld) - (len(withheld) - 1) >= LEAST


@given(TABLES)
def test_a_table_without_small_cells_is_shown_whole(rows: list[list[int]]) -> None:
    large = [[cell * LEAST for cell in row] for row in rows]

    assert [list(line) for line in suppressed_table(large)] == _full(large)


def test_a_row_of_which_all_is_small_takes_its_total_with_it() -> None:
    shown = suppressed_table([[1, 2], [30, 40], [50, 60]])

    assert shown[0] == (None, None, None)
    assert _determined(shown) == set()


def test_a_table_by_hand() -> None:
    """The 1 alone would follow from its row and from its column: a circle of four, the cheapest, is withheld."""
    assert suppressed_table([[1, 20, 30], [9, 8, 40], [50, 60, 70]]) == (
        (None, None, 30, 51),
        (None, None, 40, 57),
        (50, 60, 70, 180),
        (60, 88, 140, 288),
    )
