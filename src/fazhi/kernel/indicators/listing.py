"""
Lists of a register's rows (台账查询) over the records as they are now: pages by key, counts that don't scan, all rows in turn.

People choose the order among the date and integer columns that have an index (`sortable`); what a list is narrowed to is given
in the grammar of the indicators. Rows are those of an office and below, always.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil, isqrt
from uuid import UUID

from django.apps import apps
from django.core.cache import cache

from fazhi.engines.indicator import (
    Bounds,
    Column,
    Condition,
    In,
    Kind,
    Order,
    Place,
    Register,
    Rows,
    count_sql,
    sample_sql,
    stretch_sql,
)
from fazhi.kernel.indicators.cells import row_of
from fazhi.kernel.indicators.hurry import ask_within
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Row, Scope

COUNTED = 10_000
"""Rows up to which a list is counted exactly while it is shown."""

SAMPLED = 2_000
"""Rows of the sample from which longer lists are estimated: a share of a tenth is met within 1.3 percentage points, 19 of 20 times."""

_FEW = 20_000
_TELLING = 20
# Of three pages and less, walking along the order to the first one reads more than all rows once costs.
_SIFTED_PAGES = 3
_KEPT_SECONDS = 600


@dataclass(frozen=True)
class Page:
    """Rows in the order asked for, and whether there are any before the first and after the last of them."""

    rows: tuple[Row, ...]
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class Counted:
    """
    How many rows a list has.

    number    rows, estimated unless `is_exact`
    is_below  of an estimate: too few of the sample were met to tell more than that there are fewer
    """

    number: int
    is_exact: bool
    is_below: bool = False


def sortable(register: Register) -> tuple[Column, ...]:
    """The date and integer columns of the register's own table that an index begins with, in the order declared."""
    model = next((model for model in apps.get_models() if model._meta.db_table == register.base), None)
    if model is None:
        return ()
    indexes = [index for index in model._meta.indexes if index.fields and index.condition is None]
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    first = {columns[index.fields[0].lstrip("-")] for index in indexes}
    ordered = (column for column in register.columns if column.kind in (Kind.DATE, Kind.INTEGER))
    return tuple(column for column in ordered if column.source.removeprefix("base.") in first)


def listed(register: Register, scope: Scope, where: tuple[Condition, ...] = (), *, office: Scope | None = None) -> Rows:
    """
    What the other functions list: the rows within a post's scope that fulfil all conditions.

    office  of the scope, the one that is looked at with those below it; None for all
    """
    engine = Live()
    rows = Rows(register, engine.bounds(scope), where, engine.bounds(office) if office else None)
    return replace(rows, walked=_holds_many(rows, engine))


def place_of(row: Row, register: Register, order: Order) -> Place:
    """The place of a row in an order, from which the next page is asked for."""
    return Place(row[order.column] if order.column else None, row[register.key])


def page(
    rows: Rows,
    order: Order,
    *,
    after: Place | None = None,
    before: Place | None = None,
    limit: int,
    known: Counted | None = None,
) -> Page:
    """
    At most `limit` rows: the first ones, those after a place, or those before one.

    known  how many rows the list has, if it was counted before: few are found in another way than many

    Together the pages of a list hold each row once, whatever is equal or blank in the order's column.
    """
    if known is not None and known.is_exact:
        if not known.number:
            return Page((), has_before=False, has_after=False)
        rows = replace(rows, sifted=known.number <= _SIFTED_PAGES * limit)
    found = _read(rows, order, after or before, limit + 1, backwards=before is not None)
    there, more = found[:limit], len(found) > limit
    if before is not None:
        return Page(tuple(reversed(there)), has_before=more, has_after=True)
    return Page(tuple(there), has_before=after is not None, has_after=more)


def every_row(rows: Rows, order: Order, *, at_once: int = 5_000) -> Iterator[tuple[Row, ...]]:
    """All rows in order, so many at once; ask inside `Live().snapshot()` to see them at one moment."""
    after = None
    while part := _read(rows, order, after, at_once, backwards=False):
        yield tuple(part)
        after = place_of(part[-1], rows.register, order)


def counted(rows: Rows, *, version: Callable[[], int]) -> Counted:
    """
    How many rows, at the price of a page: exactly up to `COUNTED`, else estimated from a sample of the scope's rows.

    version  asked for something that rises when many rows came in, if a sample is needed: one is taken anew for it, and every
             ten minutes
    """
    engine = Live()
    answer = ask_within(engine.alias, count_sql(rows, engine.dialect, COUNTED + 1))
    if answer is not None and answer[0][0] <= COUNTED:
        return Counted(answer[0][0], is_exact=True)
    return _estimated(rows, engine, version())


def exactly(rows: Rows) -> int:
    """How many rows, however long it takes."""
    engine = Live()
    return int(engine.ask(count_sql(rows, engine.dialect))[0][0])


def has_any(rows: Rows) -> bool:
    """Whether the list has a row."""
    engine = Live()
    return bool(engine.ask(count_sql(rows, engine.dialect, 1))[0][0])


def counts_up_to(registers: tuple[Register, ...], scope: Scope, most: int = COUNTED) -> dict[str, int]:
    """Register name → its rows within the scope, counted no further than `most` + 1; one query for all."""
    engine, bounds = Live(), Bounds(scope.left, scope.right)
    if not registers:
        return {}
    counts = [count_sql(Rows(register, bounds), engine.dialect, most + 1) for register in registers]
    answers = engine.ask("SELECT " + ", ".join(f"({count})" for count in counts))
    return {register.name: int(number) for register, number in zip(registers, answers[0], strict=True)}


def _holds_many(rows: Rows, engine: Live) -> bool:
    """Whether the offices hold so many rows that all of theirs are not to be sorted; PostgreSQL knows by itself."""
    if engine.dialect.name != "sqlite":
        return False
    counted = engine.ask(count_sql(replace(rows, where=()), engine.dialect, _FEW + 1))
    return bool(counted[0][0] > _FEW)


def _read(rows: Rows, order: Order, place: Place | None, limit: int, *, backwards: bool) -> list[Row]:
    """Both stretches, one after the other, from a place on."""
    stretches = [False] if order.column is None else [True, False] if backwards else [False, True]
    if place is not None and order.column is not None:
        stretches = stretches[stretches.index(place.value is None) :]
    engine, found = Live(), list[Row]()
    for blank in stretches:
        if len(found) < limit:
            begun = place if blank is stretches[0] else None
            query = stretch_sql(
                rows, order, engine.dialect, blank=blank, after=begun, limit=limit - len(found), backwards=backwards
            )
            found += [row_of(rows.register, cells) for cells in engine.ask(query)]
    return found


def _estimated(rows: Rows, engine: Live, version: int) -> Counted:
    keys, step = _sample(rows, engine, version)
    if not keys:
        return Counted(0, is_exact=True)
    met = replace(rows, where=(*rows.where, In(rows.register.key, tuple(keys))), walked=True)
    hits = int(engine.ask(count_sql(met, engine.dialect))[0][0])
    if step == 1:
        return Counted(hits, is_exact=True)
    if hits < _TELLING:
        return Counted(_up(step * (hits + 3 + 2 * isqrt(hits + 1))), is_exact=False, is_below=True)
    return Counted(_near(step * hits), is_exact=False)


def _sample(rows: Rows, engine: Live, version: int) -> tuple[list[str | int], int]:
    """Keys of rows of the scope at equal distances, and the distance; kept for ten minutes."""
    scope = replace(rows, where=(), office=None, walked=True)
    name = f"sample:{engine.alias}:{rows.register.name}:{rows.bounds.left}:{rows.bounds.right}:{version}"
    kept = cache.get(name)
    if kept is None:
        step = max(1, int(engine.ask(count_sql(scope, engine.dialect))[0][0]) // SAMPLED)
        found = engine.ask(sample_sql(scope, engine.dialect, step))
        kept = [key.hex if isinstance(key, UUID) else key for (key,) in found], step
        cache.set(name, kept, _KEPT_SECONDS)
    return kept


def _near(number: int) -> int:
    """Two digits that tell something, and zeros."""
    unit = 10 ** max(0, len(str(number)) - 2)
    return (number + unit // 2) // unit * unit


def _up(number: int) -> int:
    unit = 10 ** max(0, len(str(number)) - 2)
    return ceil(number / unit) * unit
