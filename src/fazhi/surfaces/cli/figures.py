"""`fazhi figures`: values of the catalogue; `rows`, the records behind one; `definitions`, what the words mean."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fazhi.engines.indicator import Count, Indicator, Period, digest_of, method
from fazhi.kernel.indicators import queries
from fazhi.kernel.indicators.errors import SparkAbsent
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.spark import Spark
from fazhi.kernel.indicators.terms import Engine, Figure, Scope
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence

_OVER_FILES: dict[str, type[Frozen] | type[Spark]] = {"frozen": Frozen, "spark": Spark}


def period_of(arguments: argparse.Namespace) -> Period:
    """The period that `--year` or `--period` names; exactly one of them is needed."""
    given = [text for text in (arguments.year, getattr(arguments, "period", None)) if text]
    if len(given) != 1:
        raise BadArgument(
            "--year / --period", "、".join(given) or "未给出", "其中一个，如 --year 2024 或 --period 2024Q3"
        )
    return Period.parse(given[0])


def year_argument(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """The `--year` option, as text that `year_of` reads."""
    parser.add_argument("--year", metavar="Y", required=required, help="年度，如 2024")


def year_of(text: str) -> int:
    """A year from an option; raises BadArgument for anything but four digits."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadArgument("--year", text, "四位数字的年度，如 2024")
    return int(text)


def scope_of(context: Context) -> Scope | None:
    """The rows that the acting post sees; all for the system account."""
    if context.by is None:
        return None
    office = context.by.office
    return Scope(office.code, office.left, office.right, office.name)


@contextmanager
def _engine(arguments: argparse.Namespace, period: Period) -> Iterator[Engine]:
    if arguments.from_ and arguments.engine == "live":
        raise BadArgument("--from", arguments.from_, "与 --engine frozen 或 spark 一起使用")
    if arguments.engine == "live":
        yield Live()
        return
    folder = Path(arguments.from_) if arguments.from_ else queries.latest_frozen(period.year).path
    with _OVER_FILES[arguments.engine](folder) as sealed:
        yield sealed


def _arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=False)
    parser.add_argument("--period", metavar="P", help="期间：2024、2024Q3 或 2024-09")
    parser.add_argument(
        "--engine", choices=("live", *_OVER_FILES), default="live", help="按当前记录（默认）或封账数据计算"
    )
    parser.add_argument("--from", dest="from_", metavar="DIR", help="封账目录，与 --engine frozen 或 spark 一起用")
    parser.add_argument("--code", metavar="C", help="只算这一个指标")
    parser.add_argument("--by", metavar="DIM", help="按此维度分解")


def _figures(context: Context) -> Outcome:
    arguments = context.arguments
    period = period_of(arguments)
    with _engine(arguments, period) as engine:
        found = queries.figures(
            period,
            engine=engine,
            codes=[arguments.code] if arguments.code else None,
            by=arguments.by,
            scope=scope_of(context),
        )
        data = {"period": str(period), "engine": engine.name, "figures": [figure.plain() for figure in found]}
    return Outcome(data, "\n".join((f"{period.label}", *_lines(found))))


def _lines(found: tuple[Figure, ...]) -> Iterator[str]:
    for figure in found:
        value = "—" if figure.value is None else f"{figure.value}{figure.unit}"
        rows = "由其他指标计算" if figure.rows is None else f"{figure.rows:,} 行"
        yield f"{figure.code}  {figure.title}  {value}（{rows}）"
        for group in figure.by or ():
            yield f"    {group.label}  {'—' if group.value is None else group.value}"


def _rows_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="指标代码")
    year_argument(parser, required=False)
    parser.add_argument("--period", metavar="P", help="期间：2024、2024Q3 或 2024-09")


def _rows(context: Context) -> Outcome:
    period = period_of(context.arguments)
    code = context.arguments.code
    rows = list(queries.every_row(code, period, engine=Live(), scope=scope_of(context)))
    shown = [{name: _plain(value) for name, value in row.items()} for row in rows]
    text = "\n".join(" ".join("" if value is None else str(value) for value in row.values()) for row in shown)
    return Outcome({"code": code, "count": len(shown), "rows": shown}, f"{text}\n{code}：{len(shown):,} 行".lstrip())


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is printed."""


def _definitions(context: Context) -> Outcome:
    found = queries.definitions()
    data = {"definitions": [_definition(item) for item in found]}
    return Outcome(data, "\n".join(line for item in found for line in _told(item)))


def _definition(item: Indicator) -> dict[str, object]:
    return {
        "code": item.code,
        "version": item.version,
        "valid_from": item.valid_from.isoformat(),
        "title": item.title,
        "unit": item.unit,
        "definition": item.definition,
        "method": _method(item),
        "source": item.source,
        "basis": [citation.text for citation in item.basis],
        "dimensions": list(item.dimensions),
        "digest": digest_of(item),
    }


def _told(item: Indicator) -> Iterator[str]:
    yield f"{item.code}  {item.title}（{item.unit}）  第 {item.version} 版，自 {item.valid_from} 起  {digest_of(item)[:12]}"
    yield f"    {item.definition}{_method(item)}"


def _method(item: Indicator) -> str:
    return method(item.measure) if isinstance(item.measure, Count) else ""


@sentence.register
def _(error: SparkAbsent) -> str:
    return (
        f"这里没有安装 {error.missing}；--engine spark 需要 Java 和 fazhi 的 spark 附加组件（fazhi[spark]），"
        "也可以改用 --engine frozen。"
    )


COMMANDS = (
    Command(("figures",), "计算指标数据", _arguments, _figures),
    Command(("figures", "rows"), "列出一个数据背后的记录", _rows_arguments, _rows),
    Command(("figures", "definitions"), "列出指标口径及其版本", _no_arguments, _definitions, needs_database=False),
)
