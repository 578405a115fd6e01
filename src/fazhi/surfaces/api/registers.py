"""Registers read by other systems (读取台账): which there are, what their columns mean, their rows a page at a time."""

from dataclasses import replace
from urllib.parse import quote

from pydantic import Field

from fazhi.engines.indicator import Column, Register
from fazhi.engines.indicator import Condition as Wanted
from fazhi.kernel.indicators import listing, registry
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.api.errors import Fault, NotFound, RequestWrong
from fazhi.surfaces.api.operations import PREFIX, Call, Method, Operation
from fazhi.surfaces.api.permissions import READ_REGISTERS
from fazhi.surfaces.api.shapes import Told, plain
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.tables import choosable

_ROOM = "台账"
_OF_PAGES = frozenset({asking.PARTY, asking.COLUMN, "q", "count"})
"""What a page of the desk asks besides: it needs a session, or is a form's."""


class ColumnTold(Told):
    """One column; `labels` are the codes of a closed list with their official words."""

    name: str
    title: str
    kind: str
    unit: str
    labels: dict[str, str]


class RegisterTold(Told):
    """A register; `key` is the column that tells its rows apart."""

    name: str
    title: str
    key: str
    columns: list[ColumnTold]


class Registers(Told):
    """All registers."""

    registers: list[RegisterTold]


class Rows(Told):
    """One page; `next` is the address of the next one, null after the last row."""

    register_name: str
    rows: list[dict[str, str | int | None]]
    next: str | None = Field(description="下一页的地址；没有下一页的为 null")


def _list(call: Call) -> Registers:
    return Registers(registers=[_told(each) for each in registry.catalogue().registers.values()])


def _one(call: Call) -> RegisterTold:
    return _told(_named(call))


def _rows(call: Call) -> Rows:
    register = _named(call)
    asked = asking.parse(register, call.others)
    faults = [Fault(fault.name, fault.says) for fault in asked.faults]
    faults += [Fault(name, "没有这一项。") for name in call.others if name in _OF_PAGES]
    faults += [
        Fault(name, "只能写一次。") for name in (asking.AFTER, asking.SORT) if len(call.others.get(name, ())) > 1
    ]
    if faults:
        raise RequestWrong(faults)
    own = call.post.office
    wanted: list[Wanted] = [part for condition in asked.conditions for part in condition.asked(call.on)]
    scope = Scope(own.code, own.left, own.right)
    rows = listing.listed(register, scope, tuple(wanted), office=_office(call, asked.office))
    found = listing.page(rows, asked.order, after=asked.after, before=asked.before, limit=asked.size)
    names = asked.columns or tuple(column.name for column in choosable(register))
    shown = [{"key": plain(row[register.key]), **{name: plain(row[name]) for name in names}} for row in found.rows]
    return Rows(register_name=register.name, rows=shown, next=_next(register, asked, found))


def _next(register: Register, asked: asking.Asked, found: listing.Page) -> str | None:
    if not found.has_after or not found.rows:
        return None
    place = listing.place_of(found.rows[-1], register, asked.order)
    return f"/{PREFIX}registers/{quote(register.name)}/rows?{asking.query_of(register, replace(asked, after=place, before=None))}"


def _named(call: Call) -> Register:
    found = registry.catalogue().registers.get(call.path["name"])
    if found is None:
        raise NotFound("这个台账")
    return found


def _office(call: Call, code: str) -> Scope | None:
    if not code:
        return None
    found = organisations.office_seen_by(call.post, code)
    if found is None:
        raise NotFound("这个机构")
    return Scope(found.code, found.left, found.right, found.name)


def _told(register: Register) -> RegisterTold:
    columns = [_column(each) for each in choosable(register)]
    return RegisterTold(name=register.name, title=register.title, key=register.key, columns=columns)


def _column(column: Column) -> ColumnTold:
    labels = {str(code): label for code, label in (column.labels or {}).items()}
    return ColumnTold(
        name=column.name, title=column.title, kind=column.kind.value, unit=column.unit or "", labels=labels
    )


OPERATIONS = (
    Operation("list_registers", Method.GET, "registers", "全部台账和栏目", _ROOM, READ_REGISTERS, _list, Registers),
    Operation(
        "get_register", Method.GET, "registers/{name}", "一个台账的栏目", _ROOM, READ_REGISTERS, _one, RegisterTold
    ),
    Operation(
        "list_register_rows",
        Method.GET,
        "registers/{name}/rows",
        "台账的行",
        _ROOM,
        READ_REGISTERS,
        _rows,
        Rows,
        told="只有对接系统所在机构及其下级的行；没有个人信息。按 key 翻页，下一页的地址在 next。",
        others=(
            "与工作台的台账页相同：栏目名=条件（日期 2024Q3 或 2024-01-01..2024-03-31，数 1..5，代码可写几次），"
            "office=机构代码，sort=栏目名（前面加 - 为倒序），columns=栏目名用逗号隔开，size=50、100 或 200"
        ),
    ),
)
