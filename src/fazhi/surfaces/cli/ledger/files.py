"""`fazhi ledger kinds`, `templates`, `import`, `export`: the ledgers themselves."""

import argparse
import sys
from pathlib import Path
from typing import Any

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange import export, queries, services, templates
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.exchange.rights import rights_of
from fazhi.kernel.exchange.terms import FileReport, Progress, Report, Step
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.wording import sentence


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
    parser.add_argument("--sender", metavar="S", help="来文单位（默认按标题判断），见 fazhi ledger mapping list")
    parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")


def _import(context: Context) -> Outcome:
    rights = rights_of(context.by) if context.by else None
    given = context.arguments
    report = services.import_files(
        given.paths,
        kind=given.kind,
        sender=given.sender,
        dry_run=given.dry_run,
        by=context.actor,
        at=context.at,
        data_dir=context.data_dir,
        within=rights.within if rights else None,
        allowed=rights.allowed if rights else None,
        progress=_progress(),
    )
    failed = [file for file in report.files if file.error is not None]
    if len(report.files) == 1 and failed:
        raise failed[0].error  # type: ignore[misc]
    for file in failed:
        print(_error_text(file), file=sys.stderr)
    refused = any(file.refused for file in report.files)
    return Outcome(_data(report), _text(report, dry_run=given.dry_run), 2 if failed else int(refused))


def _progress() -> Progress | None:
    """A line on a terminal that is overwritten; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(step: Step) -> None:
        end = "\n" if step.stage == "完成" else ""
        left = f"，约剩 {step.seconds_left:.0f} 秒" if step.seconds_left else ""
        print(f"\r\x1b[K[{step.done}/{step.total}] {step.stage}{left}", end=end, file=sys.stderr, flush=True)

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
        "batch": file.batch,
        "sender": file.sender or None,
        "mapping_version": file.mapping_version or None,
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
    if file.sender:
        lines.append(f"  按“{file.sender}”的栏目对应表第 {file.mapping_version} 版读取")
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


COMMANDS = (
    Command(("ledger", "kinds"), "列出台账种类", _no_arguments, _kinds, needs_database=False),
    Command(("ledger", "templates"), "生成空白模板", _templates_arguments, _templates, needs_database=False),
    Command(("ledger", "import"), "导入台账", _import_arguments, _import),
    Command(("ledger", "export"), "导出台账", _export_arguments, _export),
)
