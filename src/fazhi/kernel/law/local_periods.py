"""
Lengths that the bureau enters itself (本地核定值), for time limits whose source is 待核.

The package's rows are read-only where their source is held or identified. A local value stands beside the package's,
dated, in the trail, and is never changed: a later one for the same day takes its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fazhi.engines.deadlines import Kind, Period
from fazhi.engines.deadlines.errors import MalformedPeriod
from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.triggers import guard
from fazhi.kernel.law.entered import entered, forget
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.models import LocalPeriod
from fazhi.kernel.law.period_table import (
    LocalBasis,
    LocalValueUnfit,
    PeriodRow,
    PeriodValue,
    RowNotOpen,
    month_and_day,
    packaged_row,
)

GUARDS: tuple[DatabaseObject, ...] = (
    guard("law_local_period_no_update", "law_localperiod", "UPDATE"),
    guard("law_local_period_no_delete", "law_localperiod", "DELETE"),
)
"""What keeps entered values as they were entered."""


@transaction.atomic
def enter(
    code: str,
    since: date,
    *,
    length: int | None = None,
    before: str = "",
    basis: str,
    confirmed_by: str,
    by: str,
    at: datetime,
) -> LocalPeriod:
    """
    Enter the length of the time limit `code` as a local document has it, for periods that start from `since` on.

    length        in the unit of the row, at least 1; None for a fixed date
    before        a fixed date's first day that is too late, as "03-01"; blank for every other kind
    basis         the document and place, as printed
    confirmed_by  who read it there
    by            who enters it, as the trail writes it; `at` is an aware datetime

    Raises UnknownPeriod, RowNotOpen if the row's source is known, LocalValueUnfit.
    """
    row = _open_row(code, length, before, basis, confirmed_by)
    local = LocalPeriod.objects.create(
        code=row.code,
        since_date=since,
        length=length,
        before=before,
        basis=basis.strip(),
        confirmed_by=confirmed_by.strip(),
        entered_by=by,
        entered_at=at,
    )
    forget()
    payload = {"code": row.code, "since": since, "length": length, "before": before, "basis": local.basis}
    detail = {"confirmed_by": local.confirmed_by}
    audit.record(
        "law.enter_local_period", by=by, at=at, subject=("law.period", row.code), payload=payload, detail=detail
    )
    return local


def row_with(
    code: str, since: date, *, length: int | None = None, before: str = "", basis: str, confirmed_by: str
) -> PeriodRow:
    """The row as it would be with this local value, for a preview; nothing is written. Arguments and errors of `enter`."""
    row = _open_row(code, length, before, basis, confirmed_by)
    entry = LocalPeriod(
        code=row.code, since_date=since, length=length, before=before, basis=basis, confirmed_by=confirmed_by
    )
    return merged(row, (*entries_of(row.code), entry))


def entries_of(code: str) -> tuple[LocalPeriod, ...]:
    """What the bureau has entered for the time limit `code`, in the order entered."""
    return tuple(entered(LocalPeriod.objects.filter(code=code).order_by("pk")))


def entries_by_code() -> Mapping[str, tuple[LocalPeriod, ...]]:
    """Everything that the bureau has entered, by the code of its time limit, in the order entered; one query."""
    found: dict[str, list[LocalPeriod]] = {}
    for entry in entered(LocalPeriod.objects.order_by("pk")):
        found.setdefault(entry.code, []).append(entry)
    return {code: tuple(entries) for code, entries in found.items()}


def _open_row(code: str, length: int | None, before: str, basis: str, confirmed_by: str) -> PeriodRow:
    """The package's row, if such a value may be entered for it."""
    row = packaged_row(code)
    if row.mark is not Mark.UNVERIFIED:
        raise RowNotOpen(row.code, row.mark)
    _require_fit(row, length, before, basis.strip(), confirmed_by.strip())
    return row


def _require_fit(row: PeriodRow, length: int | None, before: str, basis: str, confirmed_by: str) -> None:
    if not basis:
        raise LocalValueUnfit(row.code, "basis", basis)
    if not confirmed_by:
        raise LocalValueUnfit(row.code, "confirmed_by", confirmed_by)
    try:
        _period(row, length, before)
    except (MalformedPeriod, ValueError):
        fault = "before" if row.values[-1].period.kind is Kind.FIXED else "length"
        raise LocalValueUnfit(row.code, fault, before or str(length)) from None


def _period(row: PeriodRow, length: int | None, before: str) -> Period:
    """The row's period with another length or date. Raises MalformedPeriod or ValueError for one it can't have."""
    return replace(row.values[-1].period, length=length, before=month_and_day(before) if before else None)


def with_local_values(row: PeriodRow) -> PeriodRow:
    """`row` with what the bureau has entered for it; the package's row itself where its source is known."""
    if row.mark is not Mark.UNVERIFIED:
        return row
    return merged(row, [entry for entry in entered(LocalPeriod.objects.order_by("pk")) if entry.code == row.code])


def merged(row: PeriodRow, entries: Iterable[LocalPeriod]) -> PeriodRow:
    """
    `row` with the values of `entries`, given in the order entered.

    From the first local day on only local values count; before it the package's stand.
    """
    local = {entry.since_date: entry for entry in entries}
    if not local:
        return row
    first = min(local)
    kept = tuple(value for value in row.values if value.since < first)
    return replace(row, values=kept + tuple(_value(row, local[since]) for since in sorted(local)))


def _value(row: PeriodRow, entry: LocalPeriod) -> PeriodValue:
    period = _period(row, entry.length, entry.before)
    return PeriodValue(entry.since_date, period, LocalBasis(entry.basis, entry.confirmed_by))
