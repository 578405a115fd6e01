"""`fazhi audit verify`: whether the trail is whole, and if not, what was done to it."""

import argparse
from dataclasses import asdict

from fazhi.kernel.audit import queries, services
from fazhi.kernel.audit.errors import DetailAbsent, HeadBroken, KeyMissing
from fazhi.kernel.audit.findings import Finding, Verification
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import NotSetUp
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
}


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """`audit verify` takes none."""


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
    return Outcome(data, _text(answer, missing), exit_code=0 if answer.holds and not missing else 1)


def _text(answer: Verification, missing: tuple[str, ...]) -> str:
    if answer.holds:
        lines = [f"留痕共 {answer.entries} 条，链条完整，未见改动、删除或插入。"]
    else:
        lines = [f"留痕共 {answer.entries} 条，链条不完整，自第 {answer.first_broken} 条起有下列情况："]
        lines += [_finding_text(finding) for finding in answer.findings]
    if missing:
        lines.append(f"数据库缺少保护留痕的触发器（{'、'.join(missing)}），请执行 fazhi setup 恢复。")
    return "\n".join(lines)


def _finding_text(finding: Finding) -> str:
    numbers = f"第 {finding.first} 条" if finding.first == finding.last else f"第 {finding.first} 至 {finding.last} 条"
    return f"  {numbers}{_WHAT[finding.kind, finding.what]}。"


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


# Not behind the start check: it refuses a database without its triggers, and whoever changes the trail drops them.
COMMANDS = (Command(("audit", "verify"), "核验留痕是否完整", _no_arguments, _verify, start_checks=False),)
