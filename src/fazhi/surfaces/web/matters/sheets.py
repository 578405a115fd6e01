"""An open form: the fields of an act with what was typed, what is wrong, and what the page puts in by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from fazhi.kernel.procedures.forms import ActForm, FieldType
from fazhi.surfaces.web.matters import fields
from fazhi.surfaces.web.matters.fields import ShownField
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal


@dataclass(frozen=True)
class ActSheet:
    """
    act      name of the act
    title    of the act: what the button says
    version  of the matter as its form was opened, 0 for one that does not exist yet
    wrong    the fields that something is wrong with
    has_file whether a file is asked for
    """

    act: str
    title: str
    url: str
    version: int
    token: str
    fields: tuple[ShownField, ...]
    refusal: Refusal
    has_file: bool

    @property
    def wrong(self) -> tuple[ShownField, ...]:
        return tuple(field for field in self.fields if field.fault)


def sheet_of(
    form: ActForm,
    *,
    title: str,
    url: str,
    version: int,
    typed: Mapping[str, str],
    refusal: Refusal | None = None,
    first: tuple[ShownField, ...] = (),
    at: datetime,
) -> ActSheet:
    """
    The form of an act, with what was typed or is offered.

    typed  name → text; without a day that of `at` is offered
    first  fields of the page that stand before the form's own
    """
    found = refusal or Refusal()
    on = typed.get("on", _now(at, moment=form.moment))
    drawn = [*first, *(fields.shown(field, typed, found.faults) for field in form.fields)]
    drawn.append(fields.day_field(on, found.faults.get("on", ""), moment=form.moment))
    if typed.get("late_reason") or "late_reason" in found.faults:
        drawn.append(fields.late_field(typed.get("late_reason", ""), found.faults.get("late_reason", "")))
    return ActSheet(
        act=form.act,
        title=title,
        url=url,
        version=version,
        token=new_token(),
        fields=fields.with_cursor(drawn),
        refusal=found,
        has_file=any(field.type is FieldType.FILE for field in form.fields),
    )


def names_of(form: ActForm) -> frozenset[str]:
    """Names of all fields beside which a fault can stand."""
    return frozenset({"on", "late_reason", *(field.name for field in form.fields)})


def _now(at: datetime, *, moment: bool) -> str:
    local = timezone.localtime(at)
    return f"{local:%Y-%m-%d %H:%M}" if moment else local.date().isoformat()
