"""`fazhi report published`: bring in the figures that were published for a year, for the comparison with the next."""

import argparse
from pathlib import Path

from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.commands.making import text_of
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.lines.annual_report.rules import read_published, says_invented
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.figures import year_argument, year_of


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.csv", help="已公布数据表：code, value, unit, precision")
    year_argument(parser, required=True)
    parser.add_argument("--url", default="", metavar="URL", help="公布的网址")
    parser.add_argument("--invented", action="store_true", help="数据为虚构，仅供演示；凡印出处都写明")


def _published(context: Context) -> Outcome:
    context.require_whole(WRITE)
    given = context.arguments
    year, text = year_of(given.year), text_of(given.file)
    invented = given.invented or says_invented(text)
    figures = read_published(text, given.file)
    table, is_new = services.bring_in_published(
        figures,
        year=year,
        content=Path(given.file).read_bytes(),
        url=given.url,
        is_invented=invented,
        by=context.actor,
        at=context.at,
    )
    data = {
        "year": year,
        "version": table.version,
        "rows": len(figures),
        "sha256": table.sha256,
        "url": table.url,
        "invented": table.is_invented,
        "unchanged": not is_new,
    }
    told = f"{year} 年已公布数据 {len(figures)} 个" + ("（虚构，仅供演示）" if invented else "")
    what = f"登记为第 {table.version} 版" if is_new else f"与第 {table.version} 版相同，没有改动"
    return Outcome(data, f"{told}，{what}。{year + 1} 年的报告将与之比较。")


COMMANDS = (Command(("report", "published"), "登记某年已公布的数据，供下一年比较", _arguments, _published),)
