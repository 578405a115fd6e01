"""`fazhi mediation category`: the bureau's own dispute categories, under the national ones."""

import argparse

from fazhi.lines.mediation.permissions import SET_CATEGORIES
from fazhi.lines.mediation.queries.local_categories import local_categories
from fazhi.lines.mediation.rules.categories import CATEGORIES
from fazhi.lines.mediation.services import local_categories as services
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.figures import year_of


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="本地类别代码，如 finance")
    parser.add_argument("--title", metavar="TITLE", required=True, help="名称，如 金融")
    parser.add_argument("--parent", choices=tuple(CATEGORIES), required=True, help="计入全国统计表的国家类别")
    parser.add_argument("--from-year", metavar="Y", required=True, help="启用年度")
    parser.add_argument("--until-year", metavar="Y", help="停用年度，在用的不填")
    parser.add_argument("--basis", metavar="TEXT", required=True, help="设立依据：文件名称和文号")


def _add(context: Context) -> Outcome:
    context.require_whole(SET_CATEGORIES)
    given = context.arguments
    made = services.add(
        given.code,
        title=given.title,
        parent=CATEGORIES[given.parent],
        from_year=year_of(given.from_year),
        until_year=year_of(given.until_year) if given.until_year else None,
        basis=given.basis,
        by=context.actor,
        at=context.at,
    )
    text = f"已设本地类别 {made.code}（{made.title}），自 {made.from_year} 年起计入“{CATEGORIES[made.parent].label}”。"
    return Outcome({"code": made.code, "parent": made.parent, "from_year": made.from_year}, text)


def _end_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="本地类别代码")
    parser.add_argument("--year", metavar="Y", required=True, help="停用年度，即使用它的最后一年")


def _end(context: Context) -> Outcome:
    context.require_whole(SET_CATEGORIES)
    year = year_of(context.arguments.year)
    ended = services.end(context.arguments.code, year=year, by=context.actor, at=context.at)
    return Outcome({"code": ended.code, "until_year": year}, f"本地类别 {ended.code} 用到 {year} 年为止。")


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """All are listed."""


def _list(context: Context) -> Outcome:
    rows = local_categories().to_dicts()
    lines = [
        f"{row['code']}　{row['title']}　计入“{CATEGORIES[row['parent']].label}”　{row['from_year']}—{row['until_year'] or ''}　{row['basis']}"
        for row in rows
    ]
    return Outcome({"categories": rows}, "\n".join(lines) or "没有本地类别。")


COMMANDS = (
    Command(("mediation", "category", "add"), "增设本地纠纷类别", _add_arguments, _add),
    Command(("mediation", "category", "end"), "停用本地纠纷类别", _end_arguments, _end),
    Command(("mediation", "category", "list"), "列出本地纠纷类别", _no_arguments, _list),
)
