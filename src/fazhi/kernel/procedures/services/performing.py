"""Acts by their forms: what a surface calls, whatever the line."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.utils import timezone

from fazhi.engines.procedure import BEGIN, Procedure
from fazhi.kernel.audit import services as audit
from fazhi.kernel.procedures import form_reading, registry
from fazhi.kernel.procedures.errors import NoForm, NoMoment
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.kernel.procedures.models import Matter
from fazhi.kernel.procedures.services.acts import in_place_of, require_open, require_opening, right_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

Answers = Mapping[str, str | bytes]
"""Field name → what was written; the content of a file as bytes."""


def perform(
    matter: Matter,
    act: str,
    answers: Answers,
    *,
    by: "Post",
    at: datetime,
    on: date | datetime | None = None,
    late_reason: str = "",
    standing_in_for: "Post | None" = None,
    place: audit.Place = audit.Place.DESK,
) -> None:
    """
    Take the step `act` with the answers to its form, by the line's service.

    on     the day it occurred, that of `at` if not given; a moment only where the form asks for one
    place  the surface; the trail tells it of everything that the service does

    Whether the act is open and permitted is found out before the answers are read. Raises NoForm, NoMoment, FormRefused,
    and whatever the service and `take` raise.
    """
    procedure = registry.procedure_of(matter)
    step = require_open(matter, act, by=by, at=at, standing_in_for=standing_in_for)
    form = _form(procedure, act)
    values = form_reading.read(form, answers, act=step.title)
    day = _day(form, step.title, on, at)
    with audit.done_at(place), in_place_of(standing_in_for):
        form.do(matter, by=by, at=at, on=day, late_reason=late_reason, **values)


def perform_opening(
    procedure: Procedure,
    answers: Answers,
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date | datetime | None = None,
    late_reason: str = "",
    standing_in_for: "Post | None" = None,
    place: audit.Place = audit.Place.DESK,
) -> Matter:
    """
    Bring a matter of `office` into being with the answers to the form of the procedure's opening; else as `perform`.

    Raises CannotBegin where only imports bring matters.
    """
    opening = require_opening(procedure, right_of(by, standing_in_for, at))
    form = _form(procedure, BEGIN)
    values = form_reading.read(form, answers, act=opening.title)
    day = _day(form, opening.title, on, at)
    with audit.done_at(place), in_place_of(standing_in_for):
        made = form.do(office=office, by=by, at=at, on=day, late_reason=late_reason, **values)
    return cast(Matter, made)


def _form(procedure: Procedure, act: str) -> ActForm:
    form = form_of(procedure.name, act)
    if form is None:
        raise NoForm(procedure, act)
    return form


def _day(form: ActForm, act: str, on: date | datetime | None, at: datetime) -> date | datetime:
    """What the service receives as `on`: a moment where the hour matters, and else a day."""
    if isinstance(on, datetime):
        if not form.moment:
            raise NoMoment(act)
        return on
    if form.moment:
        return on or at
    return on or timezone.localdate(at)
