"""What the commands of mediation have in common: the period, the office, the output file."""

import argparse
from pathlib import Path

from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.organisations.queries import office_with
from fazhi.lines.mediation.errors import OfficeUnknown
from fazhi.surfaces.cli.command import Context
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.figures import scope_of


def period_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """--period, --out, --office; where there are commands below, argparse can't require any."""
    parser.add_argument("--period", metavar="P", required=required, help="期间：2024、2024Q3 或 2024-09")
    parser.add_argument("--out", metavar="FILE.xlsx", required=required, help="输出文件")
    parser.add_argument("--office", metavar="CODE", help="填报单位的机构代码；缺省为当前岗位所在机构，系统身份为全市")


def office_scope(context: Context) -> Scope | None:
    """
    The rows of the office that `--office` names, else those that the acting post sees; None for all.

    Raises OfficeUnknown for one that isn't there, or that the post doesn't see.
    """
    code, own = context.arguments.office, scope_of(context)
    if code is None:
        return own
    office = office_with(code)
    if office is None or (own is not None and not own.left <= office.left <= own.right):
        raise OfficeUnknown(code)
    return Scope(office.code, office.left, office.right, office.name)


def workbook_path(context: Context) -> Path:
    """Where `--out` points; raises BadArgument for another extension than .xlsx."""
    path = Path(context.arguments.out)
    if path.suffix.lower() != ".xlsx":
        raise BadArgument("--out", context.arguments.out, "以 .xlsx 结尾的文件名")
    return path
