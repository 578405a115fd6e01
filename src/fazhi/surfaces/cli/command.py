"""The shape of a console command; each line and each kernel room's page declares its own."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.services import require, require_whole

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Outcome:
    """
    What a command answers.

    data       the JSON document of `--json`
    text       the same for a person, in Chinese
    exit_code  0 done; 1 the check found faults
    """

    data: dict[str, Any]
    text: str
    exit_code: int = 0


@dataclass(frozen=True)
class Context:
    """
    One invocation: parsed arguments, who acts, where the data lie, and the clock, read once at the edge.

    by    the post named by `--as`, or None for the system account, which sees all
    """

    arguments: argparse.Namespace
    by: "Post | None"
    data_dir: Path
    at: datetime

    def require(self, permission: Permission) -> None:
        """Raise NotPermitted unless the acting post's role holds the permission; the system account may all."""
        if self.by is not None:
            require(self.by, permission)

    def require_whole(self, permission: Permission) -> None:
        """The same for what speaks for the whole bureau: raise NotTheWhole for a post of a part of it."""
        if self.by is not None:
            require_whole(self.by, permission)

    @property
    def actor(self) -> str:
        """Who acts, as the trail writes it."""
        return "system" if self.by is None else self.by.code


@dataclass(frozen=True)
class Command:
    """
    One command, as `fazhi ledger import`.

    path            the words after `fazhi`
    help            one line, in Chinese
    arguments       adds the command's own arguments to its parser
    run             does it
    needs_database  False for pure commands, which run without `fazhi setup`
    start_checks    False for the commands that look for damage, and must run where there is some
    """

    path: tuple[str, ...]
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Context], Outcome]
    needs_database: bool = True
    start_checks: bool = True


_commands: dict[tuple[str, ...], Command] = {}


def register(*commands: Command) -> None:
    """Add commands to the console; called from the `apps.py` that owns them."""
    for command in commands:
        _commands[command.path] = command


def registered() -> tuple[Command, ...]:
    return tuple(_commands[path] for path in sorted(_commands))
