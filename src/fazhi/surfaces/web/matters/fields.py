"""The fields of a form as a page draws them: what was typed stays, what is wrong stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.forms import Field, FieldType

if TYPE_CHECKING:
    from fazhi.surfaces.web.matters.looking_up import Found

FEW = 5
"""So many codes at most stand as radio buttons; more are a list to choose from."""

_LEAST_ROWS, _MOST_ROWS = 3, 20
_CONTROLS = {FieldType.LONG_TEXT: "area", FieldType.LINES: "area", FieldType.FILE: "file"}
_YES, _NO = gettext_noop("是"), gettext_noop("否")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownField:
    """
    One field.

    control  "text", "area", "file", "radio", "select"
    value    as it was typed; "" for files, which a browser does not give back
    fault    what would be right, "" if nothing is wrong
    keyboard which keyboard a phone shows: "numeric", "decimal" or "text"
    is_first where the cursor goes
    side     the side of a dispute whose name this is: known parties are looked up while it is typed
    found    what was looked up for it, and `picked` which of them was chosen
    """

    name: str
    title: str
    control: str
    value: str = ""
    hint: str = ""
    is_required: bool = False
    fault: str = ""
    options: tuple[Option, ...] = ()
    keyboard: str = "text"
    is_first: bool = False
    side: str = ""
    found: "Found | None" = None
    picked: str = ""

    @property
    def said(self) -> str:
        """What was written, codes by their labels."""
        chosen = [option.label for option in self.options if option.is_chosen and option.value]
        return chosen[0] if chosen else self.value

    @property
    def rows(self) -> int:
        """Lines of an area: as many as are filled in, within reason."""
        return min(max(self.value.count("\n") + 1, _LEAST_ROWS), _MOST_ROWS)

    @property
    def described_by(self) -> str:
        """Ids of what describes it, for `aria-describedby`."""
        told = (f"{self.name}-hint" if self.hint else "", f"{self.name}-fault" if self.fault else "")
        return " ".join(filter(None, told))


_KEYBOARDS = {FieldType.DAY: "numeric", FieldType.INTEGER: "numeric", FieldType.MONEY: "decimal"}
_HINTS = {
    FieldType.DAY: gettext_noop("如 20250219 或 2025-2-19"),
    FieldType.MOMENT: gettext_noop("如 2025-2-19 9:30"),
    FieldType.LINES: gettext_noop("每行一项"),
}


def shown(field: Field, typed: Mapping[str, str], faults: Mapping[str, str]) -> ShownField:
    """A field of a form, with what was typed for it and what is wrong with that."""
    value = typed.get(field.name, "")
    options = _options(field, value)
    control = _CONTROLS.get(field.type, "text")
    if options:
        control = "radio" if len(options) <= FEW else "select"
    if control == "radio" and not field.required:
        options = (*options, Option("", _("不填"), not value))
    return ShownField(
        name=field.name,
        title=_(field.title),
        control=control,
        value="" if control == "file" else value,
        hint=_(field.hint or _HINTS.get(field.type, "")),
        is_required=field.required,
        fault=faults.get(field.name, ""),
        options=options,
        keyboard=_KEYBOARDS.get(field.type, "text"),
    )


def _options(field: Field, value: str) -> tuple[Option, ...]:
    labels = dict(field.labels or {}) if field.type is FieldType.CODE else {}
    if field.type is FieldType.FLAG:
        labels = {_YES: _YES, _NO: _NO}
    return tuple(Option(code, _(label), value in (code, label)) for code, label in labels.items())


def with_cursor(fields: Iterable[ShownField]) -> tuple[ShownField, ...]:
    """The cursor goes to the first field that is wrong, else to the first that is empty."""
    drawn = list(fields)
    wrong = (place for place, field in enumerate(drawn) if field.fault)
    empty = (place for place, field in enumerate(drawn) if not field.value)
    first = next(wrong, next(empty, 0))
    return tuple(replace(field, is_first=place == first) for place, field in enumerate(drawn))


def day_field(value: str, fault: str, *, moment: bool) -> ShownField:
    """The day of an act, or its moment."""
    title, kind = (_("实际发生的时间"), FieldType.MOMENT) if moment else (_("实际发生的日期"), FieldType.DAY)
    return shown(Field("on", title, kind, required=True), {"on": value}, {"on": fault})


def late_field(value: str, fault: str) -> ShownField:
    """Why an act is entered late."""
    hint = _("发生已久，补录须写明")
    return shown(
        Field("late_reason", _("迟录理由"), required=True, hint=hint), {"late_reason": value}, {"late_reason": fault}
    )
