import itertools
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.audit.errors import KeyMissing
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.law import services
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.models import ArticleText, Corpus, Event, Repeal, Source, Statute, Version
from fazhi.kernel.law.services import load
from fazhi.kernel.law.terms import Fault
from fazhi.kernel.law.tests.conftest import told, written

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
REPEAL = {
    "repealed": "甲条例",
    "by": "乙条例",
    "by_version": "2020-01-01",
    "article": "第九条",
    "basis": "《甲条例》同时废止。",
    "by_effective": "2020-05-01",
}

pytestmark = pytest.mark.usefixtures("db", "trail_key")


def held() -> list[tuple[Any, ...]]:
    """All that the library holds, without identifiers and moments."""
    return [
        *Statute.objects.order_by("title").values_list("title", "level", "kind", "issuing_body", "region"),
        *Version.objects.order_by("statute__title", "version_date").values_list(
            "statute__title", "version_date", "effective_date", "status", "corpus__name", "preamble"
        ),
        *ArticleText.objects.order_by("version__statute__title", "version__version_date", "position").values_list(
            "version__statute__title", "position", "label", "text"
        ),
        *Source.objects.order_by("version__statute__title", "version__version_date", "corpus__name").values_list(
            "version__statute__title", "corpus__name", "sha256", "words_sha256", "state_date", "articles"
        ),
        *Event.objects.order_by("version__statute__title", "event_date").values_list("event_date", "kind", "text"),
        *Repeal.objects.order_by("title").values_list("title", "by_title", "effective_date"),
        *Corpus.objects.order_by("name").values_list("name", "sha256", "state_date", "documents", "articles"),
    ]


def test_a_corpus_folder_is_read_whole(tmp_path: Path) -> None:
    rows = [told("甲条例", "2010-01-01", "一。", "二。"), told("乙条例", "2020-01-01", "三。")]
    written(tmp_path / "administrative.jsonl", *rows)
    written(tmp_path / "repeals.jsonl", REPEAL)
    written(tmp_path / "versions.jsonl", {"title": "甲条例"})
    written(
        tmp_path / "index.jsonl",
        *({"id": row["id"], "articles": len(row["articles"]), "file": "administrative.jsonl"} for row in rows),
    )

    report = load(tmp_path, at=AT)

    assert (report.documents, report.versions, report.articles, report.repeals) == (2, 2, 3, 1)
    assert report.refused == []
    assert Corpus.objects.get(name="administrative").state_date == date(2025, 4, 19)
    assert Event.objects.count() == 2


def test_packed_lines_are_read_like_plain_ones(tmp_path: Path) -> None:
    row = told("甲条例", "2010-01-01", "有“引号”、逗号, 和\n换行。")
    target = tmp_path / "local.jsonl.zst"
    with duckdb.connect() as packing:
        line = json.dumps(row, ensure_ascii=False).replace("'", "''")
        packing.execute(
            f"COPY (SELECT '{line}' AS line) TO '{target}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '',"
            " DELIMITER '\x01', COMPRESSION zstd)"
        )

    load(target, at=AT)

    assert ArticleText.objects.get().text == "有“引号”、逗号, 和\n换行。"
    assert Corpus.objects.get().name == "local"


def test_the_same_again_changes_nothing_and_leaves_no_entry(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "一。"))
    written(tmp_path / "repeals.jsonl", REPEAL)
    load(tmp_path, at=AT)
    before = held()

    report = load(tmp_path, at=LATER)

    assert (report.unchanged, report.versions, report.repeals) == (1, 0, 0)
    assert held() == before
    assert Entry.objects.filter(action="law.load").count() == 1
    assert Corpus.objects.get(name="a").loaded_at == AT


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    kept, changed = told("甲条例", "2010-01-01", "一。"), told("乙条例", "2010-01-01", "旧。")
    load(written(tmp_path / "a.jsonl", kept, changed), at=AT)
    untouched = ArticleText.objects.get(text="一。").pk

    report = load(written(tmp_path / "a.jsonl", kept, told("乙条例", "2010-01-01", "新。", "再。")), at=LATER)

    assert (report.unchanged, report.versions, report.articles) == (1, 1, 2)
    assert ArticleText.objects.get(text="一。").pk == untouched
    assert set(ArticleText.objects.values_list("text", flat=True)) == {"一。", "新。", "再。"}
    assert Corpus.objects.get().articles == 3


def test_every_version_is_kept(tmp_path: Path) -> None:
    rows = [
        told("甲条例", "2010-01-01", "旧。", status="已被修改"),
        told("甲条例", "2020-01-01", "新。", effective="2020-06-01"),
    ]

    load(written(tmp_path / "a.jsonl", *rows), at=AT)

    assert list(Version.objects.order_by("version_date").values_list("effective_date", "status")) == [
        (date(2010, 1, 1), "superseded"),
        (date(2020, 6, 1), "in_force"),
    ]


def test_one_entry_tells_of_a_load_with_its_digests(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "一。"))
    written(tmp_path / "b.jsonl", told("乙条例", "2010-01-01", "一。"))

    load(tmp_path, by="E0001", at=AT)

    entry = Entry.objects.get(action="law.load")
    assert (entry.actor, entry.subject_kind, entry.subject_id) == ("E0001", "law.corpus", tmp_path.name)
    assert entry.payload_digest


def test_without_a_key_for_the_trail_nothing_is_loaded(tmp_path: Path, settings) -> None:
    settings.DATA_DIR = tmp_path / "empty"

    with pytest.raises(KeyMissing):
        load(written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "一。")), at=AT)

    assert held() == []


def test_nothing_at_the_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusUnreadable):
        load(tmp_path / "nowhere", at=AT)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusUnreadable):
        load(tmp_path / "empty", at=AT)


def test_a_faulty_line_is_refused_and_the_others_go_in(tmp_path: Path) -> None:
    good = told("甲条例", "2010-01-01", "一。")
    bad = [
        {"title": "缺字段"},
        told("乙条例", "2010-13-01", "一。"),
        told("丙条例", "2010-01-01", "一。", category="民谚"),
        told("长" * 201, "2010-01-01", "一。"),
        told(" ", "2010-01-01", "一。"),
        told("丁条例", "2010-01-01", "一\0。"),
    ]
    path = written(tmp_path / "a.jsonl", *bad, good)
    path.write_text(path.read_text() + "{not json\n")

    report = load(path, at=AT)

    assert [(refusal.line, refusal.fault) for refusal in report.refused] == [
        *((line, Fault.MALFORMED) for line in range(1, 7)),
        (8, Fault.MALFORMED),
    ]
    assert report.documents == 1
    assert Statute.objects.get().title == "甲条例"


def test_a_document_with_fewer_articles_than_the_index_tells_is_refused(tmp_path: Path) -> None:
    rows = [told("甲条例", "2010-01-01", "一。", "二。"), told("乙条例", "2010-01-01", "一。")]
    index = [{"id": row["id"], "articles": 2, "file": "a.jsonl"} for row in rows]
    lost = [{"id": "lost", "articles": 1, "file": "a.jsonl"}, {"id": "gone", "articles": 1, "file": "b.jsonl"}]
    written(tmp_path / "a.jsonl", *rows)
    written(tmp_path / "index.jsonl", *index, *lost)

    report = load(tmp_path, at=AT)

    assert [(refusal.path.name, refusal.line, refusal.fault, refusal.found) for refusal in report.refused] == [
        ("index.jsonl", None, Fault.INCOMPLETE, "b.jsonl"),
        ("a.jsonl", 2, Fault.INCOMPLETE, "乙条例 1/2"),
        ("a.jsonl", None, Fault.INCOMPLETE, "2/3"),
    ]
    assert Statute.objects.get().title == "甲条例"


def test_broken_files_are_refused_and_the_others_go_in(tmp_path: Path) -> None:
    written(tmp_path / "good.jsonl", told("甲条例", "2010-01-01", "一。"))
    (tmp_path / "cut.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd cut off")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "index.jsonl").write_text("[]\n")
    (tmp_path / "repeals.jsonl").write_bytes(b"\xff\xfe\xff")

    report = load(tmp_path, at=AT)

    assert {(refusal.path.name, refusal.fault) for refusal in report.refused} == {
        ("cut.jsonl.zst", Fault.UNREADABLE),
        ("bytes.jsonl", Fault.UNREADABLE),
        ("index.jsonl", Fault.UNREADABLE),
        ("repeals.jsonl", Fault.UNREADABLE),
    }
    assert report.documents == 1


def test_faulty_repeals_are_refused_and_the_others_go_in(tmp_path: Path) -> None:
    path = written(
        tmp_path / "repeals.jsonl", {"repealed": "甲"}, {**REPEAL, "by_version": "x"}, REPEAL, {**REPEAL, "repealed": 1}
    )

    report = load(path, at=AT)

    assert [refusal.line for refusal in report.refused] == [1, 2, 4]
    assert Repeal.objects.get().by_title == "乙条例"


def test_a_file_of_faulty_repeals_alone_enters_none(tmp_path: Path) -> None:
    report = load(written(tmp_path / "repeals.jsonl", {"repealed": "甲"}), at=AT)

    assert (report.repeals, len(report.refused)) == (0, 1)
    assert not Corpus.objects.exists()


def test_a_corrected_repeal_replaces_the_one_before(tmp_path: Path) -> None:
    load(written(tmp_path / "repeals.jsonl", REPEAL), at=AT)

    report = load(written(tmp_path / "repeals.jsonl", {**REPEAL, "by_effective": "2020-06-01"}), at=LATER)

    assert report.repeals == 1
    assert Repeal.objects.get().effective_date == date(2020, 6, 1)


def test_a_title_and_date_twice_in_a_corpus_is_refused_unless_the_same(tmp_path: Path) -> None:
    row = told("甲条例", "2010-01-01", "一。")

    report = load(written(tmp_path / "a.jsonl", row, row, told("甲条例", "2010-01-01", "另。")), at=AT)

    assert (report.versions, report.unchanged) == (1, 1)
    assert [(refusal.line, refusal.fault) for refusal in report.refused] == [(3, Fault.TWICE)]


def test_undated_texts_are_kept_as_undated(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", told("甲条例", None, "一。", status="未知", effective="2001-01-01"))

    load(path, at=AT)
    load(path, at=LATER)

    version = Version.objects.get()
    assert (version.version_date, version.effective_date, version.status) == (None, date(2001, 1, 1), "unknown")


def test_files_of_their_own_are_a_corpus_named_after_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    (folder / "more").mkdir(parents=True)
    (folder / "甲法.md").write_text("# 甲法\n2020年1月2日 通过\n第一条 甲。\n")
    (folder / "more" / "乙法.txt").write_text("乙法\n（2021年1月2日通过）\n第一条　乙。\n第三条　丙。\n")
    (folder / ".hidden").write_text("not read")

    report = load(folder, at=AT)

    assert report.documents == 1
    assert [(refusal.path.name, refusal.line, refusal.fault) for refusal in report.refused] == [
        ("乙法.txt", 4, Fault.NUMBERING)
    ]
    corpus = Corpus.objects.get()
    assert (corpus.name, corpus.state_date, corpus.documents) == ("downloads", date(2020, 1, 2), 1)
    assert load(folder, at=LATER).unchanged == 1


def test_a_folder_of_files_grows_by_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "甲法.txt").write_text("甲法\n（2020年1月2日通过）\n第一条　甲。\n")
    load(tmp_path / "甲法.txt", at=AT)
    (tmp_path / "乙法.txt").write_text("乙法\n（2021年1月2日通过）\n第一条　乙。\n")

    report = load(tmp_path, at=LATER)

    assert (report.unchanged, report.versions) == (1, 1)
    assert Corpus.objects.get().documents == 2


def test_of_two_corpora_the_newer_text_is_kept_and_both_are_named(tmp_path: Path) -> None:
    newer = told("甲条例", "2010-01-01", "新说。", status_basis="as of 2026-01-01")
    load(written(tmp_path / "older" / "a.jsonl", told("甲条例", "2010-01-01", "旧说。")), at=AT)

    report = load(written(tmp_path / "newer" / "b.jsonl", newer), at=LATER)
    back = load(tmp_path / "older" / "a.jsonl", at=LATER)

    assert ArticleText.objects.get().text == "新说。"
    assert set(Source.objects.values_list("corpus__name", flat=True)) == {"a", "b"}
    assert [(each.kept, each.other) for each in report.differing] == [("b", "a")]
    assert (back.unchanged, back.versions) == (1, 0)


def test_an_older_corpus_read_later_is_only_named(tmp_path: Path) -> None:
    load(written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "新说。", status_basis="as of 2026-01-01")), at=AT)

    report = load(written(tmp_path / "b.jsonl", told("甲条例", "2010-01-01", "旧说。")), at=LATER)

    assert (report.also_held, report.versions) == (1, 0)
    assert [(each.kept, each.other) for each in report.differing] == [("a", "b")]
    assert ArticleText.objects.get().text == "新说。"


def test_a_text_with_articles_comes_before_a_newer_one_without(tmp_path: Path) -> None:
    load(written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "一。")), at=AT)

    load(
        written(tmp_path / "b.jsonl", told("甲条例", "2010-01-01", preamble="一。", status_basis="as of 2026-01-01")),
        at=LATER,
    )

    assert ArticleText.objects.get().version.corpus.name == "a"


def test_line_breaks_quotes_and_labels_make_no_difference(tmp_path: Path) -> None:
    load(written(tmp_path / "a.jsonl", told("甲条例", "2010-01-01", "称“样”：甲。")), at=AT)

    report = load(written(tmp_path / "b.jsonl", told("甲条例", "2010-01-01", '称"样":\n甲。')), at=LATER)

    assert report.differing == []


CORPORA = {
    "a.jsonl": (
        told("甲条例", "2010-01-01", "旧。"),
        told("甲条例", "2020-01-01", "甲说。", region="山东", category="地方性法规"),
        told("乙条例", "2015-01-01", "同。"),
    ),
    "b.jsonl": (
        told("甲条例", "2020-01-01", "乙说。", status_basis="as of 2026-01-01"),
        told("乙条例", "2015-01-01", "同。"),
    ),
    "c.jsonl": (told("甲条例", "2020-01-01", "丙说。", history=[]), told("丙条例", None, "丙。", status="未知")),
}


@pytest.mark.parametrize("order", list(itertools.permutations(CORPORA)), ids="".join)
def test_the_order_of_reading_is_no_matter_and_twice_is_once(tmp_path: Path, order: tuple[str, ...]) -> None:
    for name, rows in CORPORA.items():
        written(tmp_path / name, *rows)
    for name in (*order, *reversed(order)):
        load(tmp_path / name, at=AT)

    names = {"甲条例": ("b", "乙说。"), "乙条例": ("b", "同。"), "丙条例": ("c", "丙。")}
    newest = ArticleText.objects.exclude(version__version_date="2010-01-01")
    assert {row.version.statute.title: (row.version.corpus.name, row.text) for row in newest} == names
    assert ArticleText.objects.count() == 4
    assert Source.objects.count() == 7
    assert Statute.objects.get(title="甲条例").region == ""
    assert held() == _held_in_one_order(tmp_path)


def _held_in_one_order(folder: Path) -> list[tuple[Any, ...]]:
    found = held()
    for model in (ArticleText, Event, Source, Version, Statute, Corpus):
        model.objects.all()._raw_delete(using="default")
    for name in sorted(CORPORA):
        load(folder / name, at=AT)
    again = held()
    assert found == again
    return again


def test_a_load_that_was_cut_off_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_ARTICLES_AT_ONCE", 2)
    path = written(tmp_path / "a.jsonl", *(told(f"条例{number}", "2010-01-01", "一。") for number in range(3)))
    done: list[int] = []

    def stop(name: str, count: int) -> None:
        done.append(count)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(path, at=AT, progress=stop)
    assert Corpus.objects.get().sha256 == ""

    report = load(path, at=LATER)

    assert (done, report.unchanged, report.versions) == ([1], 1, 2)
    assert Corpus.objects.get().sha256
    assert Entry.objects.filter(action="law.load").count() == 1


def test_a_load_writes_in_sets(tmp_path: Path) -> None:
    """The number of queries doesn't grow with the number of texts."""
    few = written(tmp_path / "few.jsonl", *(told(f"甲{number}", "2010-01-01", "一。") for number in range(2)))
    many = written(tmp_path / "many.jsonl", *(told(f"乙{number}", "2010-01-01", "一。") for number in range(200)))

    with CaptureQueriesContext(
        connection,
    ) as for_few:
        load(few, at=AT)
    with CaptureQueriesContext(connection) as for_many:
        load(many, at=AT)

    assert len(for_many) <= len(for_few) + 2


def test_the_shared_corpus_loads_whole(shared: Path) -> None:
    folder = shared / "data" / "laws"

    report = load(folder / "laws-update.jsonl.zst", at=AT)

    assert (report.documents, report.articles, report.refused) == (32, 4516, [])
    assert Corpus.objects.get().state_date == date(2026, 8, 28)
