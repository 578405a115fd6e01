"""`fazhi ledger batches` and `fazhi ledger undo`: what was imported, and taking it back."""

import argparse
from typing import Any

from django.utils import timezone

from fazhi.kernel.exchange import queries, services
from fazhi.kernel.exchange.permissions import IMPORT
from fazhi.kernel.exchange.queries import BatchTold
from fazhi.surfaces.cli.command import Command, Context, Outcome


def _batches_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="最多列出多少批（默认 50，最近的在前）")


def _batches(context: Context) -> Outcome:
    context.require_whole(IMPORT)
    found = queries.batches(context.arguments.limit)
    return Outcome({"batches": [_data(item) for item in found]}, "\n".join(map(_line, found)) or "还没有导入过台账。")


def _data(item: BatchTold) -> dict[str, Any]:
    names = ("id", "kind", "name", "sha256", "state", "read", "inserted", "updated", "unchanged", "refused", "by")
    return {
        **{name: getattr(item, name) for name in names},
        "at": item.at.isoformat(),
        "mapping": item.mapping or None,
        "undone_at": item.undone_at.isoformat() if item.undone_at else None,
        "undone_by": item.undone_by or None,
    }


def _line(item: BatchTold) -> str:
    at = timezone.localtime(item.at)
    counts = f"新增 {item.inserted}，更正 {item.updated}，未变 {item.unchanged}，退回 {item.refused}"
    by_mapping = f"  按{item.mapping}" if item.mapping else ""
    undone = f"  由 {item.undone_by} 撤回" if item.undone_by else ""
    return f"{item.id}  {item.state_label}  {item.name}  {counts}  {item.by}  {at:%Y-%m-%d %H:%M}{by_mapping}{undone}"


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=int, metavar="BATCH", help="批次号，见 fazhi ledger batches")
    parser.add_argument("--reason", default="", metavar="TEXT", help="撤回的原因，记入留痕")


def _undo(context: Context) -> Outcome:
    context.require(IMPORT)
    given = context.arguments
    done = services.undo(
        given.batch,
        by=context.actor,
        at=context.at,
        reason=given.reason,
        data_dir=context.data_dir,
        within=frozenset(queries.visible_offices(context.by)) if context.by else None,
    )
    data = {"batch": done.batch, "name": done.name, "removed": done.removed, "restored": done.restored}
    told = (
        f"已撤回第 {done.batch} 批（{done.name}）：移除 {done.removed} 条新增的记录，{done.restored} 条更正恢复原值。"
    )
    return Outcome(data, f"{told}原文件和接受行仍然留存。")


COMMANDS = (
    Command(("ledger", "batches"), "列出导入批次", _batches_arguments, _batches),
    Command(("ledger", "undo"), "撤回一批导入", _undo_arguments, _undo),
)
