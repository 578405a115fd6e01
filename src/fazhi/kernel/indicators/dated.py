"""
A date that is counted on: it stands with its year, quarter and month, so that a figure of a period compares whole
numbers on every engine. What an act writes, and what the table requires; a register shows it by
`engines.indicator.dated`.
"""

from datetime import date
from typing import Any

from django.db.models import CheckConstraint, Q

_PARTS = ("date", "year", "quarter", "month")


def parts(name: str, day: date | None) -> dict[str, Any]:
    """The columns of the date, as an act writes them; all null without a day."""
    values = (day, day.year, (day.month + 2) // 3, day.month) if day else (None,) * 4
    return {f"{name}_{part}": value for part, value in zip(_PARTS, values, strict=True)}


def whole(name: str, *, called: str) -> CheckConstraint:
    """Year, quarter and month of the date are there exactly when the date is; `called` names the constraint."""
    columns = [f"{name}_{part}__isnull" for part in _PARTS]
    absent, present = Q(**dict.fromkeys(columns, True)), Q(**dict.fromkeys(columns, False))
    return CheckConstraint(condition=absent | present, name=called)
