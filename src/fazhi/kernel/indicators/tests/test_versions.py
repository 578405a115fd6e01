"""A period is answered by the definitions in force on its first day; quantiles by the table of their values."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Catalogue, Compare, Count, Formula, Period, Ratio, Ref
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import read_manifest
from fazhi.kernel.indicators.queries import definitions, every_row, figures
from fazhi.kernel.indicators.services import freeze, verify
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.indicators.tests.conftest import CATALOGUE, INDICATORS, POSTS, _indicator

HALF = Fraction(1, 2)
MEDIATORS = replace(
    INDICATORS[0],
    version=2,
    valid_from=date(2024, 7, 1),
    measure=Count(POSTS.name, at="end", where=Compare("role", "=", "mediator")),
)
MEDIANS = (
    *INDICATORS,
    _indicator("posts.median", Count(POSTS.name, "quantile", "office_left", at="start", share=HALF), "role"),
    _indicator("posts.ninth", Count(POSTS.name, "quantile", "office_left", at="start", share=Fraction(9, 10)), "role"),
    _indicator("posts.none", Count(POSTS.name, "quantile", "office_left", on="from_date", share=HALF), "role"),
    _indicator("posts.double", Formula(Ratio(Ref("posts.median"), Ref("posts.offices")))),
)


@pytest.fixture
def versions(year: Any, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    catalogue = Catalogue.of([POSTS], [*INDICATORS, MEDIATORS], CATALOGUE.identities)
    monkeypatch.setattr(registry, "catalogue", lambda: catalogue)
    return catalogue


@pytest.fixture
def medians(year: Any, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    catalogue = Catalogue.of([POSTS], MEDIANS)
    monkeypatch.setattr(registry, "catalogue", lambda: catalogue)
    return catalogue


@pytest.mark.parametrize(
    ("period", "version", "serving"),
    [("2023", 1, 6), ("2024", 1, 5), ("2024Q2", 1, 6), ("2024-07", 2, 3), ("2024Q4", 2, 2), ("2025", 2, 2)],
)
def test_a_period_is_answered_by_the_version_of_its_first_day(
    versions: Catalogue, period: str, version: int, serving: int
) -> None:
    parsed = Period.parse(period)

    (figure,) = figures(parsed, engine=Live(), codes=["posts.serving"])

    assert (figure.version, figure.exact, figure.plain()["version"]) == (version, serving, version)
    assert len(list(every_row("posts.serving", parsed, engine=Live()))) == serving


def test_a_frozen_year_carries_all_versions_with_their_digests(
    versions: Catalogue, at: Any, frozen_folder: Callable[[], Path]
) -> None:
    frozen = freeze(2024, by="system", at=at, folder=frozen_folder())
    manifest = read_manifest(frozen.path)

    assert manifest.indicators == definitions() == (*INDICATORS, MEDIATORS)
    assert b'"posts.serving 2":"' in (frozen.path / "manifest.json").read_bytes()
    with Frozen(frozen.path) as engine:
        for text in ("2024", "2024Q2", "2024Q4"):
            period = Period.parse(text)
            assert figures(period, engine=engine) == figures(period, engine=Live())
    assert verify(2024).holds


def test_quantiles_are_taken_of_the_rows_that_have_a_value(medians: Catalogue) -> None:
    lefts = sorted(row["office_left"] for row in every_row("posts.start", Period(2024), engine=Live()))
    found = {figure.code: figure for figure in figures(Period(2024), engine=Live())}

    assert len(lefts) == 6
    assert found["posts.median"].exact == Fraction(lefts[2] + lefts[3], 2)
    assert found["posts.ninth"].exact == lefts[5]
    assert (found["posts.median"].rows, found["posts.none"].rows) == (6, 1)
    assert found["posts.double"].exact == Fraction(found["posts.median"].exact) / 4


def test_a_period_without_rows_has_no_quantile(medians: Catalogue) -> None:
    (figure,) = figures(Period.parse("2024-01"), engine=Live(), codes=["posts.none"])

    assert (figure.value, figure.exact, figure.rows) == (None, None, 0)


def test_quantiles_break_down_and_keep_to_the_scope(medians: Catalogue, year: Any) -> None:
    (figure,) = figures(Period(2024), engine=Live(), codes=["posts.median"], by="role")
    rows = list(every_row("posts.start", Period(2024), engine=Live()))
    mediators = sorted(row["office_left"] for row in rows if row["role"] == "mediator")
    office = year.clerk.office

    groups = {group.key: (group.label, group.exact, group.rows) for group in figure.by or ()}
    assert groups["mediator"] == ("调解员", mediators[1], 3)
    assert sum(rows for _, _, rows in groups.values()) == figure.rows
    scope = Scope(office.code, office.left, office.right)
    (inside,) = figures(Period(2024), engine=Live(), codes=["posts.median"], scope=scope)
    assert inside.exact == office.left


def test_a_quantile_alone_can_be_broken_down_where_it_has_no_rows(medians: Catalogue) -> None:
    (figure,) = figures(Period(2024), engine=Live(), codes=["posts.none"], by="role")

    assert [(group.key, group.rows) for group in figure.by or ()] == [("clerk", 1)]


def test_a_frozen_year_gives_the_same_quantiles(medians: Catalogue, at: Any, frozen_folder: Callable[[], Path]) -> None:
    frozen = freeze(2024, by="system", at=at, folder=frozen_folder())

    with Frozen(frozen.path) as engine:
        assert figures(Period(2024), engine=engine, by="role") == figures(Period(2024), engine=Live(), by="role")
