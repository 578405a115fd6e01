"""Faults of one register: names, kinds, joins."""

import re
from collections import Counter
from collections.abc import Iterator

from fazhi.engines.indicator.check.faults import Fault
from fazhi.engines.indicator.terms import Kind, Register

# PostgreSQL cuts names at 63 bytes, silently.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def register_faults(register: Register) -> Iterator[Fault]:
    """Names that a database would change, columns twice, keys and dates of the wrong kind, unknown aliases."""
    yield from _names(register)
    yield from _special_columns(register)
    yield from _sources(register)


def _names(register: Register) -> Iterator[Fault]:
    columns = [column.name for column in register.columns]
    for name in (register.name, *columns):
        if not _NAME.fullmatch(name):
            yield Fault(register.name, f"name {name!r}", "use at most 63 of a-z, 0-9 and _, a letter first")
    for name in repeated(columns):
        yield Fault(register.name, f"column {name!r} is declared twice", "keep one of them")
    for column in register.columns:
        if column.named_by and column.named_by not in columns:
            yield Fault(
                register.name, f"{column.name} is named by {column.named_by!r}", "name a column of the register"
            )


def _special_columns(register: Register) -> Iterator[Fault]:
    kinds = {column.name: column.kind for column in register.columns}
    wanted = [("key", register.key, {Kind.TEXT, Kind.INTEGER}), ("scope", register.scope, {Kind.INTEGER})]
    wanted += [("opened", register.opened, {Kind.DATE})] if register.opened else []
    wanted += [("closed", register.closed, {Kind.DATE})] if register.closed else []
    for role, name, allowed in wanted:
        if kinds.get(name or "") not in allowed:
            expected = " or ".join(sorted(allowed))
            yield Fault(
                register.name, f"{role} column {name!r} is no {expected} column of it", f"name one for {role!r}"
            )
    if bool(register.opened) != bool(register.closed):
        yield Fault(register.name, "has one of `opened` and `closed`", "give both, or neither")
    if Kind.DATE not in kinds.values():
        yield Fault(register.name, "has no date column", "a register without dates belongs to no year; add one")


def _sources(register: Register) -> Iterator[Fault]:
    aliases = {"base"}
    for join in register.joins:
        for _, other in join.on:
            yield from _alias(register, other, aliases)
        if not join.on:
            yield Fault(register.name, f"join {join.alias!r} has no condition", "pair its key with a column")
        if join.alias in aliases:
            yield Fault(register.name, f"alias {join.alias!r} stands twice", "choose another")
        aliases.add(join.alias)
    for column in register.columns:
        yield from _alias(register, column.source, aliases)


def _alias(register: Register, source: str, known: set[str]) -> Iterator[Fault]:
    alias, _, column = source.rpartition(".")
    if (alias and alias not in known) or not column:
        yield Fault(register.name, f"source {source!r}", f"write `column` or `alias.column`; aliases: {sorted(known)}")


def repeated(names: list[str]) -> list[str]:
    """Names that stand more than once, each once, in order."""
    return sorted(name for name, times in Counter(names).items() if times > 1)
