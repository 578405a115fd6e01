"""Constraints that tables of mediation share, made once so that they are named alike."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.indicators.dated import whole


def parts(name: str) -> models.CheckConstraint:
    """Year, quarter and month of a date are there exactly when the date is."""
    return whole(name, called=f"%(class)s_{name}_parts")


def order(later: str, earlier: str) -> models.CheckConstraint:
    """The day `later` does not lie before the day `earlier`, where both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}_date__isnull": True})
        | Q(**{f"{earlier}_date__isnull": True})
        | Q(**{f"{later}_date__gte": F(f"{earlier}_date")}),
        name=f"%(class)s_{later}_after_{earlier}",
    )


def listed(column: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """The column holds a code of a closed list, or nothing where it may be blank."""
    condition = Q(**{f"{column}__in": list(codes)})
    return models.CheckConstraint(
        condition=Q(**{column: ""}) | condition if blank else condition, name=f"%(class)s_{column}_known"
    )
