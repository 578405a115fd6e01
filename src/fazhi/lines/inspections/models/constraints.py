"""Constraints that the tables of inspections share, made once so that they are named alike."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.indicators.dated import whole


def parts(model: str, *names: str) -> tuple[models.CheckConstraint, ...]:
    """Year, quarter and month of each date are there exactly when the date is."""
    return tuple(whole(name, called=f"{model}_{name}_parts") for name in names)


def in_order(model: str, later: str, earlier: str) -> models.CheckConstraint:
    """`later` lies on `earlier` or after it, where there is one."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}_date__isnull": True}) | Q(**{f"{later}_date__gte": F(f"{earlier}_date")}),
        name=f"{model}_{later}_after_{earlier}",
    )


def needs(model: str, later: str, earlier: str) -> models.CheckConstraint:
    """Where there is a day `later`, there is a day `earlier`, not after it."""
    there = Q(**{f"{earlier}_date__isnull": False, f"{later}_date__gte": F(f"{earlier}_date")})
    return models.CheckConstraint(
        condition=Q(**{f"{later}_date__isnull": True}) | there, name=f"{model}_{later}_needs_{earlier}"
    )


def listed(model: str, column: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """The column holds a code of a closed list, or nothing where it may be blank."""
    condition = Q(**{f"{column}__in": list(codes)})
    return models.CheckConstraint(
        condition=Q(**{column: ""}) | condition if blank else condition, name=f"{model}_{column}_known"
    )


def filled(model: str, column: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(**{column: ""}), name=f"{model}_{column}_filled")
