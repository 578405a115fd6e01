"""The commands `sample ledgers`, `sample frozen` and `sample previous`: write the synthetic year, and one before it."""

import argparse
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from fazhi.kernel.indicators.manifest import file_of
from fazhi.sample_city.errors import OutIsNotAFolder, ScaleOutOfRange, YearNotPublished
from fazhi.sample_city.frozen import write_frozen
from fazhi.sample_city.ledgers import WrittenFile
from fazhi.sample_city.previous import MARK, previous_table
from fazhi.sample_city.published import YEAR
from fazhi.sample_city.writing import write_year
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence


def _scale(text: str) -> Decimal:
    try:
        scale = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"规模应为数字，如 0.05 或 1；现为“{text}”") from None
    if not scale.is_finite():
        raise argparse.ArgumentTypeError(f"规模应为有限的数；现为“{text}”")
    return scale


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, required=True, help=f"年度，现有 {YEAR}")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写入的文件夹")
    parser.add_argument("--scale", type=_scale, default=Decimal(1), help="规模，1 即与公布数字一致，最大 10")
    parser.add_argument("--seed", type=int, default=1, help="种子；参数相同，文件逐字节相同")
    parser.add_argument("--faulty", action="store_true", help="另在几份台账中埋入差错，并列于 差错清单/faults.csv")


def _run(context: Context) -> Outcome:
    given = context.arguments
    files = write_year(given.year, given.scale, given.seed, given.out, faulty=given.faulty)
    ledgers = [file for file in files if not file.corrects]
    corrections = [file for file in files if file.corrects]
    data = {
        "year": given.year,
        "scale": float(given.scale),
        "files": [_told(file) for file in ledgers],
        "corrections": [_told(file) for file in corrections],
    }
    return Outcome(data, "\n".join(_text(given.year, ledgers, corrections)))


def _told(file: WrittenFile) -> dict[str, object]:
    return {"path": str(file.path), "kind": file.kind, "rows": file.rows}


def _text(year: int, ledgers: list[WrittenFile], corrections: list[WrittenFile]) -> Iterator[str]:
    yield f"{year}年示例台账（合成数据），共 {len(ledgers)} 份、{sum(file.rows for file in ledgers)} 行："
    yield from (f"{file.path}　{file.rows} 行" for file in ledgers)
    yield f"更正台账 {len(corrections)} 份，在原台账之后导入："
    yield from (f"{file.path}　{file.rows} 行" for file in corrections)


def _frozen_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, required=True, help=f"年度，现有 {YEAR}")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写入的文件夹")
    parser.add_argument("--scale", type=_scale, required=True, help="规模，1 即与公布数字一致，不设上限")


def _frozen(context: Context) -> Outcome:
    given = context.arguments
    manifest = write_frozen(given.year, given.scale, given.out)
    data = {"registers": len(manifest.sheets), "rows": manifest.rows}
    lines = [f"{given.out / file_of(sheet.register.name)}　{sheet.rows:,} 行" for sheet in manifest.sheets]
    head = f"{given.year}年示例封账数据（合成数据），{len(manifest.sheets)} 个台账视图、{manifest.rows:,} 行："
    return Outcome(data, "\n".join((head, *lines)))


def _previous_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, required=True, help=f"年度，如 {YEAR - 1}")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="写入的 CSV 文件")
    parser.add_argument("--scale", type=_scale, default=Decimal(1), help="规模，与示例台账的规模一致，最大 10")
    parser.add_argument("--seed", type=int, default=1, help="种子；参数相同，文件逐字节相同")


def _previous(context: Context) -> Outcome:
    given = context.arguments
    text = previous_table(given.year, given.scale, given.seed)
    try:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text, encoding="utf-8")
    except OSError:
        raise BadArgument("--out", str(given.out), "一个可以写入的文件") from None
    rows = len(text.splitlines()) - 1
    data = {"year": given.year, "path": str(given.out), "rows": rows, "invented": True}
    return Outcome(data, f"{given.out}　{given.year}年数据 {rows} 个，{MARK}。")


@sentence.register
def _(error: YearNotPublished) -> str:
    years = "、".join(str(year) for year in error.published)
    return f"没有{error.year}年的示例台账：示例按已公布的数字校准，现有年度为{years}。"


@sentence.register
def _(error: ScaleOutOfRange) -> str:
    if error.most.is_infinite():
        return f"规模{error.scale}小于{error.least}；请改用不小于它的规模。"
    return f"规模{error.scale}不在{error.least}至{error.most}之间；请改用这个范围内的规模。"


@sentence.register
def _(error: OutIsNotAFolder) -> str:
    return f"“{error.path}”是一个文件；请用 --out 指定文件夹。"


COMMANDS: tuple[Command, ...] = (
    Command(("sample", "ledgers"), "生成示例年度台账（合成数据）", _arguments, _run, needs_database=False),
    Command(
        ("sample", "frozen"),
        "生成示例封账数据（合成数据，任意规模，供基准测试）",
        _frozen_arguments,
        _frozen,
        needs_database=False,
    ),
    Command(
        ("sample", "previous"),
        "生成上一年的数据表（虚构，仅供演示比较）",
        _previous_arguments,
        _previous,
        needs_database=False,
    ),
)
