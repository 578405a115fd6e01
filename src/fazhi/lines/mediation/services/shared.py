"""What every act of mediation needs: the day of a moment."""

from datetime import date, datetime

from django.utils import timezone


def day_of(on: date | datetime) -> date:
    """The local day of an act of which the day or the moment is told."""
    return timezone.localdate(on) if isinstance(on, datetime) else on
