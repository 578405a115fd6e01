"""`fazhi backup`, `fazhi restore`: a sealed copy of everything, and the way back."""

import argparse
from pathlib import Path

from fazhi.kernel.indicators.live import Live
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.operations.backup import making, restoring
from fazhi.surfaces.operations.backup.contents import contents
from fazhi.surfaces.operations.backup.secrets import Secret, secret_from
from fazhi.surfaces.operations.permissions import BACK_UP

_TRAIL = {"whole": "留痕链条完整", "broken": "留痕链条不完整", "unchecked": "没有留痕密钥，链条未核验"}
_SHOWN = 20


def _secret_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--key-file", type=Path, metavar="FILE", help="备份密钥文件：64 位十六进制数")
    group.add_argument("--passphrase-file", type=Path, metavar="FILE", help="备份口令文件；都不给时在终端询问")


def _secret(context: Context, *, asked_twice: bool = False) -> Secret:
    given = context.arguments
    return secret_from(given.key_file, given.passphrase_file, asked_twice=asked_twice)


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    # Not required here: the commands below `backup` are parsed with it.
    parser.add_argument("--out", type=Path, metavar="FILE|DIR", help="备份文件；给目录时按时间命名")
    _secret_arguments(parser)


def _backup(context: Context) -> Outcome:
    context.require_whole(BACK_UP)
    out = _given(context.arguments.out, "--out", "备份文件或者目录")
    made = making.make(
        out, _secret(context, asked_twice=True), data_dir=context.data_dir, by=context.actor, at=context.at
    )
    data = {
        "path": str(made.path),
        "sha256": made.sha256,
        "bytes": made.bytes,
        "files": made.files,
        "gone": made.gone,
        "rows": sum(made.contents["tables"].values()),
        "entries": made.contents["trail"]["entries"],
    }
    text = (
        f"已备份到 {made.path}：{data['rows']:,} 行记录，{made.files:,} 个文件，共 {made.bytes:,} 字节，SHA-256 {made.sha256}。\n"
        "密钥不在其中，请另行备份（fazhi backup keys）。"
    )
    if made.gone:
        text += f"\n备份期间有 {made.gone} 个文件被正常移除，未收入。"
    return Outcome(data, text)


def _given(path: Path | None, name: str, wanted: str) -> Path:
    if path is None:
        raise BadArgument(name, "未给出", wanted)
    return path


def _keys_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help="密钥备份文件")
    _secret_arguments(parser)


def _keys(context: Context) -> Outcome:
    context.require_whole(BACK_UP)
    out = context.arguments.out
    names = making.make_keys(out, _secret(context, asked_twice=True), data_dir=context.data_dir)
    text = f"已把 {len(names)} 个密钥（{'、'.join(names)}）加密存入 {out}。请与数据备份分开存放，由不同的人保管。"
    return Outcome({"path": str(out), "keys": list(names)}, text)


def _contents_arguments(parser: argparse.ArgumentParser) -> None:
    """Of the data folder that `--data` names."""


def _contents(context: Context) -> Outcome:
    with Live().snapshot():
        held = contents()
    lines = [f"{name}  {rows:,} 行" for name, rows in held["tables"].items() if rows]
    lines.append(f"留痕 {held['trail']['entries']:,} 条，末条校验码 {held['trail']['mac']}")
    if held["figures"] is None:
        lines.append("数据库的版本与程序不同，数据未计算；请先运行 fazhi setup。")
    else:
        lines += [f"{year} 年数据 {len(figures)} 项" for year, figures in held["figures"].items()]
    return Outcome(held, "\n".join(lines))


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    _secret_arguments(parser)


def _verify(context: Context) -> Outcome:
    found = restoring.verify(context.arguments.file, _secret(context), data_dir=context.data_dir)
    data = {
        "holds": found.holds,
        "made_at": found.head["made_at"],
        "version": found.head["version"],
        "tables": found.tables,
        "rows": found.rows,
        "figures": found.figures,
        "trail": found.trail,
        "differences": [{"what": what, "sealed": was, "found": now} for what, was, now in found.differences],
    }
    figures = "数据未核对（版本不同）" if found.figures is None else f"{found.figures} 项数据"
    lines = [
        f"{found.head['made_at']} 的备份{'可以恢复' if found.holds else '有问题'}："
        f"{found.tables} 张表、{found.rows:,} 行、{figures}，{_TRAIL[found.trail]}。",
        *(f"  {what}：备份时 {was}，恢复后 {now}" for what, was, now in found.differences[:_SHOWN]),
    ]
    return Outcome(data, "\n".join(lines), 0 if found.holds else 1)


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    _file_arguments(parser)
    parser.add_argument("--keys", type=Path, metavar="FILE", help="密钥备份文件（fazhi backup keys 所做）")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--keys-key-file", type=Path, metavar="FILE", help="密钥备份的密钥文件")
    group.add_argument("--keys-passphrase-file", type=Path, metavar="FILE", help="密钥备份的口令文件")


def _restore(context: Context) -> Outcome:
    given = context.arguments
    secret = _secret(context)
    keys = (given.keys, secret_from(given.keys_key_file, given.keys_passphrase_file)) if given.keys else None
    done = restoring.restore(given.file, secret, data_dir=context.data_dir, keys=keys)
    data = {
        "data": str(context.data_dir),
        "made_at": done.head["made_at"],
        "version": done.head["version"],
        "rows": sum(done.head["tables"].values()),
        "entries": done.head["trail"]["entries"],
        "keys": list(done.keys),
        "pending": done.pending,
    }
    lines = [f"已恢复到 {context.data_dir}：{data['made_at']} 的备份，{data['rows']:,} 行记录，与备份时一致。"]
    if not done.keys:
        lines.append(
            f"密钥不在备份中：请把密钥文件放回 {context.data_dir / making.KEYS}，否则不能办理，也不能核验留痕。"
        )
    if done.pending:
        lines.append("备份来自较早的版本：请运行 fazhi setup 升级数据库。")
    lines.append("请执行 fazhi audit verify，并与本机之外的锚点核对：备份之后的记录不在其中。")
    return Outcome(data, "\n".join(lines))


COMMANDS = (
    # Not behind the start check: a backup is also what one makes before an upgrade, and of what is damaged.
    Command(("backup",), "加密备份数据库和文件", _backup_arguments, _backup, start_checks=False),
    Command(("backup", "keys"), "加密备份密钥，与数据备份分开存放", _keys_arguments, _keys, needs_database=False),
    Command(("backup", "verify"), "试恢复一份备份并核对", _file_arguments, _verify, needs_database=False),
    Command(
        ("backup", "contents"), "清点数据目录：行数、数据、留痕", _contents_arguments, _contents, start_checks=False
    ),
    Command(("restore",), "从备份恢复到新的数据目录", _restore_arguments, _restore, needs_database=False),
)
