"""Parses a command line, runs the command, prints its outcome; expected failures become one clear sentence."""

import argparse
import json
import os
import re
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core import checks
from django.db.utils import DatabaseError
from django.utils import timezone

from fazhi.kernel.organisations.queries import post_named
from fazhi.surfaces.cli import wording  # noqa: F401  registers the Chinese sentences
from fazhi.surfaces.cli.command import Command, Context, Outcome, registered
from fazhi.surfaces.cli.database import require_database
from fazhi.surfaces.cli.errors import BrokenStart
from fazhi.surfaces.wording import sentence


class Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one Chinese line, and takes answers (name=value) wherever they stand."""

    def parse_known_args(  # type: ignore[override]  # the overloads of typeshed differ in the namespace only
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        # argparse takes a list of positionals where the first of them stands, and leaves those after the next option.
        found, left = super().parse_known_args(args, namespace)
        if isinstance(getattr(found, "answers", None), list):
            found.answers = [*found.answers, *(word for word in left if not word.startswith("-"))]
            left = [word for word in left if word.startswith("-")]
        return found, left

    def error(self, message: str) -> NoReturn:
        print(f"参数有误：{_in_chinese(message)}。用法见 {self.prog} --help。", file=sys.stderr)
        raise SystemExit(2)


_MESSAGES = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 没有“\2”，可选 \3"),
    (r"argument (.+): expected .+", r"\1 后面要写值"),
    (r"argument (.+): invalid int value: '(.*)'", r"\1 应为整数，不是“\2”"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
)


def _in_chinese(message: str) -> str:
    """What argparse says, in Chinese; a message it may learn to say later stays as it is."""
    for pattern, words in _MESSAGES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return message


def run(words: Sequence[str]) -> int:
    """Run one command line; returns the exit code (0 done, 1 faults found, 2 bad input)."""
    try:
        arguments = _parser().parse_args(list(words))
    except SystemExit as stop:  # --help, or bad arguments already told
        return int(stop.code or 0)
    command: Command = arguments.command
    try:
        outcome = command.run(_context(command, arguments))
    except Exception as error:  # the edge: an expected failure is a sentence, any other goes to the log
        return _refuse(error)
    try:
        _print(outcome, as_json=arguments.json)
    except BrokenPipeError:  # the reader, as `| head`, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  so that the interpreter's own flush stays silent
    return outcome.exit_code


def _parser() -> Parser:
    parser = Parser(
        prog="fazhi",
        description="法治：从一年的台账到年度报告，每个数字都有据可查。",
        parents=[_globals(json=False, as_=None, data=None)],
        allow_abbrev=False,
    )
    groups: dict[tuple[str, ...], argparse._SubParsersAction[Parser]] = {}
    groups[()] = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    paths = [command.path for command in registered()]
    for command in registered():
        for depth in range(1, len(command.path)):
            prefix = command.path[:depth]
            if prefix not in groups:
                made = groups[prefix[:-1]].add_parser(prefix[-1], help=f"{prefix[-1]} …", allow_abbrev=False)
                groups[prefix] = made.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
        leaf = groups[command.path[:-1]].add_parser(
            command.path[-1], help=command.help, description=command.help, parents=[_globals()], allow_abbrev=False
        )
        command.arguments(leaf)
        leaf.set_defaults(command=command)
        if any(path[:-1] == command.path for path in paths):  # as `fazhi figures` beside `fazhi figures rows`
            groups[command.path] = leaf.add_subparsers(metavar="COMMAND", required=False, parser_class=Parser)
    return parser


def _globals(**defaults: object) -> Parser:
    """
    The options of every command. Before the command they have defaults; after it SUPPRESS, so that a leaf that wasn't
    given one doesn't undo what stood before. A parser of its own each time: argparse shares the actions of parents.
    """
    shared = Parser(add_help=False)
    options: tuple[tuple[str, dict[str, Any]], ...] = (
        ("--data", {"dest": "data", "metavar": "DIR", "help": "数据目录（默认 ./var）"}),
        ("--as", {"dest": "as_", "metavar": "OFFICIAL[@OFFICE:ROLE]", "help": "以某岗位身份"}),
        ("--json", {"dest": "json", "action": "store_true", "help": "只在标准输出打印一个 JSON 文档"}),
    )
    for name, how in options:
        shared.add_argument(name, default=defaults.get(how["dest"], argparse.SUPPRESS), **how)
    return shared


def _context(command: Command, arguments: argparse.Namespace) -> Context:
    at = timezone.now()
    data_dir = Path(settings.DATA_DIR)
    if command.needs_database:
        require_database(data_dir)
        if command.start_checks:
            _require_soundness()
    by = post_named(arguments.as_, on=timezone.localdate(at)) if arguments.as_ and command.needs_database else None
    return Context(arguments, by, data_dir, at)


def _require_soundness() -> None:
    found = checks.run_checks(databases=["default"])
    errors = [message for message in found if message.level >= checks.ERROR]
    if errors:
        raise BrokenStart(tuple((message.id or "", message.msg, message.hint or "") for message in errors))


def _refuse(error: Exception) -> int:
    said = sentence(error)
    if said is None:
        told = _log(error)
        said = f"出现意外情况（{type(error).__name__}），没有完成。{told}"
        if isinstance(error, DatabaseError):
            said = f"数据库没有应答或拒绝了操作，没有完成。请检查数据库后重试。{told}"
    print(said, file=sys.stderr)
    return 2


def _log(error: Exception) -> str:
    """Note the whole of an unexpected error in the data folder; returns a sentence that says where, or that it could not."""
    path = Path(settings.DATA_DIR) / "fazhi.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone().isoformat()}\n{''.join(traceback.format_exception(error))}")
    except OSError as refused:
        return f"日志 {path} 也写不进去（{refused.strerror}），请先检查磁盘。"
    return f"详情已记入 {path}。"


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        json.dump(outcome.data, sys.stdout, ensure_ascii=False, default=str)
        sys.stdout.write("\n")
    elif outcome.text:
        print(outcome.text)
    sys.stdout.flush()
