"""`fazhi audit`: whether the trail is whole, and if not, what was done to it; its anchors; its export for the auditor."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel.audit import exporting, queries, services
from fazhi.kernel.audit.anchors import anchors_path
from fazhi.kernel.audit.errors import (
    DetailAbsent,
    ExportUnreadable,
    ExportUnsupported,
    HeadBroken,
    KeyFileAbsent,
    KeyMissing,
)
from fazhi.kernel.audit.findings import Finding, Verification
from fazhi.kernel.audit.key import read_key_file
from fazhi.kernel.audit.permissions import EXPORT, EXPORT_DETAILS
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument, NotSetUp
from fazhi.surfaces.wording import sentence

_WHAT = {
    ("edited", "columns"): "内容被改动",
    ("edited", "mac"): "校验码被改动（内容未动）",
    ("edited", "previous_mac"): "前一条的校验码被改动（内容未动）",
    ("edited", "order"): "本身真实，但不接在前一条之后，疑为从别处移来",
    ("deleted", "gap"): "被删除",
    ("deleted", "head"): "被删除（链首记载的条数多于现有条数）",
    ("deleted", "anchor"): "被删除（锚点记载的条数多于现有条数，链首疑被换回旧值）",
    ("inserted", "columns"): "系事后插入，不是系统所写",
    ("detail", "content"): "的明细被改动",
    ("detail", "missing"): "的明细被删除，且没有删除记录",
    ("detail", "added"): "的明细系事后添加",
    ("reads", "rows"): "所含的查阅记录被改动、增加或删除",
    ("head", "missing"): "之后应有的链首记录被删除",
    ("head", "mac"): "：链首记录被改动",
    ("head", "latest_mac"): "：链首记录与最后一条不符",
    ("head", "replayed"): "真实存在，但链首记录未计入，疑被换回旧值",
    ("anchor", "mac"): "与锚点文件不符，疑被重写",
    ("anchor", "unreadable"): "起的锚点无法读取，锚点文件疑被改动",
    ("manifest", "mac"): "：清单不是系统所写，或者密钥不是写时的密钥",
}
_IN_A_FILE = {
    ("deleted", "head"): "被删除（清单所列的末条不在文件中）",
    ("inserted", "columns"): "系事后加入，不是系统所写",
    ("head", "latest_mac"): "：清单与最后一条不符",
    ("head", "replayed"): "真实存在，但不在清单所列范围内",
}
_UNREADABLE = {
    "headings": "第一行不是留痕导出的标题",
    "manifest": "最后一行不是清单，文件可能被截短",
    "row": "第 {line} 行读不懂",
}


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """`audit verify` and `audit anchor` take none."""


def _verify(context: Context) -> Outcome:
    if not queries.has_trail():
        raise NotSetUp(context.data_dir)
    answer, missing = services.verify(at=context.at), queries.missing_triggers()
    data = {
        "entries": answer.entries,
        "holds": answer.holds,
        "first_broken": answer.first_broken,
        "findings": [asdict(finding) for finding in answer.findings],
        "triggers_missing": list(missing),
    }
    return Outcome(data, told_of(answer, missing), exit_code=0 if answer.holds and not missing else 1)


def told_of(answer: Verification, missing: tuple[str, ...]) -> str:
    """What a verification found, in lines, with the triggers that the database lacks."""
    if answer.holds:
        lines = [f"留痕共 {answer.entries} 条，链条完整，未见改动、删除或插入。"]
    else:
        lines = [f"留痕共 {answer.entries} 条，链条不完整，自第 {answer.first_broken} 条起有下列情况："]
        lines += [_finding_text(finding) for finding in answer.findings]
    if missing:
        lines.append(f"数据库缺少保护留痕的触发器（{'、'.join(missing)}），请执行 fazhi setup 恢复。")
    return "\n".join(lines)


def _finding_text(finding: Finding, words: dict[tuple[str, str], str] = _WHAT) -> str:
    numbers = f"第 {finding.first} 条" if finding.first == finding.last else f"第 {finding.first} 至 {finding.last} 条"
    return f"  {numbers}{words[finding.kind, finding.what]}。"


def _anchor(context: Context) -> Outcome:
    anchor = services.anchor_now(context.at)
    text = f"已锚定：共 {anchor.entries} 条，末条校验码 {anchor.mac}。\n请抄录或打印这一行，存放在本机之外；锚点文件是 {anchors_path()}。"
    return Outcome({**asdict(anchor), "path": str(anchors_path())}, text)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", required=True, metavar="DATE", help="第一天（按记录时间），如 2024-01-01"
    )
    parser.add_argument("--to", dest="last", required=True, metavar="DATE", help="最后一天，含当天")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="导出文件，.csv 或 .xlsx")
    parser.add_argument("--details", action="store_true", help="连同明细（含个人信息），限审计管理员")


def _export(context: Context) -> Outcome:
    given = context.arguments
    context.require_whole(EXPORT_DETAILS if given.details else EXPORT)
    first, last = _day("--from", given.first), _day("--to", given.last)
    if last < first:
        raise BadArgument("--to", given.last, "不早于 --from 的日期")
    held = services.export(first, last, given.out, details=given.details, by=context.actor, at=context.at)
    data = {"path": str(given.out), "from": given.first, "to": given.last, "entries": held.entries, **asdict(held)}
    numbers = f"（第 {held.first} 至 {held.last} 条）" if held.entries else ""
    return Outcome(data, f"已导出 {held.entries} 条留痕{numbers}到 {given.out}，本次导出已记入留痕。")


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadArgument(name, text, "日期，如 2024-01-31") from None


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="fazhi audit export 导出的 .csv 文件")
    parser.add_argument("--key", type=Path, metavar="FILE", help="留痕密钥文件（默认取数据目录中的）")


def _check(context: Context) -> Outcome:
    given = context.arguments
    key = read_key_file(given.key or context.data_dir / "key" / "trail.key")
    held, answer = exporting.check_export(given.file, key)
    data: dict[str, Any] = {
        "entries": answer.entries,
        "first": held.first,
        "last": held.last,
        "details": bool(held.details),
        "holds": answer.holds,
        "first_broken": answer.first_broken,
        "findings": [asdict(finding) for finding in answer.findings],
    }
    if answer.holds:
        return Outcome(data, f"文件共 {answer.entries} 条留痕，与清单相符，链条完整，未见改动、删除或插入。")
    lines = [_finding_text(finding, _WHAT | _IN_A_FILE) for finding in answer.findings]
    return Outcome(data, "\n".join([f"文件共 {answer.entries} 条留痕，不完整：", *lines]), exit_code=1)


@sentence.register
def _(error: KeyMissing) -> str:
    if error.entries:
        return (
            f"找不到留痕密钥 {error.path}，而库中已有 {error.entries} 条留痕。"
            "请从备份恢复密钥文件；系统不会另造密钥，否则已有留痕无法核验。"
        )
    return f"找不到留痕密钥 {error.path}。请先执行 fazhi setup。"


@sentence.register
def _(error: HeadBroken) -> str:
    return "留痕的链首记录被改动或删除，在查明之前不再写入。请执行 fazhi audit verify。"


@sentence.register
def _(error: DetailAbsent) -> str:
    return f"第 {error.number} 条留痕没有可删除的明细：原本没有，或者已经删除。"


@sentence.register
def _(error: ExportUnsupported) -> str:
    return f"{error.path.name} 不行：留痕导出为 .csv 或 .xlsx，核验导出文件只认 .csv。"


@sentence.register
def _(error: ExportUnreadable) -> str:
    return f"{error.path.name} 不是完整的留痕导出文件：{_UNREADABLE[error.part].format(line=error.line)}。"


@sentence.register
def _(error: KeyFileAbsent) -> str:
    return f"{error.path} 处没有可用的留痕密钥文件；请用 --key 指明。"


COMMANDS = (
    # Not behind the start check: it refuses a database without its triggers, and whoever changes the trail drops them.
    Command(("audit", "verify"), "核验留痕是否完整", _no_arguments, _verify, start_checks=False),
    Command(("audit", "anchor"), "锚定留痕：记下条数和末条校验码", _no_arguments, _anchor),
    Command(("audit", "export"), "导出留痕供审计", _export_arguments, _export),
    Command(("audit", "check-export"), "核验导出的留痕文件", _check_arguments, _check, needs_database=False),
)
