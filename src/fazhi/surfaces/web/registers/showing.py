"""A register's list as it is shown: chips, count, headings, rows, and where each leads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Column, Kind, Order, Register
from fazhi.kernel.indicators import listing
from fazhi.kernel.indicators.listing import Counted, Page, sortable
from fazhi.kernel.indicators.terms import Row, Scope
from fazhi.kernel.procedures.registry import procedure_named
from fazhi.surfaces.web.cells import heading, is_number, shown
from fazhi.surfaces.web.matters.face import procedures_of
from fazhi.surfaces.web.pages import opening
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.requests import list_url, shown_columns

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

# Stands for a key in an address that is made once for all rows.
_NO_KEY = str(UUID(int=0))
STATE, DUE = "state", "_due_date"


@dataclass(frozen=True)
class Chip:
    """One condition in words, and the list without it."""

    told: str
    url: str


@dataclass(frozen=True)
class ShownCount:
    """`is_below` says that there are fewer; `url` counts exactly, "" where that is done."""

    number: int
    is_exact: bool
    is_below: bool
    url: str


@dataclass(frozen=True)
class Head:
    """`url` sorts by it, "" where that can't be; `sorted` is ascending, descending or ""."""

    title: str
    is_number: bool
    url: str
    sorted: str


@dataclass(frozen=True)
class Cell:
    """`style` is the class of the cell, `mark` that of its text: `state on`, `late`, or ""."""

    text: str
    style: str
    mark: str


@dataclass(frozen=True)
class ShownRow:
    """`key` is that of its matter, for acts on several; `url` opens its record, "" where no line has a page for it."""

    key: str
    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ShownList:
    """One page; `before` and `after` are the addresses of the pages beside it, "" at the ends; `told` says where it stands, `printed`
    who prints it and when. `procedures` those of its rows, name and title; none if they are no matters.
    """

    heads: tuple[Head, ...]
    rows: tuple[ShownRow, ...]
    before: str
    after: str
    told: str
    printed: str
    procedures: tuple[tuple[str, str], ...]


def chips(
    register: Register, asked: Asked, office: Scope | None, party: Mapping[str, object] | None
) -> tuple[Chip, ...]:
    """What the list is narrowed to, each with the list without it."""
    found = [Chip(each.told, list_url(register, asked.without(each))) for each in asked.conditions]
    if office is not None:
        found.append(Chip(_("机构 = %s") % office.name, list_url(register, asked.anew(office=""))))
    if asked.party:
        told = _("当事人 %s") % party["shown"] if party else _("当事人查找已失效，请重新查找")
        told += _("（只取前 %s 件）") % len(party["matters"]) if party and party["is_cut"] else ""  # type: ignore[arg-type]
        found.append(Chip(told, list_url(register, asked.anew(party=""))))
    return tuple(found)


def shown_count(counted: Counted, url: str = "") -> ShownCount:
    return ShownCount(counted.number, counted.is_exact, counted.is_below, "" if counted.is_exact else url)


def shown_list(register: Register, asked: Asked, found: Page, post: "Post", at: datetime) -> ShownList:
    """A page of rows in the columns asked for, the first column as each row's name."""
    columns = shown_columns(register, asked)
    local, opens = timezone.localtime(at), opening(register.name, _NO_KEY) or ""
    first, last = (found.rows[0], found.rows[-1]) if found.rows else (None, None)
    return ShownList(
        heads=tuple(_head(register, asked, column) for column in columns),
        rows=tuple(_row(register, columns, row, local.date(), opens) for row in found.rows),
        before=_beside(register, asked, "before", first) if found.has_before else "",
        after=_beside(register, asked, "after", last) if found.has_after else "",
        told=_told(register, asked.order, first, last),
        printed=_("打印：%s　%s　%s") % (post.official.name, post.office.name, f"{local:%Y-%m-%d %H:%M}"),
        procedures=tuple((name, _(procedure_named(name).title)) for name in procedures_of(register.name)),
    )


def _head(register: Register, asked: Asked, column: Column) -> Head:
    if column not in sortable(register):
        return Head(heading(column), is_number(column), "", "")
    is_first = asked.order.column == column.name
    turned = Order(column.name, descending=not (is_first and asked.order.descending))
    way = ("descending" if asked.order.descending else "ascending") if is_first else ""
    return Head(heading(column), is_number(column), list_url(register, asked.anew(order=turned)), way)


def _row(register: Register, columns: tuple[Column, ...], row: Row, today: date, opens: str) -> ShownRow:
    name, *others = columns
    key = str(row[register.key])
    return ShownRow(
        key=key,
        name=shown(name, row[name.name]),
        url=opens.replace(_NO_KEY, str(UUID(key))) if opens else "",
        cells=tuple(
            Cell(shown(each, row[each.name]), "num" if is_number(each) else "nb", _mark(register, each, row, today))
            for each in others
        ),
    )


def _mark(register: Register, column: Column, row: Row, today: date) -> str:
    is_open = register.closed is not None and row[register.closed] is None
    if column.name == STATE and is_open:
        return "state on"
    value = row[column.name]
    is_late = column.kind is Kind.DATE and column.name.endswith(DUE) and is_open and value is not None and value < today
    return "late" if is_late else ""


def _beside(register: Register, asked: Asked, side: str, row: Row | None) -> str:
    assert row is not None, "a page beside another is asked for from one of its rows"
    place = listing.place_of(row, register, asked.order)
    return list_url(register, replace(asked.anew(), **{side: place}))  # type: ignore[arg-type]


def _told(register: Register, order: Order, first: Row | None, last: Row | None) -> str:
    """From where to where the page goes, and in which order."""
    if first is None or last is None:
        return ""
    way = _("倒序") if order.descending else _("顺序")
    if order.column is None:
        return _("按登记先后%s") % way
    column = register.column(order.column)
    ends = [shown(column, row[column.name]) for row in (first, last)]
    return _("本页 %s 至 %s，按%s%s") % (*ends, _(column.title), way)
