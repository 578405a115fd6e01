"""
The whole catalogue on SQLite, PostgreSQL, DuckDB over Parquet and Spark over the same Parquet: equal values everywhere.

The expected values come from `reference`, a second reading of the grammar in plain Python, so that four engines that
agree on something wrong are found out too.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Catalogue, Count, Formula, Kind, Period, evaluate
from fazhi.engines.indicator.tests.reference import counted, tally
from fazhi.kernel.indicators.queries import every_row, figures, identities
from fazhi.kernel.indicators.terms import Engine, Scope

from .cases import CATALOGUE, largest_sum, rows_of
from .engines import Rows, duckdb_engine, postgresql_engine, spark_engine, sqlite_engine, write_parquet

ROWS: Rows = {register.name: rows_of(register, 400) for register in CATALOGUE.registers.values()}
PERIODS = ("2024", "2024Q1", "2024Q4", *(f"2024-{month:02d}" for month in range(1, 13)))
SHORTER = ("2024Q1", "2024-02")
ON_SPARK = ("2024", "2024Q4", "2024-12")
"""A period of each kind: Spark takes half a second for each question, and reads one month as it reads another."""
DIMENSIONS = sorted({dimension for item in CATALOGUE.indicators.values() for dimension in item.dimensions})
PART = Scope("part", 2, 4)
TWELVE = (
    "mediation.people.resolved",
    "mediation.people.amount",
    "mediation.administrative.departments",
    "mediation.administrative.accepted",
    "mediation.administrative.accepted.administrative",
    "mediation.administrative.accepted.civil",
    "mediation.administrative.settled",
    "mediation.administrative.settled.administrative",
    "mediation.administrative.settled.civil",
    "mediation.referred.police",
    "mediation.referred.court",
    "mediation.referred.petition",
)


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet(CATALOGUE, ROWS, tmp_path_factory.mktemp("frozen"))


QUICK = ["sqlite", "duckdb", pytest.param("postgresql", marks=pytest.mark.postgres)]
SPARK = pytest.param("spark", marks=pytest.mark.spark)


@pytest.fixture(scope="module", params=[*QUICK, SPARK])
def engine(request: pytest.FixtureRequest, parquet: Path) -> Iterator[Engine]:
    with ExitStack() as stack:
        match request.param:
            case "sqlite":
                yield stack.enter_context(sqlite_engine(CATALOGUE, ROWS))
            case "postgresql":
                yield stack.enter_context(postgresql_engine(CATALOGUE, ROWS))
            case "duckdb":
                yield stack.enter_context(duckdb_engine(CATALOGUE, parquet))
            case "spark":
                yield stack.enter_context(spark_engine(CATALOGUE, parquet))


def _expected(code: str, period: Period, rows: Rows) -> tuple[Any, int | None]:
    """Exact value and number of rows, by the second reading."""
    measure = CATALOGUE.indicators[code].measure
    if isinstance(measure, Formula):
        return evaluate(measure.expression, lambda part: _expected(part, period, rows)[0]), None
    found = tally(CATALOGUE.registers[measure.register], measure, period, rows[measure.register])
    return found.exact, found.rows


def _where(rows: Rows, column: str, key: object) -> Rows:
    return {name: [row for row in found if column in row and _key(row[column]) == key] for name, found in rows.items()}


def _key(cell: object) -> object:
    """Blank text is as unfilled as null."""
    return None if cell == "" else cell


def test_the_cases_have_what_databases_answer_differently() -> None:
    """Otherwise equality would say little: every published figure counts something, nulls and empty groups are there."""
    found = {code: _expected(code, Period(2024), ROWS) for code in CATALOGUE.indicators}

    assert all(found[code][0] for code in TWELVE)
    assert {column.kind for column in CATALOGUE.registers["probe_register"].columns} == set(Kind)
    assert len(CATALOGUE.registers["probe_register"].columns) == 20
    assert found["probe.min_of_nothing"] == found["probe.median_of_nothing"] == (None, 0)
    assert 0 < found["probe.median"][1] < found["probe.flow"][1]
    medians = _expected_groups("probe.median", "2024", "category").values()
    assert any(isinstance(exact, Fraction) for exact, _ in medians)
    assert _expected("probe.flow", Period.parse("2024-06"), ROWS) == (0, 0)
    assert 0 < found["probe.not_null_logic"][0] < found["probe.flow"][0]


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("engine", QUICK, indirect=True)
def test_every_figure_is_that_of_the_reference(engine: Engine, text: str) -> None:
    _every_figure_is_that_of_the_reference(engine, text)


@pytest.mark.parametrize("text", ON_SPARK)
@pytest.mark.parametrize("engine", [SPARK], indirect=True)
def test_on_spark_every_figure_of_a_period_of_each_kind_is_too(engine: Engine, text: str) -> None:
    _every_figure_is_that_of_the_reference(engine, text)


def _every_figure_is_that_of_the_reference(engine: Engine, text: str) -> None:
    period = Period.parse(text)

    found = {figure.code: (figure.exact, figure.rows) for figure in figures(period, engine=engine)}

    assert found == {code: _expected(code, period, ROWS) for code in CATALOGUE.indicators}


@pytest.mark.parametrize("by", DIMENSIONS)
def test_every_breakdown_of_the_year_is_that_of_the_reference(engine: Engine, by: str) -> None:
    _breakdown_is_that_of_the_reference(engine, "2024", by)


@pytest.mark.parametrize("by", DIMENSIONS)
@pytest.mark.parametrize("text", SHORTER)
@pytest.mark.parametrize("engine", QUICK, indirect=True)
def test_every_breakdown_of_a_shorter_period_is_that_of_the_reference(engine: Engine, text: str, by: str) -> None:
    _breakdown_is_that_of_the_reference(engine, text, by)


def _breakdown_is_that_of_the_reference(engine: Engine, text: str, by: str) -> None:
    found = figures(Period.parse(text), engine=engine, codes=_offering(by), by=by)

    for figure in found:
        groups = {group.key: (group.exact, group.rows) for group in figure.by or ()}
        assert groups == _expected_groups(figure.code, text, by), figure.code


def _offering(by: str) -> list[str]:
    return [code for code, indicator in CATALOGUE.indicators.items() if by in indicator.dimensions]


@cache
def _expected_groups(code: str, text: str, by: str) -> dict[object, tuple[Any, int | None]]:
    """Key → exact value and rows, for the keys under which some row stands behind the figure."""
    period, counts = Period.parse(text), CATALOGUE.counts([code])
    names = {count.register for count in counts.values()}
    expected = {}
    for key in {_key(row[by]) for name in names for row in ROWS[name]}:
        rows = _where({name: ROWS[name] for name in names}, by, key)
        if any(_expected(part, period, rows)[1] for part in counts):
            expected[key] = _expected(code, period, rows)
    return expected


def test_scope_leaves_the_rows_of_other_offices_out(engine: Engine) -> None:
    inside = {name: [row for row in found if 2 <= row["office_left"] <= 4] for name, found in ROWS.items()}

    found = {figure.code: figure.exact for figure in figures(Period(2024), engine=engine, scope=PART)}

    assert found == {code: _expected(code, Period(2024), inside)[0] for code in CATALOGUE.indicators}


@pytest.mark.parametrize(
    "code", [*TWELVE, "probe.end", "probe.everything", "probe.quotes", "probe.median", "probe.ninth"]
)
def test_the_rows_behind_a_figure_account_for_it(engine: Engine, code: str) -> None:
    measure = CATALOGUE.indicators[code].measure
    assert isinstance(measure, Count)
    register = CATALOGUE.registers[measure.register]

    found = list(every_row(code, Period(2024), engine=engine))

    assert found == [row for row in ROWS[register.name] if counted(register, measure, Period(2024), row)]


def test_identities_are_judged_alike(engine: Engine) -> None:
    """The rows are not a real year, so some identities are broken; the same ones everywhere."""
    found = identities(Period(2024), engine=engine)

    expected = []
    for rule in CATALOGUE.identities:
        left, right = (
            evaluate(side, lambda code: _expected(code, Period(2024), ROWS)[0]) for side in (rule.left, rule.right)
        )
        expected.append((rule.rule, left, right))
    assert [(holding.rule, holding.left, holding.right) for holding in found] == expected
    assert any(holding.broken for holding in found)


def test_a_sum_keeps_its_last_digit(tmp_path: Path, engine: Engine) -> None:
    """Just below 2**63, where a float would have lost it."""
    catalogue, rows = largest_sum()
    folder = write_parquet(catalogue, rows, tmp_path)
    opened = {"sqlite": sqlite_engine, "postgresql": postgresql_engine}
    with opened[engine.name](catalogue, rows) if engine.name in opened else _again(engine, catalogue, folder) as other:
        (figure,) = figures(Period(2024), engine=other)

    assert figure.exact == 2**63 - 2


def _again(engine: Engine, catalogue: Catalogue, folder: Path) -> AbstractContextManager[Engine]:
    return (spark_engine if engine.name == "spark" else duckdb_engine)(catalogue, folder)
