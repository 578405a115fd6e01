"""Constraints that the tables of legality review share, made once so that they are named alike."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, F, Q

from fazhi.kernel.indicators.dated import whole


def parts(model: str, *names: str) -> tuple[CheckConstraint, ...]:
    """Year, quarter and month of each date are there exactly when the date is."""
    return tuple(whole(name, called=f"{model}_{name}_parts") for name in names)


def needs(model: str, later: str, earlier: str) -> CheckConstraint:
    """Where there is a day `later`, there is a day `earlier`, not after it."""
    there = Q(**{f"{earlier}_date__isnull": False, f"{later}_date__gte": F(f"{earlier}_date")})
    condition = Q(**{f"{later}_date__isnull": True}) | there
    return CheckConstraint(condition=condition, name=f"{model}_{later}_needs_{earlier}")


def listed(model: str, column: str, codes: Iterable[str], *, blank: bool = False) -> CheckConstraint:
    condition = Q(**{f"{column}__in": list(codes)})
    return CheckConstraint(
        condition=Q(**{column: ""}) | condition if blank else condition, name=f"{model}_{column}_known"
    )
