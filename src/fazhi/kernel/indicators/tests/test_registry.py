from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from fazhi.engines.indicator import Column, Compare, Kind, Section
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.checks import check_catalogue, check_sources
from fazhi.kernel.indicators.tests.conftest import IDENTITIES, INDICATORS, POSTS
from fazhi.kernel.indicators.views import register_views


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty registry, and the way to fill it."""
    for name in ("_registers", "_indicators", "_identities", "_sections"):
        monkeypatch.setattr(registry, name, [])
    registry.catalogue.cache_clear()
    yield registry.register
    registry.catalogue.cache_clear()


def test_what_the_lines_enter_is_one_catalogue(declared: Any) -> None:
    declared(registers=[POSTS], indicators=INDICATORS[:4])
    first = registry.catalogue()
    declared(indicators=INDICATORS[4:], identities=IDENTITIES)

    assert len(first.indicators) == 4
    assert list(registry.catalogue().indicators.values()) == list(INDICATORS)
    assert check_catalogue() == check_sources() == []


def test_e020_names_a_wrong_definition_with_a_hint(declared: Any) -> None:
    wrong = replace(INDICATORS[0], measure=replace(INDICATORS[0].measure, where=Compare("role", "=", "clrek")))
    declared(registers=[POSTS], indicators=[wrong], sections=[Section("l", "results", 1, "节", ("{nothing}",))])

    found = check_catalogue()

    assert [(error.id, bool(error.hint)) for error in found] == [("fazhi.E020", True)] * 2
    assert "role has no code 'clrek'" in found[0].msg
    assert "slot 'nothing'" in found[1].msg


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("x", "", Kind.TEXT, "nothing"), "comes from nothing, which isn't there"),
        (Column("x", "", Kind.TEXT, "elsewhere.code"), "comes from elsewhere.code"),
        (Column("x", "", Kind.FLAG, "office.is_sample"), "is a BooleanField"),
        (Column("x", "", Kind.DATE, "role"), "is date, but role is a CharField"),
        (Column("x", "", Kind.TEXT, "official_id"), "is text, but official_id is a ForeignKey"),
    ],
)
def test_e021_names_a_column_that_no_table_has(declared: Any, column: Column, text: str) -> None:
    declared(registers=[replace(POSTS, columns=(*POSTS.columns, column))])

    (found,) = check_sources()

    assert (found.id, text in found.msg) == ("fazhi.E021", True)


@pytest.mark.django_db
def test_the_views_can_be_made_dropped_and_made_again(declared: Any) -> None:
    declared(registers=[POSTS])
    (view,) = register_views()

    with connection.cursor() as cursor:
        for statement in (
            *view.create[connection.vendor],
            *view.drop[connection.vendor] * 2,
            *view.create[connection.vendor],
        ):
            cursor.execute(statement)
        cursor.execute("SELECT * FROM posts_register")
        assert [column[0] for column in cursor.description] == [column.name for column in POSTS.columns]


def test_a_foreign_key_is_of_the_kind_of_what_it_points_to(declared: Any) -> None:
    text, number = Column("x", "", Kind.TEXT, "office_id"), Column("x", "", Kind.INTEGER, "office_id")
    declared(registers=[replace(POSTS, columns=(*POSTS.columns, number))])
    assert check_sources() == []

    declared(registers=[replace(POSTS, columns=(*POSTS.columns, text))])
    assert "is text, but office_id is a" in check_sources()[-1].msg
