"""`fazhi ledger`: kinds, templates, import, export."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange import export, queries, services, templates
from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    HeadingsMissing,
    HeadingsShifted,
    HeadingTwice,
    ImportRunning,
    MacrosFound,
    NoFiles,
    OutOfScope,
    RecordsMoved,
    RefusedByDatabase,
    TreeBroken,
    UnknownKind,
    UnknownLedger,
    UnsupportedFile,
)
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.permissions import EXPORT, IMPORT
from fazhi.kernel.exchange.terms import FileReport, Report
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.wording import sentence

_CONTAINERS = {
    "zip": "压缩包",
    "compound": "旧版 Excel（.xls）",
    "markup": "网页或其他标记文本",
    "binary": "二进制数据",
    "text": "纯文本",
}
_MEASURES = {
    "size": "文件大小 {found:,} 字节，超过上限 {limit:,} 字节",
    "unpacked": "解压后 {found:,} 字节，超过上限 {limit:,} 字节",
    "ratio": "解压后是压缩包的 {found} 倍，超过上限 {limit} 倍，疑为压缩炸弹",
}


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """`ledger kinds` takes none."""


def _kinds(context: Context) -> Outcome:
    kinds = [
        {"code": item.code, "title": item.title, "columns": [column.heading for column in item.columns]}
        for item in registered()
    ]
    return Outcome({"kinds": kinds}, "\n".join(f"{kind['code']}  {kind['title']}" for kind in kinds))


def _templates_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="模板存放目录")


def _templates(context: Context) -> Outcome:
    paths = templates.write_templates(context.arguments.out)
    return Outcome({"files": [str(path) for path in paths]}, "\n".join(f"已生成 {path}" for path in paths))


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="台账文件或目录")
    parser.add_argument("--kind", metavar="K", help="台账种类（默认按标题行判断），见 fazhi ledger kinds")
    parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")


def _import(context: Context) -> Outcome:
    context.require(IMPORT)
    given = context.arguments
    report = services.import_files(
        given.paths,
        kind=given.kind,
        dry_run=given.dry_run,
        by=context.actor,
        at=context.at,
        data_dir=context.data_dir,
        within=frozenset(queries.visible_offices(context.by)) if context.by else None,
        progress=_progress(),
    )
    failed = [file for file in report.files if file.error is not None]
    if len(report.files) == 1 and failed:
        raise failed[0].error  # type: ignore[misc]
    for file in failed:
        print(_error_text(file), file=sys.stderr)
    refused = any(file.refused for file in report.files)
    return Outcome(_data(report), _text(report, dry_run=given.dry_run), 2 if failed else int(refused))


def _progress() -> Callable[[str, int, int], None] | None:
    """A line on a terminal that is overwritten; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(stage: str, done: int, total: int) -> None:
        end = "\n" if done == total and stage == "完成" else ""
        print(f"\r\x1b[K[{done}/{total}] {stage}", end=end, file=sys.stderr, flush=True)

    return show


def _data(report: Report) -> dict[str, Any]:
    return {
        "files": [_file_data(file) for file in report.files],
        "seconds": round(report.seconds, 3),
        "interrupted": list(report.interrupted),
    }


def _file_data(file: FileReport) -> dict[str, Any]:
    names = ("sha256", "kind", "read", "accepted", "updated", "unchanged", "refused", "skipped", "warned")
    return {
        "path": str(file.path),
        **{name: getattr(file, name) for name in names},
        "refusals_path": str(file.refusals_path) if file.refusals_path else None,
        "codes": file.codes,
        "ignored": list(file.ignored),
        "frozen_years": list(file.frozen_years),
        "error": _error_text(file) if file.error else None,
    }


def _error_text(file: FileReport) -> str:
    assert file.error is not None
    return sentence(file.error) or f"{file.path.name}：{file.error}"


def _text(report: Report, *, dry_run: bool) -> str:
    lines = [f"上次导入 {name} 时中断，未留下任何记录，已记入留痕。" for name in report.interrupted]
    for file in report.files:
        lines += [_error_text(file)] if file.error else _file_lines(file)
    end = "（只核对，未写入）" if dry_run else ""
    return "\n".join([*lines, f"共 {len(report.files)} 个文件，用时 {report.seconds:.1f} 秒{end}。"])


def _file_lines(file: FileReport) -> list[str]:
    corrected = f"（其中更正 {file.updated}）" if file.updated else ""
    counts = f"读取 {file.read} 行：接受 {file.accepted}{corrected}，未变 {file.unchanged}，退回 {file.refused}"
    more = [f"跳过 {file.skipped}"] if file.skipped else []
    more += [f"提示 {file.warned}"] if file.warned else []
    lines = [f"{file.path.name}  {'；'.join([counts, *more])}"]
    if file.ignored:
        lines.append(f"  未读取：{'、'.join(file.ignored)}")
    if file.frozen_years:
        lines.append(f"  涉及已封账的年度：{'、'.join(map(str, file.frozen_years))}")
    if file.refused:
        lines += [f"  {finding}" for finding in file.findings[:5] if not finding.warning]
        lines.append(f"  退回的行及改法：{file.refusals_path}")
    return lines


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="台账种类，见 fazhi ledger kinds")
    parser.add_argument("--period", required=True, metavar="P", help="期间：2024、2024Q3 或 2024-09")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="导出文件，.xlsx 或 .csv")


def _export(context: Context) -> Outcome:
    context.require(EXPORT)
    given = context.arguments
    period = Period.parse(given.period)
    rows = export.export(
        given.kind,
        period.first,
        period.last,
        given.out,
        by=context.actor,
        at=context.at,
        offices=queries.visible_offices(context.by).values() if context.by else None,
    )
    return Outcome({"rows": rows}, f"已导出 {rows} 行到 {given.out}。")


@sentence.register
def _(error: UnsupportedFile) -> str:
    if error.found:
        return f"{error.name} 的内容是{_CONTAINERS.get(error.found, error.found)}，与扩展名不符；请另存为 .xlsx、.xls 或 .csv 后再试。"
    return f"{error.name} 不是台账文件；可读写 .xlsx、.xls（只读）和 .csv。"


@sentence.register
def _(error: EmptyFile) -> str:
    return f"{error.name} 里没有数据；请检查是否选错了文件。"


@sentence.register
def _(error: EncryptedFile) -> str:
    return f"{error.name} 设有打开密码；请去掉密码后另存再导入。"


@sentence.register
def _(error: CorruptFile) -> str:
    return f"{error.name} 已损坏或不完整，无法读取（{error.reason}）；请重新取得文件，CSV 请用 UTF-8 或 GB18030 编码。"


@sentence.register
def _(error: MacrosFound) -> str:
    return f"{error.name} 含有宏；请另存为不含宏的 .xlsx 后再导入。"


@sentence.register
def _(error: FileTooLarge) -> str:
    found = _MEASURES[error.measure].format(found=error.found, limit=error.limit)
    return f"{error.name} 没有读取：{found}；请拆分文件，或由管理员调整设置 {error.setting}。"


@sentence.register
def _(error: UnknownLedger) -> str:
    found = "；".join(f"工作表“{name}”：{'、'.join(cells)}" for name, cells in error.sheets)
    return f"{error.name} 里没有认得的台账。已有种类：{'、'.join(error.kinds)}。找到的是：{found}。请套用模板（fazhi ledger templates）。"


@sentence.register
def _(error: AmbiguousLedger) -> str:
    found = "、".join(f"工作表“{sheet}”是{title}" for sheet, title in error.found)
    return f"{error.name} 里有几种台账（{found}）；请一个文件只放一种，或者用 --kind 指明。"


@sentence.register
def _(error: HeadingsMissing) -> str:
    near = "；".join(f"“{found}”是否就是“{heading}”" for heading, found in error.near.items())
    return (
        f"{error.name} 的工作表“{error.sheet}”像是{error.title}，但缺少标题：{'、'.join(error.missing)}。"
        f"{near + '？' if near else ''}找到的标题是：{'、'.join(error.found)}。请按模板补齐标题行。"
    )


@sentence.register
def _(error: HeadingTwice) -> str:
    return f"{error.name} 的工作表“{error.sheet}”有两栏标题都是“{error.heading}”；请删去或改名其中一栏。"


@sentence.register
def _(error: HeadingsShifted) -> str:
    side = "右" if error.step > 0 else "左"
    heading, cell = error.example
    return (
        f"{error.name} 的工作表“{error.sheet}”标题与数据错位：数据比标题偏{side} {abs(error.step)} 栏，"
        f"如“{heading}”下面是“{cell}”。请把标题行与数据对齐。"
    )


@sentence.register
def _(error: UnknownKind) -> str:
    return f"没有台账种类“{error.kind}”；可用的有：{'、'.join(error.kinds)}。"


@sentence.register
def _(error: NoFiles) -> str:
    return f"{'、'.join(error.paths)} 处没有台账文件（.xlsx、.xls、.csv）。"


@sentence.register
def _(error: ImportRunning) -> str:
    return (
        f"另一次导入正在进行：{error.file or '（文件名未知）'}，开始于 {error.started_at or '（时间未知）'}；"
        f"已等待 {error.waited_seconds:.0f} 秒。请等它结束后再试。"
    )


@sentence.register
def _(error: RecordsMoved) -> str:
    return f"核对 {error.name} 期间记录有了变动，没有写入任何内容；请再导入一次。"


@sentence.register
def _(error: RefusedByDatabase) -> str:
    return (
        f"{error.name} 没有导入：数据库的约束不允许（{error.constraint}）。没有写入任何内容；请把这句话转告系统管理员。"
    )


@sentence.register
def _(error: OutOfScope) -> str:
    return f"{error.title}不属于单个机构，不能以岗位身份导入；请由系统管理员不带 --as 导入。"


@sentence.register
def _(error: TreeBroken) -> str:
    return f"没有导入：机构 {'、'.join(error.offices)} 的上级被退回，或者上下级成了环；请先改正上级机构。"


COMMANDS = (
    Command(("ledger", "kinds"), "列出台账种类", _no_arguments, _kinds, needs_database=False),
    Command(("ledger", "templates"), "生成空白模板", _templates_arguments, _templates, needs_database=False),
    Command(("ledger", "import"), "导入台账", _import_arguments, _import),
    Command(("ledger", "export"), "导出台账", _export_arguments, _export),
)
