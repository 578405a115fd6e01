"""
The matrix of access: every operation × everybody who may ask, each with exactly the declared answer.

What follows from the declaration alone is asserted; what depends on the row as well is compared with the table that people
have read and committed (docs/security/matrix.md). After a change that is meant, write it anew:

    WRITE_MATRIX=1 python -m pytest tests/safety/test_matrix.py
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.desk.examples import World

from .operations import CALLERS, MEANING, Answer, Operation, every_operation, undeclared

TABLE = Path(__file__).parents[2] / "docs" / "security" / "matrix.md"
HEAD = """# Who may open what

Written by `WRITE_MATRIX=1 python -m pytest tests/safety/test_matrix.py`, which asks for each address as each caller; the
same test without the variable fails when an answer differs from this table, and for an address that declares nothing.
Clerk, mediator and head belong to one district, in whose hands the matters of the examples are.
Whoever may not look also sends an empty form to each address, and gets the same answer; that is asserted, not listed.

"""


def test_every_address_says_who_may_open_it() -> None:
    assert undeclared() == set()


def test_everybody_gets_exactly_the_declared_answer(world: World) -> None:
    faults, lines = [], []
    for operation in every_operation(world):
        given, wrong = _asked(operation)
        faults += wrong
        if operation.listed:
            lines.append(_line(operation, given))
    table = _table(lines)

    assert faults == [], "\n".join(["", *faults])
    if os.environ.get("WRITE_MATRIX"):
        TABLE.write_text(table, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table, "\n".join(["", *_differences(table)])


def _asked(operation: Operation) -> tuple[Mapping[str, Answer], list[str]]:
    """The answers by caller, and what is wrong with them."""
    given, faults = {}, []
    for by in operation.callers:
        response = operation.ask(by)
        try:
            given[by] = Answer.of(response)
        except KeyError:
            faults.append(f"{operation.method} {operation.name} as {CALLERS[by]}: {response.status_code}")
            continue
        wanted = operation.expected.get(by, given[by])
        if given[by] is not wanted:
            faults.append(
                f"{operation.method} {operation.name} as {CALLERS[by]}: {given[by].name}, declared {wanted.name}"
            )
    return given, faults


def _line(operation: Operation, given: Mapping[str, Answer]) -> str:
    cells = [given[by].value if by in given else "" for by in CALLERS]
    return f"| {' | '.join([f'`{operation.name}`', operation.method, operation.declared, *cells])} |"


def _table(lines: Iterable[str]) -> str:
    signs = "\n".join(f"- {answer.value} {words}" for answer, words in MEANING.items())
    heading = f"| {' | '.join(['Address', 'Method', 'Declared for', *CALLERS.values()])} |"
    rule = "|---" * (len(CALLERS) + 3) + "|"
    return HEAD + signs + "\n\n" + "\n".join([heading, rule, *lines]) + "\n"


def _differences(table: str) -> Iterator[str]:
    kept, now = set(TABLE.read_text(encoding="utf-8").splitlines()), table.splitlines()
    yield from (f"not in the table: {line}" for line in now if line not in kept)
    yield from (f"in the table only: {line}" for line in sorted(kept - set(now)))
