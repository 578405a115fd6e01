"""`fazhi ledger mapping`: how a sender's own headings and words become ours."""

import argparse
from pathlib import Path
from typing import Any

from fazhi.kernel.exchange import drafting, saved_mappings
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.mappings import SenderMapping, read_mapping, written
from fazhi.kernel.exchange.permissions import IMPORT
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="来文单位的台账文件")
    parser.add_argument("--kind", required=True, metavar="K", help="应当读作哪种台账，见 fazhi ledger kinds")
    parser.add_argument("--sender", required=True, metavar="S", help="来文单位的名称")
    parser.add_argument("--out", type=Path, metavar="FILE", help="草稿存放的文件（默认只打印）")


def _draft(context: Context) -> Outcome:
    given = context.arguments
    text = drafting.draft(_existing(given.file, "FILE"), given.kind, given.sender)
    if given.out is None:
        return Outcome({"draft": text, "path": None}, text.rstrip("\n"))
    given.out.write_text(text, encoding="utf-8")
    told = f"草稿已写到 {given.out}。请定下带问号的各处，再用 fazhi ledger mapping save 保存；没有保存就不会用来导入。"
    return Outcome({"draft": text, "path": str(given.out)}, told)


def _save_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.toml", help="定稿的栏目对应表")


def _save(context: Context) -> Outcome:
    context.require_whole(IMPORT)
    text = _existing(context.arguments.file, "FILE.toml").read_text(encoding="utf-8-sig", errors="replace")
    saved = saved_mappings.save(read_mapping(text), by=context.actor, at=context.at)
    return Outcome(_data(saved), f"{saved.sender}  {saved.kind}  第 {saved.version} 版已保存，从下一次导入起使用。")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    """`ledger mapping list` takes none."""


def _list(context: Context) -> Outcome:
    titles = {item.code: item.title for item in registered()}
    newest = saved_mappings.newest()
    lines = [f"{item.sender}  {titles.get(item.kind, item.kind)}  第 {item.version} 版" for item in newest]
    return Outcome({"mappings": [_data(item) for item in newest]}, "\n".join(lines) or "还没有保存过栏目对应表。")


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sender", metavar="SENDER", help="来文单位，见 fazhi ledger mapping list")


def _show(context: Context) -> Outcome:
    found = saved_mappings.of_sender(context.arguments.sender)
    data = [{**_data(item), "toml": written(item)} for item in found]
    return Outcome({"mappings": data}, "\n".join(f"# 第 {item.version} 版\n{written(item)}" for item in found).rstrip())


def _data(mapping: SenderMapping) -> dict[str, Any]:
    return {"kind": mapping.kind, "sender": mapping.sender, "version": mapping.version, **mapping.content}


def _existing(path: Path, name: str) -> Path:
    if not path.is_file():
        raise BadArgument(name, str(path), "一个已有的文件")
    return path


COMMANDS = (
    Command(("ledger", "mapping", "draft"), "起草来文单位的栏目对应表", _draft_arguments, _draft, needs_database=False),
    Command(("ledger", "mapping", "save"), "保存栏目对应表", _save_arguments, _save),
    Command(("ledger", "mapping", "list"), "列出使用中的栏目对应表", _list_arguments, _list),
    Command(("ledger", "mapping", "show"), "打印某来文单位的栏目对应表", _show_arguments, _show),
)
