"""Constraints that the tables of the hotline share, made once so that they are named alike."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.indicators.dated import whole


def parts(model: str, name: str) -> models.CheckConstraint:
    """Year, quarter and month of a date are there exactly when the date is."""
    return whole(name, called=f"{model}_{name}_parts")


def in_order(model: str, later: str, earlier: str) -> models.CheckConstraint:
    """`later` lies on `earlier` or after it, where there is one."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)}), name=f"{model}_{later}_order"
    )


def listed(model: str, column: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """The column holds a code of a closed list, or nothing where it may be blank."""
    condition = Q(**{f"{column}__in": list(codes)})
    return models.CheckConstraint(
        condition=Q(**{column: ""}) | condition if blank else condition, name=f"{model}_{column}_known"
    )
