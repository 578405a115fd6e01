"""What acts of every kind of mediation share, and those of departments."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import Form

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


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


def accept(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Accept an application. Source: 人民调解法 art. 17."""
    changes = parts("accepted", day_of(on))
    return procedures.take(matter, "accept", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)


def refuse(matter: Mediation, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Refuse an application, with the reason that the applicant is told."""
    return end(matter, "refuse", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))


def settle(
    matter: AdministrativeMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    effective: date | None,
    amount_fen: int | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record a department's agreement. `effective` is the day it took effect, `on` the day the matter ended.

    Raises MissingGround without `effective`, and whatever else `procedures.take` raises.
    """
    changes = {**(parts("effective", effective) if effective else {}), "amount_fen": amount_fen}
    told = grounds(late_reason, effective_date=effective)
    return end(matter, "settle", by=by, at=at, on=on, grounds=told, changes=changes)


def fail(matter: Mediation, *, by: "Post", at: datetime, on: date, routes_told: str, late_reason: str = "") -> Step:
    """End without agreement; `routes_told` names the arbitration, administrative or court route told (人民调解法 art. 26)."""
    return end(matter, "fail", by=by, at=at, on=on, grounds=grounds(late_reason, routes_told=routes_told))


def withdraw(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """A party ends it, which is possible at any time (人民调解法 art. 23)."""
    return end(matter, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason))


def grounds(late_reason: str, **told: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**told, procedures.LATE_REASON: late_reason} if late_reason else told


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
    """Take the step `name` that ends a matter, with the columns that every end writes."""
    day = day_of(on)
    days = (day - matter.accepted_date).days if matter.accepted_date else None
    ended = {"days_to_conclude": days, **parts("concluded", day), **(changes or {})}
    if isinstance(matter, PeoplesMatter) and ended.get("form", matter.form) == Form.MEDIATION:
        ended["is_concluded"] = int(name in {"settle", "fail"})
    if isinstance(matter, AdministrativeMatter):
        ended["closed_date"] = ended.get("effective_date", day)
    return procedures.take(matter, name, by=by, at=at, on=on, grounds=grounds, changes=ended)
