"""The index of what is law on a day: which versions are in it, when it is built, and that it is built once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fazhi.engines.lookup import Article, search
from fazhi.kernel.law import lookup
from fazhi.kernel.law.models import ArticleText, Corpus, Kind, Level, Repeal, Standing, Statute, Version

ON = date(2026, 11, 1)


def statute(title: str, text: str, day: date, **more: str) -> Version:
    corpus, _ = Corpus.objects.get_or_create(
        name="laws",
        defaults={"state_date": ON, "loaded_at": datetime(2026, 11, 1, tzinfo=UTC), "articles": 9, "sha256": "a"},
    )
    fields = {"short_title": title, "level": Level.STATUTE, **more}
    own, _ = Statute.objects.get_or_create(title=title, defaults=fields)
    version = Version.objects.create(
        statute=own, version_date=day, effective_date=day, status=Standing.IN_FORCE, corpus=corpus
    )
    ArticleText.objects.create(version=version, position=1, number=1, label="第一条", text=text)
    return version


@pytest.fixture
def held(db: None) -> None:
    lookup._name_of.cache_clear()  # a test's versions have keys of their own, which the same corpora elsewhere don't have
    statute("甲法", "旧的试用期条文。", date(2000, 1, 1))
    statute("甲法", "新的试用期条文。", date(2020, 1, 1))
    statute("甲法", "将来的试用期条文。", date(2027, 1, 1))
    statute("乙法", "已废止的试用期条文。", date(2001, 1, 1))
    statute("甲法修正案", "修正试用期条文。", date(2020, 1, 1), kind=Kind.AMENDMENT)
    statute("某省条例", "某省的试用期条文。", date(2010, 1, 1), level=Level.LOCAL_REGULATION, region="某省")
    corpus = Corpus.objects.get()
    Repeal.objects.create(
        title="乙法", by_title="甲法", by_version_date=date(2020, 1, 1), effective_date=date(2020, 1, 1), sentence="废止。",
        corpus=corpus,
    )  # fmt: skip


def found(folder: Path, on: date, region: str = "") -> list[str]:
    hits = search(lookup.library(folder, on=on, region=region).index, "试用期条文", 9)
    return sorted(hit.article.text for hit in hits)


def test_only_the_version_that_is_law_on_the_day_is_found(held: None, tmp_path: Path) -> None:
    assert found(tmp_path, ON) == ["新的试用期条文。"]
    assert found(tmp_path, date(2010, 6, 1)) == ["已废止的试用期条文。", "旧的试用期条文。"]
    assert found(tmp_path, date(2028, 1, 1)) == ["将来的试用期条文。"]


def test_a_regions_own_regulations_are_found_when_asked_for(held: None, tmp_path: Path) -> None:
    assert found(tmp_path, ON, "某省") == ["新的试用期条文。", "某省的试用期条文。"]
    assert found(tmp_path, ON, "别省") == ["新的试用期条文。"]


def test_the_index_is_built_once_and_again_when_the_corpus_changes(
    held: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lookup.library(tmp_path, on=ON)
    assert lookup.library(tmp_path, on=date(2026, 11, 2)) is first
    built: list[Path] = []
    real = lookup.build
    monkeypatch.setattr(lookup, "build", lambda *given: (built.append(given[0]), real(*given)))
    Corpus.objects.update(sha256="b")
    assert lookup.library(tmp_path, on=ON) is not first
    assert len(built) == 1


def test_a_damaged_index_is_built_anew(held: None, tmp_path: Path) -> None:
    folder = lookup.library(tmp_path, on=ON).index.folder
    (folder / "done.json").unlink()
    lookup._open.cache_clear()
    assert found(tmp_path, ON) == ["新的试用期条文。"]


def test_old_indexes_go(held: None, tmp_path: Path) -> None:
    for number in range(6):
        Corpus.objects.update(sha256=str(number))
        lookup.library(tmp_path, on=ON)
    kept = list((tmp_path / lookup.FOLDER).iterdir())
    assert len(kept) == 3
    assert lookup.library(tmp_path, on=ON).index.folder in kept


def test_nothing_half_built_is_left(held: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(folder: Path, articles: object, progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lookup, "build", cut_off)
    with pytest.raises(KeyboardInterrupt):
        lookup.library(tmp_path, on=ON)
    assert list((tmp_path / lookup.FOLDER).iterdir()) == []


def test_an_article_tells_its_version(held: None, tmp_path: Path) -> None:
    first: Article = lookup.library(tmp_path, on=ON).index.article(0)
    assert (first.title, first.number, first.note) == ("甲法", 1, "2020-01-01")


def test_what_an_answer_rests_on_is_told(held: None) -> None:
    assert [(each.name, each.state_date) for each in lookup.rests()] == [("laws", ON)]
