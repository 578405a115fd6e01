"""The registers (台账) as they are now: a list of them, and each one's rows, a page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from fazhi.engines.indicator import (
    And,
    Between,
    Compare,
    IsNull,
    Not,
    Period,
    PeriodNotUnderstood,
    Predicate,
    Register,
    rows_sql,
)
from fazhi.kernel.indicators.cells import row_of
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Scope
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, Item, Pages, page
from fazhi.surfaces.web.tables import PAGE, RowsTable, readable, rows_table

SECTION = "registers"


@dataclass(frozen=True)
class Filter:
    """
    What a list is narrowed to, as its address writes it.

    period  "2024", "2024Q3" or "2024-09", on the day a row became open; "" for all
    office  an office's code, "" for all
    fault   what is wrong with what was written, and what would be right; "" if nothing
    """

    period: str = ""
    office: str = ""
    fault: str = ""

    @property
    def query(self) -> dict[str, str]:
        return {name: value for name, value in (("period", self.period), ("office", self.office)) if value}


def registers(request: DeskRequest) -> HttpResponse:
    """All registers, by the order in which the lines declared them."""
    return page(request, "web/registers.html", {"registers": Live().catalogue.registers.values()}, section=SECTION)


def register(request: DeskRequest, name: str) -> HttpResponse:
    """One register's rows within the post's offices, by key ascending."""
    found = Live().catalogue.registers.get(name)
    if found is None:
        raise NotHere(f"台账“{name}”", Way("全部台账", reverse("registers")))
    asked = _filter(request)
    shown = _page(found, asked, request, _key(request.GET.get("after", ""), found))
    context = {
        "register": found,
        "opened": found.column(found.opened).title if found.opened else "",
        "asked": asked,
        "table": shown,
        "is_first": "after" not in request.GET,
        "first_url": _url(name, asked.query),
        "next_url": _url(name, {**asked.query, "after": shown.following}) if shown.following else "",
    }
    return page(request, "web/register.html", context, section=SECTION, status=400 if asked.fault else 200)


def _filter(request: DeskRequest) -> Filter:
    period, office = request.GET.get("period", "").strip(), request.GET.get("office", "").strip()
    try:
        if period:
            Period.parse(period)
    except PeriodNotUnderstood:
        return Filter(period, office, f"“{period}”不是一个期间。应为 2024、2024Q3 或者 2024-09。")
    return Filter(period, office)


def _page(register: Register, asked: Filter, request: DeskRequest, after: UUID | None) -> RowsTable:
    engine, office = Live(), request.post.office
    query = rows_sql(
        register,
        And(tuple(_conditions(register, asked))),
        engine.dialect,
        bounds=engine.bounds(Scope(office.code, office.left, office.right)),
        after=after.hex if after else None,
        limit=0 if asked.fault else PAGE + 1,
    )
    rows = [row_of(register, cells) for cells in engine.ask(query)]
    return rows_table(register, readable(register), rows, PAGE)


def _conditions(register: Register, asked: Filter) -> list[Predicate]:
    conditions: list[Predicate] = [Not(IsNull(register.key))]
    if asked.office:
        conditions.append(Compare("office", "=", asked.office))
    if asked.period and not asked.fault and register.opened:
        period = Period.parse(asked.period)
        conditions.append(Between(register.opened, period.first, period.last))
    return conditions


def _key(written: str, register: Register) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError as error:
        raise NotHere(f"从“{written}”开始的一页", Way(register.title, _url(register.name, {}))) from error


def _url(name: str, query: dict[str, str]) -> str:
    address = reverse("register", kwargs={"name": name})
    return f"{address}?{urlencode(query)}" if query else address


PAGES = Pages(
    urls=(
        address("registers/", registers, name="registers", access=STAFF),
        address("registers/<str:name>/", register, name="register", access=STAFF),
    ),
    items=(Item("台账", section=SECTION, url_name="registers", order=20),),
)
