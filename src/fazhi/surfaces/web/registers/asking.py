"""
A register's list as its address says it: conditions, office, order, columns, place. Reading and writing are each other's reverse.

What a form sends is read too, with its blank fields and its two boxes for from and to, and then has one address.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from fazhi.engines.indicator import Column, Kind, Order, Place, Register, Value
from fazhi.kernel.indicators.listing import sortable
from fazhi.surfaces.web.registers.conditions import EMPTY, FILLED, Condition, Fault, Filling, read
from fazhi.surfaces.web.registers.days import BETWEEN, RELATIVE, Days, DaysNotUnderstood
from fazhi.surfaces.web.tables import choosable

SIZES = (50, 100, 200)
OFFICE, SORT, COLUMNS, AFTER, BEFORE, SIZE, PARTY = "office", "sort", "columns", "after", "before", "size", "party"
COLUMN, PLACE = "column", "place"
"""What the form of columns sends: the chosen ones, and the place of each, as place.NAME."""

RESERVED = frozenset({OFFICE, SORT, COLUMNS, AFTER, BEFORE, SIZE, PARTY, EMPTY, FILLED, COLUMN, "q", "count"})
_DESCENDING = "-"
_APART = "~"
_FROM, _TO = "from", "to"

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """
    What a list is asked for.

    conditions  in the order of the register's columns
    office      code of an office, "" for all that the post sees
    party       under which a look-up of parties was kept in the session, "" for none
    columns     names of those shown, in order; () for the usual ones
    after, before  the page begins after this row, or ends before it; not both
    typed       what was written for each name that has a fault, so that nothing typed is lost
    """

    order: Order
    conditions: tuple[Condition, ...] = ()
    office: str = ""
    party: str = ""
    columns: tuple[str, ...] = ()
    size: int = SIZES[0]
    after: Place | None = None
    before: Place | None = None
    faults: tuple[Fault, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.conditions or self.office or self.party)

    def of(self, name: str) -> Condition | None:
        """The condition on a column, if there is one that says what it holds."""
        return next(
            (item for item in self.conditions if item.column.name == name and not isinstance(item, Filling)), None
        )

    def without(self, condition: Condition) -> "Asked":
        return self.anew(conditions=tuple(item for item in self.conditions if item != condition))

    def anew(self, **changes: object) -> "Asked":
        """The same list otherwise, from its first page."""
        return replace(self, **{"after": None, "before": None, **changes})  # type: ignore[arg-type]


def usual_order(register: Register) -> Order:
    """By the day on which a row becomes open, the latest first; else by the first column with an index, else as they came."""
    names = [column.name for column in sortable(register)]
    return Order((register.opened if register.opened in names else next(iter(names), None)), descending=True)


def parse(register: Register, query: Query) -> Asked:
    """Read an address, or what a form sent."""
    faults: list[Fault] = []
    written = {name: [text.strip() for text in texts if text.strip()] for name, texts in query.items()}
    columns = {column.name: column for column in choosable(register)}
    asked = Asked(
        order=_order(register, _one(written, SORT), faults),
        conditions=tuple(_conditions(columns, written, faults)),
        office=_one(written, OFFICE),
        party=_one(written, PARTY),
        columns=_columns(columns, written, faults),
        size=_size(_one(written, SIZE), faults),
    )
    places = {name: _place(register, asked.order, _one(written, name), faults) for name in (AFTER, BEFORE)}
    known = RESERVED | {*columns, *_boxes(columns), *(f"{PLACE}.{name}" for name in columns)}
    unknown = [name for name in written if name not in known]
    faults += [Fault("", _("地址里有不认识的条件“%s”。") % name[:40]) for name in unknown]
    typed = {fault.name: " ".join(_texts(columns[fault.name], written)) for fault in faults if fault.name in columns}
    before = None if places[AFTER] else places[BEFORE]
    return replace(asked, after=places[AFTER], before=before, faults=tuple(faults), typed=typed)


def pairs(register: Register, asked: Asked) -> list[tuple[str, str]]:
    """The one way to write it: what `parse` reads as the same list."""
    found = [pair for condition in asked.conditions for pair in condition.pairs]
    found += [(OFFICE, asked.office)] if asked.office else []
    found += [(PARTY, asked.party)] if asked.party else []
    if asked.order != usual_order(register):
        found.append((SORT, _written_order(asked.order, register)))
    found += [(COLUMNS, ",".join(asked.columns))] if asked.columns else []
    found += [(SIZE, str(asked.size))] if asked.size != SIZES[0] else []
    found += [(name, _written_place(place)) for name, place in ((AFTER, asked.after), (BEFORE, asked.before)) if place]
    return found


def query_of(register: Register, asked: Asked) -> str:
    return urlencode(pairs(register, asked))


def flat(query: Query) -> list[tuple[str, str]]:
    """An address as it was written, pair by pair."""
    return [(name, text) for name, texts in query.items() for text in texts]


def _conditions(columns: Mapping[str, Column], written: Query, faults: list[Fault]) -> Iterator[Condition]:
    filling = dict.fromkeys(written.get(FILLED, ()), True) | dict.fromkeys(written.get(EMPTY, ()), False)
    faults += [Fault("", _("没有“%s”这一列。") % name[:40]) for name in filling if name not in columns]
    for column in columns.values():
        texts = _texts(column, written)
        if texts:
            found = read(column, texts)
            if isinstance(found, Fault):
                faults.append(found)
            else:
                yield found
        if column.name in filling:
            yield Filling(column, filling[column.name])


def _texts(column: Column, written: Query) -> Sequence[str]:
    """What was written for a column: in one piece, or in two boxes for from and to."""
    first, last = (_one(written, f"{column.name}.{end}") for end in (_FROM, _TO))
    if last or (first and column.kind is Kind.INTEGER):
        return [f"{first}{BETWEEN}{last}"]
    if first and column.kind is Kind.DATE:
        return [_opened(first)]
    return written.get(column.name, ())


def _opened(first: str) -> str:
    """A day alone in the first box means “from that day”; a period means itself."""
    try:
        days = Days.parse(first)
    except DaysNotUnderstood:
        return first
    is_day = len(days.written) == len("2024-01-01") and days.first == days.last and days.first not in RELATIVE
    return f"{first}{BETWEEN}" if is_day else first


def _one(written: Query, name: str) -> str:
    texts = written.get(name, ())
    return texts[0] if texts else ""


def _boxes(columns: Mapping[str, Column]) -> Iterator[str]:
    return (f"{name}.{end}" for name in columns for end in (_FROM, _TO))


def _order(register: Register, written: str, faults: list[Fault]) -> Order:
    if not written:
        return usual_order(register)
    name = written.removeprefix(_DESCENDING)
    if name != register.key and name not in {column.name for column in sortable(register)} & {
        column.name for column in choosable(register)
    }:
        faults.append(Fault("", _("不能按“%s”排序。") % name[:40]))
        return usual_order(register)
    return Order(None if name == register.key else name, descending=written.startswith(_DESCENDING))


def _written_order(order: Order, register: Register) -> str:
    return f"{_DESCENDING if order.descending else ''}{order.column or register.key}"


def _columns(columns: Mapping[str, Column], written: Query, faults: list[Fault]) -> tuple[str, ...]:
    chosen = [name for name in _one(written, COLUMNS).split(",") if name]
    if COLUMN in written:
        places = {name: _one(written, f"{PLACE}.{name}") for name in columns}
        numbered = [name for name in columns if name in written[COLUMN]]
        chosen = sorted(numbered, key=lambda name: int(places[name]) if places[name].isdecimal() else len(columns))
    unknown = [name for name in (*chosen, *written.get(COLUMN, ())) if name not in columns]
    faults += [Fault("", _("没有“%s”这一列。") % name[:40]) for name in unknown]
    return tuple(dict.fromkeys(name for name in chosen if name in columns))


def _size(written: str, faults: list[Fault]) -> int:
    if not written or written in map(str, SIZES):
        return int(written or SIZES[0])
    faults.append(Fault("", _("每页只能是 %s 行。") % "、".join(map(str, SIZES))))
    return SIZES[0]


def _place(register: Register, order: Order, written: str, faults: list[Fault]) -> Place | None:
    """VALUE~KEY, the value left out where it is blank or the key alone orders."""
    if not written:
        return None
    text, apart, key = written.rpartition(_APART)
    try:
        kind = register.column(order.column).kind if order.column else None
        value: Value | None = None
        if text and kind is not None:
            value = date.fromisoformat(text) if kind is Kind.DATE else int(text)
        if not apart or (text and kind is None) or isinstance(value, int) and abs(value) >= 2**63:
            raise ValueError(written)
        return Place(value, int(key) if register.column(register.key).kind is Kind.INTEGER else UUID(key).hex)
    except ValueError:
        faults.append(Fault("", _("这一页的位置读不懂，从第一页显示。")))
        return None


def _written_place(place: Place) -> str:
    value = place.value.isoformat() if isinstance(place.value, date) else "" if place.value is None else place.value
    return f"{value}{_APART}{place.key}"
