"""What every act of mediation needs: a date with its parts, the day of a moment, the grounds with why it is late."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fazhi.kernel.procedures import services as procedures


def parts(name: str, day: date) -> dict[str, Any]:
    """A date column with its stored year, quarter and month."""
    return {
        f"{name}_date": day,
        f"{name}_year": day.year,
        f"{name}_quarter": (day.month + 2) // 3,
        f"{name}_month": day.month,
    }


def day_of(on: date | datetime) -> date:
    """The local day of an act of which the day or the moment is told."""
    return timezone.localdate(on) if isinstance(on, datetime) else on


def grounds(late_reason: str, **told: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**told, procedures.LATE_REASON: late_reason} if late_reason else told
