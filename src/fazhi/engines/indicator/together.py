"""
Many questions in one query: a report's totals and breakdowns, over all registers, at one moment and in one round trip.

Each question is a common table expression; their answers stand under each other, numbered, filled up with nulls to the
width of the widest. Keys and labels come as text, since those of two dimensions need not be of one type.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.engines.indicator.dialects import Dialect

Answer = list[tuple[Any, ...]]
"""The rows of one question: its key and label if it is keyed, then its numbers."""


@dataclass(frozen=True)
class Question:
    """
    A query of `counts_sql` or `values_sql`, with the shape of its answer.

    numbers  how many integers a row has
    keyed    a key and its label come before them
    """

    text: str
    numbers: int
    keyed: bool = False


def together_sql(questions: Sequence[Question], dialect: Dialect) -> str:
    """All questions, of which there is at least one, as one query; `apart` divides its answer."""
    width = max(question.numbers for question in questions)
    named = [f"{_name(place)} ({', '.join(_columns(item))}) AS ({item.text})" for place, item in enumerate(questions)]
    parts = [_part(place, item, width, dialect) for place, item in enumerate(questions)]
    return " ".join(("WITH", ", ".join(named), " UNION ALL ".join(parts)))


def apart(rows: Sequence[Sequence[Any]], questions: Sequence[Question]) -> list[Answer]:
    """
    The answer of each question, from the rows of `together_sql`.

    >>> pair = [Question("…", 1), Question("…", 2, keyed=True)]
    >>> apart([(0, None, None, 5, None), (1, "a", "甲", 2, 3)], pair)
    [[(5,)], [('a', '甲', 2, 3)]]
    """
    answers: list[Answer] = [[] for _ in questions]
    for place, key, label, *numbers in rows:
        question = questions[int(place)]
        cells = tuple(numbers[: question.numbers])
        answers[int(place)].append((key, label, *cells) if question.keyed else cells)
    return answers


def _name(place: int) -> str:
    return f"q{place}"


def _columns(question: Question) -> list[str]:
    return [*(("k", "l") if question.keyed else ()), *(f"n{place}" for place in range(question.numbers))]


def _part(place: int, question: Question, width: int, dialect: Dialect) -> str:
    # Every column is cast, nulls too: PostgreSQL takes the types of a union from its branches, two at a time.
    text = [f"CAST({name if question.keyed else 'NULL'} AS {dialect.text})" for name in ("k", "l")]
    numbers = [f"CAST({f'n{n}' if n < question.numbers else 'NULL'} AS BIGINT)" for n in range(width)]
    return " ".join(("SELECT", ", ".join((str(place), *text, *numbers)), "FROM", _name(place)))
