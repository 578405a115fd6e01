"""Figures read by other systems (读取数据): their values for a period, broken down, and the rows behind one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from fazhi.engines.indicator import Count, Kind, Period
from fazhi.kernel.indicators import queries, registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Engine, Scope
from fazhi.surfaces.api.errors import Fault, RequestWrong
from fazhi.surfaces.api.operations import Call, Method, Operation
from fazhi.surfaces.api.permissions import READ_FIGURES
from fazhi.surfaces.api.shapes import Asked, PeriodText, Told, Word, plain

_ROOM = "数据"


class AskedFigures(Asked):
    """Which figures, computed from what."""

    period: PeriodText
    code: Word | None = Field(default=None, description="指标代码；不写为全部")
    by: Word | None = Field(default=None, description="按这个维度分解")
    engine: Literal["live", "frozen"] = Field(default="live", description="live 按现在的记录，frozen 按封账的记录")


class AskedRows(Asked):
    """Where a page of rows begins."""

    period: PeriodText
    after: Word | None = Field(default=None, description="上一页最后一行的 key")
    limit: int = Field(default=100, ge=1, le=500)


class GroupTold(Told):
    """One key of a breakdown."""

    key: str | int | None
    label: str
    value: int | str | None
    exact: int | dict[str, int] | None
    rows: int | None


class FigureTold(Told):
    """One figure; `exact` is in the base unit (分, 行), `parts` are the codes that a formula is made of."""

    code: str
    title: str
    value: int | str | None
    exact: int | dict[str, int] | None
    unit: str
    version: int
    rows: int | None
    by: list[GroupTold] | None = None
    parts: list[str] | None = None


class Figures(Told):
    """Figures of a period."""

    period: str
    engine: str
    figures: list[FigureTold]


class FigureRows(Told):
    """Rows behind a figure, by key; `next` is what `after` asks for the next page."""

    code: str
    period: str
    register_name: str
    rows: list[dict[str, str | int | None]]
    next: str | None


def _figures(call: Call) -> Figures:
    asked, period = call.query, Period.parse(call.query.period)
    with _engine(asked.engine, period) as engine:
        codes = [asked.code] if asked.code else None
        found = queries.figures(period, engine=engine, codes=codes, by=asked.by, scope=_scope(call))
    told = [FigureTold(**each.plain()) for each in found]
    return Figures(period=str(period), engine=asked.engine, figures=told)


@contextmanager
def _engine(name: str, period: Period) -> Iterator[Engine]:
    if name == "live":
        yield Live()
        return
    with Frozen(queries.latest_frozen(period.year).path) as sealed:
        yield sealed


def _rows(call: Call) -> FigureRows:
    code, period, limit = call.path["code"], Period.parse(call.query.period), call.query.limit
    catalogue = registry.catalogue().on(period.first)
    measure = catalogue.indicator(code).measure
    register = catalogue.registers[measure.register] if isinstance(measure, Count) else None
    after = _after(
        call.query.after, is_number=register is not None and register.column(register.key).kind is Kind.INTEGER
    )
    # A formula has no rows: the query says so, and names its parts.
    found = queries.rows(code, period, engine=Live(), scope=_scope(call), after=after, limit=limit + 1)
    assert register is not None
    shown: list[dict[str, Any]] = [{name: plain(value) for name, value in row.items()} for row in found[:limit]]
    following = str(found[limit - 1][register.key]) if len(found) > limit else None
    return FigureRows(code=code, period=str(period), register_name=register.name, rows=shown, next=following)


def _after(written: str | None, *, is_number: bool) -> str | int | None:
    if written is None:
        return None
    try:
        number = int(written) if is_number else UUID(written).hex
    except ValueError:
        raise RequestWrong([Fault("after", "应为上一页最后一行的 key。")]) from None
    if isinstance(number, int) and abs(number) >= 2**63:
        raise RequestWrong([Fault("after", "应为上一页最后一行的 key。")])
    return number


def _scope(call: Call) -> Scope:
    office = call.post.office
    return Scope(office.code, office.left, office.right, office.name)


OPERATIONS = (
    Operation(
        "list_figures",
        Method.GET,
        "figures",
        "一个期间的数据",
        _ROOM,
        READ_FIGURES,
        _figures,
        Figures,
        told="只算对接系统所在机构及其下级的记录。",
        query=AskedFigures,
    ),
    Operation(
        "list_figure_rows",
        Method.GET,
        "figures/{code}/rows",
        "一个数据背后的行",
        _ROOM,
        READ_FIGURES,
        _rows,
        FigureRows,
        told="按现在的记录；行数就是这个数据计入的行数。公式没有行，请看组成它的指标。",
        query=AskedRows,
    ),
)
