"""An open form: the fields of an act with what was typed, what is wrong, and what the page puts in by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.surfaces.web.matters import fields
from fazhi.surfaces.web.matters.fields import ShownField
from fazhi.surfaces.web.matters.looking_up import Found, sides_of
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
    hidden   further values that the page puts in: name → value
    is_sent  whether it was sent already, and refused
    """

    act: str
    title: str
    url: str
    version: int
    token: str
    fields: tuple[ShownField, ...]
    refusal: Refusal
    has_file: bool
    hidden: Mapping[str, str]
    is_sent: bool

    @property
    def typed(self) -> tuple[ShownField, ...]:
        """The fields that something was written in, for a form that can't be shown any more; nothing of one just opened."""
        return tuple(field for field in self.fields if field.said) if self.is_sent else ()

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
    found: Mapping[str, Found] | None = None,
    dated: bool = True,
    hidden: Mapping[str, str] | None = None,
    at: datetime,
) -> ActSheet:
    """
    The form of an act, with what was typed or is offered.

    typed  name → text; without a day that of `at` is offered
    first  fields of the page that stand before the form's own
    found  side → what was looked up for it; None where known parties are not looked up
    dated  whether it is an act with a day of its own
    """
    refused = refusal or Refusal()
    on = typed.get("on", _now(at, moment=form.moment))
    drawn = [*first, *_own_fields(form, typed, refused, found)]
    if dated:
        drawn.append(fields.day_field(on, refused.faults.get("on", ""), moment=form.moment))
    if typed.get("late_reason") or "late_reason" in refused.faults:
        drawn.append(fields.late_field(typed.get("late_reason", ""), refused.faults.get("late_reason", "")))
    return ActSheet(
        act=form.act,
        title=title,
        url=url,
        version=version,
        token=new_token(),
        # Of several forms on a page none takes the cursor until one is refused.
        fields=fields.with_cursor(drawn) if refusal or "_do" not in (hidden or {}) else tuple(drawn),
        refusal=refused,
        has_file=any(field.type is FieldType.FILE for field in form.fields),
        hidden=hidden or {},
        is_sent="_token" in typed,
    )


def _own_fields(
    form: ActForm, typed: Mapping[str, str], refused: Refusal, found: Mapping[str, Found] | None
) -> Iterator[ShownField]:
    sides = {f"{side}_name": side for side in sides_of(form)} if found is not None else {}
    for field in form.fields:
        drawn, side = fields.shown(field, typed, refused.faults), sides.get(field.name, "")
        yield (
            replace(drawn, side=side, found=(found or {}).get(side), picked=typed.get(f"_from_{side}", ""))
            if side
            else drawn
        )


def asked(name: str, *of: Field) -> ActForm:
    """A form of the desk's own, beside the acts of procedures: what it asks is read in the same way."""
    return ActForm("", name, of, do=dict)


def names_of(form: ActForm) -> frozenset[str]:
    """Names of all fields beside which a fault can stand."""
    return frozenset({"on", "late_reason", *(field.name for field in form.fields)})


def _now(at: datetime, *, moment: bool) -> str:
    local = timezone.localtime(at)
    return f"{local:%Y-%m-%d %H:%M}" if moment else local.date().isoformat()
