import sqlite3
from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import (
    DUCKDB,
    POSTGRESQL,
    SPARK,
    SQLITE,
    Column,
    Dialect,
    Join,
    Kind,
    LiteralRefused,
    Register,
    view_sql,
)

WITH_JOIN = Register(
    name="matters",
    title="",
    line="l",
    base="matter",
    key="id",
    columns=(
        Column("id", "", Kind.TEXT, "id"),
        Column("office_left", "", Kind.INTEGER, "office.left"),
        Column("signed_date", "", Kind.DATE, "referral.signed_date"),
    ),
    joins=(
        Join("organisations_office", "office", (("id", "office_id"),)),
        Join("referral", "referral", (("number", "referral_number"), ("office_id", "office.id"))),
    ),
)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_from_its_literal(text: str) -> None:
    assert sqlite3.connect(":memory:").execute(f"SELECT {SQLITE.literal(text)}").fetchone() == (text,)
    assert duckdb.execute(f"SELECT {DUCKDB.literal(text)}").fetchone() == (text,)


@given(st.text(alphabet=st.sampled_from("a'\\\"`;-%"), max_size=8))
def test_sparks_literal_ends_where_it_should(text: str) -> None:
    """Read it back as Spark's grammar does: a backslash takes the next character as it is, a quote ends the text."""
    literal = SPARK.literal(text)
    read, place = "", 1
    while literal[place] != "'":
        place += literal[place] == "\\"
        read += literal[place]
        place += 1

    assert (read, place) == (text, len(literal) - 1)


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (SQLITE, "'2024-02-29'"),
        (POSTGRESQL, "DATE '2024-02-29'"),
        (DUCKDB, "DATE '2024-02-29'"),
        (SPARK, "DATE '2024-02-29'"),
    ],
)
def test_a_day_is_a_date_but_text_on_sqlite(dialect: Dialect, expected: str) -> None:
    assert dialect.literal(date(2024, 2, 29)) == expected


@pytest.mark.parametrize("value", [True, 1.5, None, 2**63, -(2**63), "a\0", datetime(2024, 1, 1), b"x"])
def test_other_values_have_no_literal(value: object) -> None:
    with pytest.raises(LiteralRefused):
        SQLITE.literal(value)


def test_names_are_quoted_with_the_quote_inside_doubled() -> None:
    assert SQLITE.identifier('a"b') == '"a""b"'
    assert SPARK.identifier("a`b") == "`a``b`"


def test_a_view_selects_and_joins_and_nothing_else() -> None:
    assert view_sql(WITH_JOIN, SQLITE) == (
        'CREATE VIEW "matters" AS SELECT "base"."id" AS "id", "office"."left" AS "office_left", '
        '"referral"."signed_date" AS "signed_date" FROM "matter" AS "base" '
        'LEFT JOIN "organisations_office" AS "office" ON "office"."id" = "base"."office_id" '
        'LEFT JOIN "referral" AS "referral" ON "referral"."number" = "base"."referral_number" '
        'AND "referral"."office_id" = "office"."id"'
    )


def test_a_view_keeps_rows_without_a_partner() -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(
        'CREATE TABLE matter (id, office_id, referral_number); CREATE TABLE organisations_office (id, "left");'
        "CREATE TABLE referral (number, office_id, signed_date);"
        "INSERT INTO matter VALUES ('m1', 1, 'r1'), ('m2', 1, ''), ('m3', NULL, 'r1');"
        "INSERT INTO organisations_office VALUES (1, 5); INSERT INTO referral VALUES ('r1', 1, '2024-01-02');"
    )

    database.execute(view_sql(WITH_JOIN, SQLITE))

    rows = database.execute("SELECT * FROM matters ORDER BY id").fetchall()
    assert rows == [("m1", 5, "2024-01-02"), ("m2", 5, None), ("m3", None, None)]
