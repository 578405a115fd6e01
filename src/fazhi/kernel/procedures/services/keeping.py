"""How long the personal data of ended matters are kept, and what is past that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.periods import PeriodNotInForce, period_row
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.parties import retention
from fazhi.kernel.parties import services as parties
from fazhi.kernel.parties.permissions import ERASE
from fazhi.kernel.parties.retention import Retention
from fazhi.kernel.procedures import registry

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class PastKeeping:
    """
    Matters of a procedure whose retention has run out.

    is_open  the period is 待核 and no local value was entered for it: nothing is erased by it
    """

    retention: Retention
    matters: tuple[UUID, ...]
    is_open: bool


def past_keeping(*, on: date) -> tuple[PastKeeping, ...]:
    """For each procedure that declares a retention, the ended matters that were kept long enough before `on`."""
    return tuple(_past(rule, on) for rule in retention.declared())


def _past(rule: Retention, on: date) -> PastKeeping:
    row = period_row(rule.period)
    is_open = row.mark is Mark.UNVERIFIED and all(value.local is None for value in row.values)
    ends = registry.procedure_named(rule.procedure).ends
    ended = registry.matters_of(rule.procedure, "retention of ended matters").filter(state__in=ends)
    days = ended.order_by("occurred_date").values_list("occurred_date", flat=True).distinct()
    past = [day for day in days if _is_past(rule.period, day, on)]
    matters = ended.filter(occurred_date__lte=past[-1]).order_by("pk") if past else ended.none()
    return PastKeeping(rule, tuple(matters.values_list("pk", flat=True)), is_open)


def _is_past(code: str, ended: date, on: date) -> bool:
    try:
        return calendar.due(code, ended).due.last < on
    except PeriodNotInForce:
        return False


def erase_past_keeping(*, by: "Post | None", at: datetime, on: date) -> Iterator[tuple[str, int]]:
    """
    Erase the personal data of what is past its retention; yields each procedure with how many parties were erased.

    by  the acting post; None for the system account on the console

    Raises NotPermitted or NotTheWhole. Twice is once.
    Source: 个人信息保护法 art. 47(1) no. 2.
    """
    if by is not None:
        require_whole(by, ERASE)
    for found in past_keeping(on=on):
        if found.matters and not found.is_open:
            name = found.retention.procedure
            erased = parties.erase_parties(
                [(name, matter) for matter in found.matters], basis=ERASE.basis, by=by.code if by else "system", at=at
            )
            yield name, erased
