from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import AgreementForm, Form

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


def accept(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Accept an application. Source: 人民调解法 art. 17."""
    grounds = _grounds(late_reason)
    return procedures.take(matter, "accept", by=by, at=at, on=on, grounds=grounds, changes=parts("accepted", on))


def refuse(matter: Mediation, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Refuse an application, with the reason that the applicant is told."""
    return _end(matter, "refuse", by=by, at=at, on=on, grounds=_grounds(late_reason, reason=reason))


def settle(
    matter: Mediation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    effective: date | None,
    amount_fen: int | None = None,
    agreement_form: AgreementForm | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record the agreement. `effective` is the day it took effect: the last signature with the committee's seal, or the day
    an oral agreement was reached (人民调解法 art. 29, 30); `on` the day the matter ended.

    Raises MissingGround without `effective`, and whatever else `procedures.take` raises.
    """
    changes = {**(parts("effective", effective) if effective else {}), "amount_fen": amount_fen}
    if isinstance(matter, PeoplesMatter):
        changes["agreement_form"] = agreement_form or ""
    grounds = _grounds(late_reason, effective_date=effective, agreement_form=agreement_form)
    return _end(matter, "settle", by=by, at=at, on=on, grounds=grounds, changes=changes)


def fail(matter: Mediation, *, by: "Post", at: datetime, on: date, routes_told: str, late_reason: str = "") -> Step:
    """End without agreement; `routes_told` names the arbitration, administrative or court route told (人民调解法 art. 26)."""
    return _end(matter, "fail", by=by, at=at, on=on, grounds=_grounds(late_reason, routes_told=routes_told))


def withdraw(matter: Mediation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """A party ends it, which is possible at any time (人民调解法 art. 23)."""
    return _end(matter, "withdraw", by=by, at=at, on=on, grounds=_grounds(late_reason))


def _grounds(late_reason: str, **grounds: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**grounds, procedures.LATE_REASON: late_reason} if late_reason else grounds


def _end(
    matter: Mediation,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date,
    grounds: Mapping[str, object],
    changes: Mapping[str, Any] | None = None,
) -> Step:
    days = (on - matter.accepted_date).days if matter.accepted_date else None
    ended = {**(changes or {}), **parts("concluded", on), "days_to_conclude": days}
    if isinstance(matter, PeoplesMatter) and matter.form == Form.MEDIATION:
        ended["is_concluded"] = int(name in {"settle", "fail"})
    if isinstance(matter, AdministrativeMatter):
        ended["closed_date"] = ended.get("effective_date", on)
    return procedures.take(matter, name, by=by, at=at, on=on, grounds=grounds, changes=ended)
