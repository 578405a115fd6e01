"""The printed queries on SQLite against the second reading in `reference`."""

import sqlite3
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.engines.indicator import (
    SQLITE,
    Bounds,
    Catalogue,
    Count,
    Indicator,
    Period,
    Tally,
    counts_sql,
    quantile,
    rows_sql,
    selected,
    tallies,
    touching,
    values_sql,
)
from fazhi.engines.indicator.tests.reference import counted, tally, truth
from fazhi.engines.indicator.tests.samples import COUNTS, PERIODS, PROBE, QUANTILES, rows


def _database(found: list[dict[str, Any]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    columns = ", ".join(f'"{column.name}"' for column in PROBE.columns)
    connection.execute(f'CREATE TABLE "{PROBE.name}" ({columns})')
    marks = ", ".join("?" for _ in PROBE.columns)
    cells = [tuple(str(v) if hasattr(v, "isoformat") else v for v in row.values()) for row in found]
    connection.executemany(f'INSERT INTO "{PROBE.name}" VALUES ({marks})', cells)
    return connection


def _dict(cells: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([column.name for column in PROBE.columns], cells, strict=True))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), st.lists(COUNTS, min_size=1, max_size=4), st.sampled_from(PERIODS))
def test_one_pass_gives_what_the_reference_gives(found: list[dict[str, Any]], counts: list[Count], text: str) -> None:
    period = Period.parse(text)

    (answer,) = _database(found).execute(counts_sql(PROBE, counts, period, SQLITE)).fetchall()

    assert tallies(counts, answer) == [tally(PROBE, count, period, found) for count in counts]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), COUNTS, st.sampled_from(PERIODS), st.sampled_from(["category", "days", "is_open"]))
def test_a_breakdown_gives_the_reference_under_each_key(
    found: list[dict[str, Any]], count: Count, text: str, by: str
) -> None:
    period = Period.parse(text)

    answer = _database(found).execute(counts_sql(PROBE, [count], period, SQLITE, by=by)).fetchall()

    filled = [row | {by: None if row[by] == "" else row[by]} for row in found]
    expected = {
        key: [tally(PROBE, count, period, [row for row, same in zip(found, filled, strict=True) if same[by] == key])]
        for key in {row[by] for row in filled}
    }
    assert {key: tallies([count], cells) for key, _, *cells in answer} == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), COUNTS, st.sampled_from(PERIODS), st.integers(0, 6), st.integers(0, 6))
def test_scope_takes_only_rows_within_the_bounds(
    found: list[dict[str, Any]], count: Count, text: str, left: int, right: int
) -> None:
    period = Period.parse(text)

    query = counts_sql(PROBE, [count], period, SQLITE, bounds=Bounds(left, right))
    (answer,) = _database(found).execute(query).fetchall()

    inside = [row for row in found if left <= row["office_left"] <= right]
    assert tallies([count], answer) == [tally(PROBE, count, period, inside)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), QUANTILES, st.sampled_from(PERIODS), st.integers(0, 6))
def test_a_quantile_of_the_table_of_values_is_the_references(
    found: list[dict[str, Any]], count: Count, text: str, left: int
) -> None:
    period = Period.parse(text)

    answer = _database(found).execute(values_sql(PROBE, count, period, SQLITE, bounds=Bounds(left, 6))).fetchall()

    inside = [row for row in found if row["office_left"] >= left]
    assert Tally(quantile(answer, count.share), sum(rows for _, rows in answer)) == tally(PROBE, count, period, inside)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), COUNTS | QUANTILES, st.sampled_from(PERIODS), st.integers(1, 5))
def test_pages_give_each_selected_row_once_in_order(
    found: list[dict[str, Any]], count: Count, text: str, limit: int
) -> None:
    period, database = Period.parse(text), _database(found)
    read: list[str] = []
    after = None

    while page := database.execute(
        rows_sql(PROBE, selected(PROBE, count, period), SQLITE, after=after, limit=limit)
    ).fetchall():
        assert len(page) <= limit
        read += [_dict(cells)["probe_id"] for cells in page]
        assert len(read) <= len(found)
        after = read[-1]

    assert read == [row["probe_id"] for row in found if counted(PROBE, count, period, row)]


@given(rows(), COUNTS | QUANTILES, st.sampled_from([text for text in PERIODS if text.startswith("2024")]))
def test_the_rows_that_touch_a_year_are_all_that_its_figures_take(
    found: list[dict[str, Any]], count: Count, text: str
) -> None:
    """A row open at the start or dated in the year is kept; what is closed before it was opened is no row of a ledger."""
    year, period = touching(PROBE, Period(2024)), Period.parse(text)
    in_order = [
        row
        for row in found
        if None in (row["opened_date"], row["closed_date"]) or row["opened_date"] <= row["closed_date"]
    ]

    assert all(truth(year, row) for row in in_order if counted(PROBE, count, period, row))


@given(COUNTS | QUANTILES)
def test_what_the_strategies_build_is_inside_the_grammar(count: Count) -> None:
    indicator = Indicator("probe.x", "题", "probe", count, "件", "释义", "台账", ())

    assert Catalogue.of([PROBE], [indicator]).counts(["probe.x"]) == {"probe.x": count}
