"""`fazhi year freeze` and `fazhi year verify`: seal a year, and prove later that nothing moved unexplained."""

import argparse
from pathlib import Path

from fazhi.kernel.indicators import services
from fazhi.kernel.indicators.manifest import read_manifest
from fazhi.kernel.indicators.permissions import FREEZE
from fazhi.kernel.indicators.terms import Difference
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.database import has_database, require_database
from fazhi.surfaces.cli.figures import year_of

_DRIFT = {
    "none": "无变动",
    "explained": "有变动，均有留痕解释",
    "unexplained": "有变动，没有解释",
    "unchecked": "未核对（没有数据库）",
}
_PARTS = {"seal": "封条", "recompute": "重算", "drift": "变动"}
_SHOWN = 20


def _freeze_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="Y", help="年度，如 2024")


def _freeze(context: Context) -> Outcome:
    context.require_whole(FREEZE)
    year = year_of(context.arguments.year)
    frozen = services.freeze(year, by=context.actor, at=context.at, folder=context.data_dir / "frozen")
    manifest = read_manifest(frozen.path)
    data = {
        "year": year,
        "version": frozen.version,
        "registers": len(manifest.sheets),
        "rows": manifest.rows,
        "digest": frozen.digest,
        "folder": str(frozen.path),
    }
    text = f"{year} 年已封账（第 {frozen.version} 版）：{len(manifest.sheets)} 个台账视图，{manifest.rows:,} 行，摘要 {frozen.digest}"
    return Outcome(data, f"{text}\n存放于 {frozen.path}")


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="Y|DIR", help="年度，或者封账目录")


def _verify(context: Context) -> Outcome:
    text = context.arguments.target
    if Path(text).is_dir():
        found = services.verify(Path(text), alone=not has_database())
    else:
        year = year_of(text)
        require_database(context.data_dir)
        found = services.verify(year)
    data = {
        "seal": found.seal,
        "recompute": found.recompute,
        "drift": found.drift,
        "holds": found.holds,
        "differences": [difference.plain() for difference in found.differences],
    }
    lines = [
        f"封条：{'完好' if found.seal else '不符'}；重算：{'一致' if found.recompute else '不一致'}；变动：{_DRIFT[found.drift]}",
        *(
            _told(difference)
            for difference in sorted(found.differences, key=lambda item: bool(item.explained))[:_SHOWN]
        ),
    ]
    if len(found.differences) > _SHOWN:
        lines.append(f"……共 {len(found.differences):,} 处，全部见 --json。")
    return Outcome(data, "\n".join(lines), 0 if found.holds else 1)


def _told(difference: Difference) -> str:
    place = " ".join(str(part) for part in (difference.place, difference.key, difference.column) if part)
    explained = {True: "（已有留痕解释）", False: "（没有解释）", None: ""}[difference.explained]
    return f"  {_PARTS[difference.part]}：{place}  封存 {difference.sealed}，现为 {difference.found}{explained}"


COMMANDS = (
    Command(("year", "freeze"), "年度封账", _freeze_arguments, _freeze),
    Command(("year", "verify"), "核对封账", _verify_arguments, _verify, needs_database=False),
)
