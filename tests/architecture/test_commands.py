"""Every command of every line: said in Chinese, in the contract's words."""

import argparse
import re

import pytest

from fazhi.surfaces.cli.command import Command, registered
from fazhi.surfaces.cli.console import run

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CONTRACT = {
    ("setup",), ("sample", "ledgers"), ("ledger", "kinds"), ("ledger", "templates"), ("ledger", "import"), ("ledger", "export"),
    ("figures",), ("figures", "rows"), ("report",), ("report", "compare"), ("report", "lint"), ("year", "freeze"),
    ("year", "verify"), ("due",), ("days", "kind"), ("audit", "verify"), ("serve",),
}  # fmt: skip
COMMANDS = registered()


def words(command: Command) -> str:
    return " ".join(command.path)


def test_the_commands_of_the_contract_are_there():
    assert {command.path for command in COMMANDS} >= CONTRACT


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_a_command_is_explained_in_chinese(command: Command):
    parser = argparse.ArgumentParser(add_help=False)
    command.arguments(parser)

    assert CHINESE.search(command.help)
    described = [action for action in parser._actions if action.help]
    assert all(CHINESE.search(action.help) for action in described), [a.dest for a in described]


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_every_argument_is_explained(command: Command):
    parser = argparse.ArgumentParser(add_help=False)
    command.arguments(parser)

    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_help_is_given_without_a_database(command: Command, capsys: pytest.CaptureFixture[str]):
    assert run([*command.path, "--help"]) == 0

    told = capsys.readouterr()
    assert command.help in told.out
    assert "--json" in told.out
    assert told.err == ""
