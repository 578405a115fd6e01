"""`fazhi report`, `fazhi report compare`, `fazhi report lint`."""

import argparse
from fractions import Fraction
from pathlib import Path

from fazhi.engines import claims
from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.live import Live
from fazhi.lines.annual_report import papers, queries, services
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.lines.annual_report.rules import PublishedFigure, agrees, read_published
from fazhi.surfaces.cli.arguments import day_of
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.figures import scope_of, year_argument, year_of

_KINDS = {"sum": "合计", "share": "占比", "growth": "增减", "bound": "界限"}


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=False)
    parser.add_argument("--out", metavar="DIR", help="输出目录")
    parser.add_argument("--engine", choices=("live", "frozen"), help="缺省：已封账的用封账数据，否则用当前记录")
    parser.add_argument("--on", metavar="DATE", help="未封账报告上的日期，缺省为今天")


def _report(context: Context) -> Outcome:
    context.require_whole(WRITE)
    arguments = context.arguments
    year = year_of(_needed("--year", arguments.year))
    out = Path(_needed("--out", arguments.out))
    report = queries.report(year, engine=arguments.engine, on=day_of("--on", arguments.on), scope=scope_of(context))
    files = services.write(report, papers.files(report), out, by=context.actor, at=context.at)
    data = {
        "year": year,
        "files": [str(path) for path in files],
        "identities": [{"rule": item.rule, "holds": item.holds} for item in report.identities],
    }
    broken = [item for item in report.identities if not item.holds]
    lines = [f"{report.title}（{'封账数据' if report.seal else '未封账'}）：", *(f"  {path}" for path in files)]
    lines += [f"不成立：{item.title}（{item.expression}）" for item in broken]
    lines.append(f"恒等关系 {len(report.identities)} 条，成立 {len(report.identities) - len(broken)} 条。")
    return Outcome(data, "\n".join(lines), 1 if broken else 0)


def _needed(name: str, value: str | None) -> str:
    if not value:
        raise BadArgument(name, "未给出", "必填")
    return value


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.csv", help="已公布数据表：code, value, unit, precision")
    year_argument(parser, required=True)
    parser.add_argument("--complete", action="store_true", help="缺少的数据也算不符")


def _compare(context: Context) -> Outcome:
    published = read_published(text_of(context.arguments.file), context.arguments.file)
    year = year_of(context.arguments.year)
    catalogue = Live().catalogue
    known = [figure for figure in published if figure.code in catalogue.indicators]
    computed = {
        figure.code: figure
        for figure in indicators.figures(
            Period(year), engine=Live(), codes=[figure.code for figure in known], scope=scope_of(context)
        )
    }
    different = []
    for figure in known:
        found = computed[figure.code]
        exact = None if found.exact is None else Fraction(found.exact)
        if exact is None or not agrees(figure, exact, found.unit):
            different.append({"code": figure.code, "published": _written(figure), "computed": found.value})
    missing = [figure.code for figure in published if figure.code not in catalogue.indicators]
    data = {"compared": len(known), "equal": len(known) - len(different), "different": different, "missing": missing}
    lines = [
        f"与已公布数据比较：{len(known)} 个，相符 {len(known) - len(different)} 个，没有对应指标 {len(missing)} 个。"
    ]
    lines += [f"  不符：{item['code']}  公布 {item['published']}，计算 {item['computed']}" for item in different]
    failed = bool(different) or (context.arguments.complete and bool(missing))
    return Outcome(data, "\n".join(lines), int(failed))


def _written(figure: PublishedFigure) -> str:
    return f"{float(figure.value):.{figure.decimals}f}" if figure.precision == "rounded" else str(figure.value)


def text_of(path: str) -> str:
    """The file as UTF-8 text; raises BadArgument if it isn't there or isn't text."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError:
        raise BadArgument("文件", path, "一个可以读取的文件") from None
    except UnicodeDecodeError:
        raise BadArgument("文件", path, "UTF-8 编码的文本文件") from None


def _lint_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.txt", help="已公布报告的文本（UTF-8）")


def _lint(context: Context) -> Outcome:
    reading = claims.read(text_of(context.arguments.file))
    broken = [item for item in reading.identities if not item.holds]
    data = {
        "figures": [
            {"text": item.text, "value": item.value, "unit": item.unit, "offset": item.offset}
            for item in reading.figures
        ],
        "identities": [
            {"expression": item.expression, "kind": str(item.kind), "holds": item.holds, "offset": item.offset}
            for item in reading.identities
        ],
    }
    lines = [f"数据 {len(reading.figures)} 个，关系 {len(reading.identities)} 条，不成立 {len(broken)} 条。"]
    lines += [
        f"  {'成立' if item.holds else '不成立'}  {_KINDS[str(item.kind)]}  {item.expression}（第 {item.offset} 字）"
        for item in reading.identities
    ]
    return Outcome(data, "\n".join(lines), int(bool(broken)))


COMMANDS = (
    Command(("report",), "生成年度报告：Word、PDF、网页、数据", _report_arguments, _report),
    Command(("report", "compare"), "与已公布的数据比较", _compare_arguments, _compare),
    Command(("report", "lint"), "核对已公布报告的文本：数据与所述关系", _lint_arguments, _lint, needs_database=False),
)
