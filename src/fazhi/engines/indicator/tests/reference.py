"""
A second reading of the grammar, in plain Python over rows as dicts, to hold the printed queries against.

Comparisons with null are neither true nor false, as in SQL; a row is selected only where the whole is true. Written
without the engine's own `selection`, so that a mistake there shows.
"""

from collections.abc import Iterable
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from fazhi.engines.indicator import (
    And,
    Between,
    Compare,
    Count,
    In,
    IsNull,
    Not,
    Or,
    Period,
    Predicate,
    Register,
    Tally,
)

Row = dict[str, Any]
_OPERATORS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def truth(predicate: Predicate, row: Row) -> bool | None:
    """True, False, or None for unknown."""
    match predicate:
        case Compare(column, operator, value):
            return None if row[column] is None else _OPERATORS[operator](row[column], value)
        case In(column, values):
            return None if row[column] is None else row[column] in values
        case Between(column, low, high):
            return None if row[column] is None else low <= row[column] <= high
        case IsNull(column):
            return row[column] is None
        case Not(part):
            inner = truth(part, row)
            return None if inner is None else not inner
        case And(parts):
            found = [truth(part, row) for part in parts]
            return False if False in found else (None if None in found else True)
        case Or(parts):
            found = [truth(part, row) for part in parts]
            return True if True in found else (None if None in found else False)


def counted(register: Register, count: Count, period: Period, row: Row) -> bool:
    """Whether the count takes this row in this period."""
    if count.on:
        day = row[count.on]
        in_time = day is not None and (day.year, day.month) in _months(period)
    else:
        boundary = period.first if count.at == "start" else period.last
        opened, closed = row[register.opened], row[register.closed]
        before = opened is not None and (opened < boundary if count.at == "start" else opened <= boundary)
        after = closed is None or (closed >= boundary if count.at == "start" else closed > boundary)
        in_time = before and after
    has_value = count.aggregate != "quantile" or row[count.column] is not None
    return in_time and has_value and (count.where is None or truth(count.where, row) is True)


def tally(register: Register, count: Count, period: Period, rows: Iterable[Row]) -> Tally:
    taken = [row for row in rows if counted(register, count, period, row)]
    if count.aggregate == "count":
        return Tally(len(taken), len(taken))
    cells = [row[count.column] for row in taken if row[count.column] is not None]
    match count.aggregate:
        case "count_distinct":
            return Tally(len(set(cells)), len(taken))
        case "sum":
            return Tally(sum(cells), len(taken))
        case "min":
            return Tally(min(cells, default=None), len(taken))
        case "max":
            return Tally(max(cells, default=None), len(taken))
        case "quantile":
            return Tally(_quantile(sorted(cells), count.share), len(taken))


def _quantile(cells: list[int], share: Fraction) -> int | Fraction | None:
    """Every value that at least `share` of the rows don't exceed and `1 - share` don't fall short of; their middle."""
    fitting = [
        cell
        for cell in cells
        if sum(other <= cell for other in cells) >= share * len(cells)
        and sum(other >= cell for other in cells) >= (1 - share) * len(cells)
    ]
    if not fitting:
        return None
    middle = Fraction(min(fitting) + max(fitting), 2)
    return int(middle) if middle.denominator == 1 else middle


def _months(period: Period) -> set[tuple[int, int]]:
    if period.quarter:
        months = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}[period.quarter]
    else:
        months = (period.month,) if period.month else tuple(range(1, 13))
    return {(period.year, month) for month in months}
