"""Many questions in one query give what each gives alone; a real database judges."""

import sqlite3

import pytest

from fazhi.engines.indicator import DIALECTS, SQLITE, Question, apart, together_sql

ALONE = (
    Question("SELECT 5, NULL", 2),
    Question("SELECT 'a', '甲', 1 UNION ALL SELECT NULL, NULL, 2", 1, keyed=True),
    Question("SELECT 3, '3月', 7, 8, 9", 3, keyed=True),
    Question("SELECT 'b', '乙', 4 WHERE 1 = 0", 1, keyed=True),
)


def asked(*questions: Question):
    return apart(sqlite3.connect(":memory:").execute(together_sql(questions, SQLITE)).fetchall(), questions)


def test_each_question_gets_its_own_answer_back() -> None:
    assert asked(*ALONE) == [
        [(5, None)],
        [("a", "甲", 1), (None, None, 2)],
        [("3", "3月", 7, 8, 9)],
        [],
    ]


@pytest.mark.parametrize("question", ALONE, ids=["whole", "keyed", "a number as key", "nothing"])
def test_one_question_alone_is_answered_alike(question: Question) -> None:
    assert asked(question) == [asked(*ALONE)[ALONE.index(question)]]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_nulls_have_a_type_in_every_branch(dialect) -> None:
    text = together_sql(ALONE, dialect)

    assert text.count(f"CAST(NULL AS {dialect.text})") == 2
    assert text.count("CAST(NULL AS BIGINT)") == 1 + 2 + 0 + 2
