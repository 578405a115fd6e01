"""Pages by key on a real SQLite: each row once, whatever is equal or blank; and the text of what is asked."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import (
    DUCKDB,
    POSTGRESQL,
    SQLITE,
    And,
    Bounds,
    Column,
    Compare,
    Contains,
    IsNull,
    Kind,
    LiteralRefused,
    Or,
    Order,
    Place,
    Register,
    Rows,
    count_sql,
    sample_sql,
    stretch_sql,
)

THINGS = Register(
    name="things",
    title="台账",
    line="probe",
    base="thing",
    key="id",
    columns=(
        Column("id", "编号", Kind.INTEGER, "id"),
        Column("number", "案号", Kind.TEXT, "number"),
        Column("amount", "金额", Kind.INTEGER, "amount"),
        Column("opened_date", "受理日期", Kind.DATE, "opened_date"),
        Column("office_left", "左界", Kind.INTEGER, "office_left"),
    ),
)
ALL = Rows(THINGS, Bounds(1, 9))

Thing = tuple[int, str, int | None]


def database(things: list[Thing]) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE things (id, number, amount, opened_date, office_left)")
    made.executemany("INSERT INTO things VALUES (?, ?, ?, NULL, 5)", things)
    return made


def stretch(found: sqlite3.Connection, order: Order, *, blank: bool, limit: int, backwards: bool) -> list[Thing]:
    """A whole stretch, page by page."""
    read: list[Thing] = []
    after = None
    while True:
        query = stretch_sql(ALL, order, SQLITE, blank=blank, after=after, limit=limit, backwards=backwards)
        page = [row[:3] for row in found.execute(query).fetchall()]
        read += page
        if len(page) < limit:
            return read
        after = Place(page[-1][2] if order.column else None, page[-1][0])


@given(
    amounts=st.lists(st.none() | st.integers(-2, 2), max_size=25),
    limit=st.integers(1, 7),
    descending=st.booleans(),
)
def test_pages_partition_the_rows_in_order_and_back(amounts: list[int | None], limit: int, descending: bool) -> None:
    things = [(key, f"第{key}号", amount) for key, amount in enumerate(amounts)]
    found, order = database(things), Order("amount", descending=descending)

    filled = stretch(found, order, blank=False, limit=limit, backwards=False)
    blank = stretch(found, order, blank=True, limit=limit, backwards=False)

    with_amount = [thing for thing in things if thing[2] is not None]
    without = [thing for thing in things if thing[2] is None]
    assert filled == sorted(with_amount, key=lambda thing: (thing[2], thing[0]), reverse=descending)
    assert blank == sorted(without, key=lambda thing: thing[0], reverse=descending)
    assert stretch(found, order, blank=False, limit=limit, backwards=True) == filled[::-1]
    assert stretch(found, order, blank=True, limit=limit, backwards=True) == blank[::-1]


@given(keys=st.lists(st.integers(), unique=True, max_size=20), limit=st.integers(1, 5), descending=st.booleans())
def test_pages_by_the_key_alone_partition_the_rows(keys: list[int], limit: int, descending: bool) -> None:
    keys = [key for key in keys if abs(key) < 2**63]
    found = database([(key, "", None) for key in keys])

    read = stretch(found, Order(None, descending=descending), blank=False, limit=limit, backwards=False)

    assert [thing[0] for thing in read] == sorted(keys, reverse=descending)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=6))
def test_a_searched_text_is_found_as_it_is_whatever_its_signs(text: str) -> None:
    found = database([(1, f"前{text}后", None), (2, "另一件", None)])

    query = stretch_sql(
        Rows(THINGS, Bounds(1, 9), (Contains("number", text),)), Order(None), SQLITE, blank=False, after=None, limit=9
    )

    assert 1 in [row[0] for row in found.execute(query)]
    assert (2 in [row[0] for row in found.execute(query)]) == (text in "另一件")


def test_no_piece_of_text_is_a_wildcard_or_ends_the_literal() -> None:
    found = database([(1, "思1", None)])

    for text in ("%", "_", "' OR 1=1 --", "\\", "思_"):
        rows = Rows(THINGS, Bounds(1, 9), (Contains("number", text),))
        assert found.execute(count_sql(rows, SQLITE)).fetchone() == (0,)


def test_a_text_with_a_nul_is_refused() -> None:
    with pytest.raises(LiteralRefused):
        count_sql(Rows(THINGS, Bounds(1, 9), (Contains("number", "\0"),)), SQLITE)


def test_the_scope_and_the_office_both_stand_in_every_query() -> None:
    rows = Rows(THINGS, Bounds(2, 7), (Compare("amount", "=", 1),), office=Bounds(3, 4))
    queries = (
        count_sql(rows, POSTGRESQL),
        count_sql(rows, POSTGRESQL, 10),
        sample_sql(rows, POSTGRESQL, 3),
        stretch_sql(rows, Order("amount"), POSTGRESQL, blank=True, after=None, limit=5),
    )

    for query in queries:
        assert 'r."office_left" BETWEEN 2 AND 7 AND r."office_left" BETWEEN 3 AND 4' in query


def test_an_or_among_the_conditions_does_not_open_the_scope() -> None:
    wide = Or((IsNull("amount"), And((Compare("amount", ">", 0),))))
    found = database([(1, "", None)])

    assert found.execute(count_sql(Rows(THINGS, Bounds(6, 9), (wide,)), SQLITE)).fetchone() == (0,)


def test_only_sqlite_is_kept_from_beginning_with_the_offices() -> None:
    rows = Rows(THINGS, Bounds(1, 9), walked=True)

    assert '+r."office_left" BETWEEN 1 AND 9' in count_sql(rows, SQLITE)
    assert "+" not in count_sql(rows, POSTGRESQL)


@pytest.mark.parametrize(("dialect", "function"), [(SQLITE, "INSTR("), (POSTGRESQL, "STRPOS("), (DUCKDB, "STRPOS(")])
def test_each_engine_searches_by_its_own_function(dialect: object, function: str) -> None:
    rows = Rows(THINGS, Bounds(1, 9), (Contains("number", "思"),))

    assert function in count_sql(rows, dialect)  # type: ignore[arg-type]


def test_a_sample_is_every_so_many_th_row_by_key() -> None:
    found = database([(key, "", None) for key in range(1, 11)])

    assert [key for (key,) in found.execute(sample_sql(ALL, SQLITE, 3))] == [3, 6, 9]
