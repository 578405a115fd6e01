"""The fields around a list: what it can be narrowed by, what is in them now, what is wrong; columns, export, saving, parties."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.engines.indicator import Column, Kind, Register
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.exchange.register_export import Purpose
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.parties.permissions import OPEN
from fazhi.kernel.parties.terms import Reason
from fazhi.surfaces.web.cells import heading
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.conditions import Chosen, Dated, Filling, Ranged, Words, labels_of
from fazhi.surfaces.web.registers.days import RELATIVE, Days
from fazhi.surfaces.web.registers.requests import list_url, matters_of, shown_columns
from fazhi.surfaces.web.tables import choosable

CHOICE, SPAN, TEXT = "choice", "span", "text"
FILLINGS = {asking.FILLED: gettext_lazy("已填写"), asking.EMPTY: gettext_lazy("未填写")}

_FIRST_CHOICES = 3
_SHORTCUTS = ("this-year", "last-year", "this-quarter", "this-month")


@dataclass(frozen=True)
class Option:
    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """
    One column to narrow by.

    kind      choice (checkboxes), span (from and to), text
    told      of a choice, what is chosen
    first     of a span the first box, of a text its only one; `last` the second box
    periods   of a day, the list of each usual period
    """

    name: str
    title: str
    kind: str
    fault: str
    options: tuple[Option, ...] = ()
    told: str = ""
    first: str = ""
    last: str = ""
    is_day: bool = False
    periods: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ColumnBox:
    """A column that can be shown, and its place if it is."""

    name: str
    title: str
    place: int | None


@dataclass(frozen=True)
class Controls:
    """
    All fields of a list's page.

    main, more    the fields in sight, and those behind 更多条件; `fillings` which columns are to be blank or not.
                  `narrowing` of those behind, how many are in use
    kept          what the form keeps of the address besides its fields; `whole` the address without a place
    export_url    "" where the post may not take lists out; `parties_url` where it may not look up parties, or there are none
    """

    search: str
    search_fault: str
    office: str
    office_fault: str
    main: tuple[Field, ...]
    more: tuple[Field, ...]
    fillings: tuple[Field, ...]
    narrowing: int
    is_more_open: bool
    faults: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    whole: str
    columns: tuple[ColumnBox, ...]
    kept_of_columns: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[int, str, bool], ...]
    clear_url: str
    is_narrowed: bool
    offices_url: str
    export_url: str
    purposes: tuple[tuple[str, str], ...]
    parties_url: str
    reasons: tuple[tuple[str, str], ...]
    views_url: str


def controls(
    request: DeskRequest, register: Register, asked: Asked, office: Scope | None, *, typed_search: str = ""
) -> Controls:
    """The fields as they stand for what is asked."""
    faults = {fault.name: fault.says for fault in asked.faults}
    fields = tuple(_field(register, asked, column, faults) for column in choosable(register))
    main = _main(register, fields)
    bare = asked.anew()
    may_export = request.post.role in EXPORT.roles
    may_find = request.post.role in OPEN.roles and bool(matters_of(register))
    named = {"name": register.name}
    more = tuple(field for field in fields if field not in main)
    return Controls(
        search=typed_search,
        search_fault=faults.get("q", ""),
        office=office.name if office else asked.office,
        office_fault=faults.get(asking.OFFICE, ""),
        main=main,
        more=more,
        fillings=tuple(_fillings(register, asked)),
        narrowing=sum(1 for field in more if field.first or field.last or field.told),
        is_more_open=any(field.fault for field in more),
        faults=tuple(fault.says for fault in asked.faults if not fault.name),
        kept=_kept(register, replace(bare, conditions=(), office="")),
        whole=asking.query_of(register, bare.anew(party="")),
        columns=_columns(register, asked),
        kept_of_columns=_kept(register, replace(bare, columns=())),
        sizes=tuple((size, list_url(register, replace(bare, size=size)), size == asked.size) for size in asking.SIZES),
        clear_url=list_url(register, replace(bare, conditions=(), office="", party="")),
        is_narrowed=asked.is_narrowed,
        offices_url=list_url(register, bare, "register-offices"),
        export_url=list_url(register, bare, "register-export") if may_export else "",
        purposes=tuple((code, _(label)) for code, label in Purpose.choices),
        parties_url=list_url(register, bare, "register-parties") if may_find else "",
        reasons=tuple((code, _(label)) for code, label in Reason.choices),
        views_url=reverse("register-views", kwargs=named),
    )


def _field(register: Register, asked: Asked, column: Column, faults: dict[str, str]) -> Field:
    fault, typed, condition = faults.get(column.name, ""), asked.typed.get(column.name, ""), asked.of(column.name)
    if labels := labels_of(column):
        chosen = condition.codes if isinstance(condition, Chosen) else ()
        options = tuple(Option(code, _(label), code in chosen) for code, label in labels.items())
        told = _("、").join(option.title for option in options if option.is_chosen)
        return Field(column.name, _(column.title), CHOICE, fault, options, told)
    if column.kind is Kind.TEXT:
        words = next(condition.pairs)[1] if isinstance(condition, Words) else typed
        return Field(column.name, _(column.title), TEXT, fault, first=words)
    first, last = _ends(condition) if isinstance(condition, Dated | Ranged) else typed.partition("..")[::2]
    is_day = column.kind is Kind.DATE
    periods = tuple(_periods(register, asked, column)) if is_day else ()
    return Field(column.name, heading(column), SPAN, fault, first=first, last=last, is_day=is_day, periods=periods)


def _ends(condition: Dated | Ranged) -> tuple[str, str]:
    """What stands in the two boxes: a period in the first alone, a single day or number in both."""
    written = next(condition.pairs)[1]
    first, between, last = written.partition("..")
    is_period = isinstance(condition, Dated) and len(first) != len("2024-01-01")
    first, last = (_(RELATIVE[end]) if end in RELATIVE else end for end in (first, last))
    return (first, last) if between or is_period else (first, first)


def _periods(register: Register, asked: Asked, column: Column) -> Iterator[tuple[str, str]]:
    others = tuple(each for each in asked.conditions if each.column != column or isinstance(each, Filling))
    for word in _SHORTCUTS:
        yield _(RELATIVE[word]), list_url(register, asked.anew(conditions=(*others, Dated(column, Days.parse(word)))))


def _main(register: Register, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """In sight: the day that the list goes by, and the first closed lists of the register's own table."""
    day = asking.usual_order(register).column
    own = {column.name for column in register.columns if "." not in column.source}
    choices = [field.name for field in fields if field.kind == CHOICE and field.name in own and not _is_flag(field)]
    wanted = {day, *choices[:_FIRST_CHOICES]}
    return tuple(sorted((field for field in fields if field.name in wanted), key=lambda field: field.kind == CHOICE))


def _is_flag(field: Field) -> bool:
    return [option.value for option in field.options] == ["1", "0"]


def _fillings(register: Register, asked: Asked) -> Iterator[Field]:
    for name, title in FILLINGS.items():
        wanted = {
            each.column.name
            for each in asked.conditions
            if isinstance(each, Filling) and each.is_filled == (name == asking.FILLED)
        }
        options = tuple(Option(each.name, _(each.title), each.name in wanted) for each in choosable(register))
        told = _("、").join(option.title for option in options if option.is_chosen)
        yield Field(name, str(title), CHOICE, "", options, told)


def _columns(register: Register, asked: Asked) -> tuple[ColumnBox, ...]:
    places = {column.name: place for place, column in enumerate(shown_columns(register, asked), 1)}
    boxes = [ColumnBox(each.name, _(each.title), places.get(each.name)) for each in choosable(register)]
    return tuple(sorted(boxes, key=lambda box: (box.place is None, box.place or 0)))


def _kept(register: Register, asked: Asked) -> tuple[tuple[str, str], ...]:
    return tuple(asking.pairs(register, asked))
