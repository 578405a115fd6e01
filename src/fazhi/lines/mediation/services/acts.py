"""What acts of every kind of mediation share: committees' and departments'."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.services.disputes import refresh
from fazhi.lines.mediation.services.shared import day_of
from fazhi.lines.mediation.terms import Form

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def accept(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Accept an application. Source: 人民调解法 art. 17."""
    changes = parts("accepted", day_of(on))
    with transaction.atomic():
        step = procedures.take(matter, "accept", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)
        refresh(matter.pk)
    return step


def fail(matter: Mediation, *, by: "Post", at: datetime, on: date, routes_told: str, late_reason: str = "") -> Step:
    """End without agreement; `routes_told` names the arbitration, administrative or court route told (人民调解法 art. 26)."""
    return end(matter, "fail", by=by, at=at, on=on, grounds=grounds(late_reason, routes_told=routes_told))


def withdraw(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """A party ends it, which is possible at any time (人民调解法 art. 23)."""
    return end(matter, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason))


def end(
    matter: Mediation,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date,
    grounds: Mapping[str, object],
    changes: Mapping[str, Any] | None = None,
) -> Step:
    """Take the step `name` that ends a matter, with the columns that every end writes; its dispute is told."""
    day = day_of(on)
    days = (day - matter.accepted_date).days if matter.accepted_date else None
    ended = {"days_to_conclude": days, **parts("concluded", day), **(changes or {})}
    if isinstance(matter, PeoplesMatter) and ended.get("form", matter.form) == Form.MEDIATION:
        ended["is_concluded"] = int(name in {"settle", "fail"})
    if isinstance(matter, AdministrativeMatter):
        ended["closed_date"] = ended.get("effective_date", day)
    with transaction.atomic():
        step = procedures.take(matter, name, by=by, at=at, on=on, grounds=grounds, changes=ended)
        refresh(matter.pk)
    return step


__all__ = ["accept", "day_of", "end", "fail", "grounds", "parts", "withdraw"]
