"""
The time limits of the law: the package's table with what the bureau has entered for rows that are 待核.

`period_row` is what a matter's clock goes by; `period_rows` are the package's own rows, which need no database.
"""

from fazhi.kernel.law.local_periods import with_local_values
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.period_table import (
    PERIODS,
    Extension,
    LocalBasis,
    LocalValueUnfit,
    MalformedRow,
    PeriodError,
    PeriodNotInForce,
    PeriodRow,
    PeriodValue,
    RowNotOpen,
    UnknownPeriod,
    packaged_row,
    period_rows,
    read_rows,
)

__all__ = [
    "PERIODS",
    "Extension",
    "LocalBasis",
    "LocalValueUnfit",
    "MalformedRow",
    "Mark",
    "PeriodError",
    "PeriodNotInForce",
    "PeriodRow",
    "PeriodValue",
    "RowNotOpen",
    "UnknownPeriod",
    "period_row",
    "period_rows",
    "read_rows",
    "rows_in_force",
]


def period_row(code: str) -> PeriodRow:
    """
    The row called `code`, as TJ-CONFIRM, with local values; upper and lower case are the same.

    Read anew each time where local values are possible, so that another process's entry counts at once.
    Raises UnknownPeriod naming up to three near codes.
    """
    return with_local_values(packaged_row(code))


def rows_in_force() -> tuple[PeriodRow, ...]:
    """All rows with local values, in the order of the file."""
    return tuple(with_local_values(row) for row in period_rows().values())
