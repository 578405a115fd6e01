"""
Every time limit of the table, on days reckoned apart from the engine.

`limits.csv` was made by a script of its own: lengths typed from the legal texts, working days from the dev package
`holidays`, days walked one by one; those of elections by hand. Each limit has cases at a holiday, at a weekend worked in
exchange, at neither.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fazhi.kernel.calendar.services import due, due_dates
from fazhi.kernel.law.periods import period_rows

pytestmark = pytest.mark.django_db

with (Path(__file__).parent / "limits.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def _named(case: dict[str, str]) -> str:
    return f"{case['code']}{'+' if case['extended'] else ''} {case['start']}"


def test_every_limit_has_two_cases_and_more() -> None:
    cases = Counter(case["code"] for case in CASES)

    assert {code for code in period_rows() if cases[code] < 2} == set()
    assert {case["code"] for case in CASES if case["extended"]} == {
        code for code, row in period_rows().items() if row.extension and row.extension.length
    }


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_the_limit_ends_where_it_was_counted_apart(case: dict[str, str]) -> None:
    start, end = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
    extended = bool(case["extended"])

    assert due(case["code"], start, extend=extended).due.last == end
    assert due_dates(case["code"], [start], extended=extended) == [end]
