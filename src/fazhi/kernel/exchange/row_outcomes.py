"""What became of each row of a file (逐行结果), for who sent the rows one by one and is told of each."""

import polars as pl

from fazhi.kernel.exchange.checking import sentences
from fazhi.kernel.exchange.comparing import Comparison
from fazhi.kernel.exchange.reading import Table
from fazhi.kernel.exchange.terms import RowOutcome, RowState


def row_outcomes(
    table: Table, comparison: Comparison, findings: pl.DataFrame, refused: pl.Series
) -> tuple[RowOutcome, ...]:
    """All rows that were read, in the file's order; those that were skipped as titles, blanks or totals are not among them."""
    states = dict.fromkeys(comparison.new["index"], RowState.NEW)
    states |= dict.fromkeys(comparison.changed["index"], RowState.UPDATED)
    states |= dict.fromkeys(refused, RowState.REFUSED)
    said: dict[int, list[str]] = {}
    for index, says in sentences(findings, table.format).select("index", "sentence").iter_rows():
        said.setdefault(index, []).append(says)
    return tuple(
        RowOutcome(row, states.get(index, RowState.UNCHANGED), tuple(said.get(index, ())))
        for index, row in enumerate(table.rows["row"])
    )
