"""The library as the engine of citations asks it: what it holds, and when its file is made again."""

import json
from datetime import date
from pathlib import Path

import pytest

from fazhi.engines.citation.prose import find_citations
from fazhi.kernel.law import catalogue_file, services
from fazhi.kernel.law.catalogue import build, catalogue
from fazhi.kernel.law.tests.conftest import AT, told, written

ON = date(2026, 11, 1)
RULES = "中华人民共和国审计法实施条例"
READING = "最高人民法院关于审理养犬案件适用法律若干问题的解释"
FORMER = "最高人民法院关于审理养犬案件具体应用法律若干问题的解释"

pytestmark = pytest.mark.django_db


def problems(text: str, on: date = ON) -> list[tuple[str | None, str | None]]:
    return [(each.title, each.problem) for each in find_citations(text, catalogue(), on=on)]


def load(tmp_path: Path, *rows: dict, repeals: tuple[dict, ...] = ()) -> None:
    folder = tmp_path / "corpus"
    written(folder / "administrative.jsonl", *rows)
    if repeals:
        written(folder / "repeals.jsonl", *repeals)
    services.load(folder, at=AT)


def repealed(title: str, by: str, day: str) -> dict:
    sentence = f"《{title}》同时废止。"
    return {"repealed": title, "by": by, "by_version": day, "article": "第二条", "basis": sentence, "by_effective": day}


def test_statutes_versions_and_articles_are_there(library: Path) -> None:
    assert problems("《人民调解法》第二条之一、第三条") == [("中华人民共和国人民调解法", "article_not_found")]
    assert problems("《农业法》第二条", date(2026, 12, 31)) == [("中华人民共和国农业法", None)]
    assert problems("《农业法》第二条", date(2027, 1, 1)) == [("中华人民共和国农业法", "article_not_found")]


def test_what_is_expired_by_nobody_known_is_repealed_from_the_state_of_its_corpus(library: Path) -> None:
    assert problems("《噪声污染防治法》")[0][1] == "repealed"
    assert problems("《噪声污染防治法》", date(2023, 1, 1))[0][1] is None


def test_a_title_that_is_known_by_its_repeal_alone_is_repealed(trail_key: None, tmp_path: Path) -> None:
    load(tmp_path, told(RULES, "2010-02-11", "一。"), repeals=(repealed("养犬条例", RULES, "2010-02-11"),))
    assert problems("《养犬条例》第一条") == [("养犬条例", "repealed")]
    assert problems("《养犬条例》第一条", date(2009, 1, 1)) == [("养犬条例", "title_not_held")]


def test_a_title_made_anew_was_there_before(trail_key: None, tmp_path: Path) -> None:
    old = repealed(RULES, RULES, "2010-02-11")
    load(tmp_path, told(RULES, "2010-02-11", "一。"), repeals=(old,))
    assert problems("《审计法实施条例》第九条", date(2000, 1, 1)) == [(RULES, None)]


def test_short_and_former_names_are_read_from_the_texts(trail_key: None, tmp_path: Path) -> None:
    declaring = told("养犬办法", "2020-01-01", f"依照《{RULES}》（以下简称审计细则条例），制定本办法。")
    renaming = told("修改决定", "2020-12-29", f"修改《{FORMER}》\n1.将名称修改为：\n“{READING}”")
    load(tmp_path, told(RULES, "2010-02-11", "一。"), declaring, renaming, told(READING, "2020-12-29", "一。"))
    assert problems("按审计细则条例第一条") == [(RULES, None)]
    assert problems(f"按《{FORMER}》第一条") == [(READING, None)]


def test_a_statute_that_texts_cite_and_nobody_holds_exists(trail_key: None, tmp_path: Path) -> None:
    cited = "依照《中华人民共和国食品卫生法》办理。"
    load(tmp_path, told("养犬办法", "2020-01-01", cited), told("养猫办法", "2020-01-01", cited))
    assert problems("依照食品卫生法第三条和《鱼类卫生法》") == [
        ("中华人民共和国食品卫生法", "title_not_held"),
        ("鱼类卫生法", "title_not_found"),
    ]


def test_the_list_of_titles_is_known_by_each_of_its_names(library: Path) -> None:
    assert problems("《行诉法》第一条")[0][0] == "中华人民共和国行政诉讼法"


def test_the_file_is_made_once_for_a_state_of_the_library(library: Path, tmp_path: Path) -> None:
    first = build()
    stamp = first.stat().st_mtime_ns
    assert (build(), catalogue()) == (first, catalogue())
    assert first.stat().st_mtime_ns == stamp
    load(tmp_path, told(RULES, "2010-02-11", "一。"))
    assert problems("《审计法实施条例》第一条") == [(RULES, None)]
    assert build() != first
    assert not first.exists()


def test_a_file_that_is_damaged_is_made_again(library: Path) -> None:
    path = build()
    path.write_bytes(b"no library")
    assert problems("《人民调解法》第一条") == [("中华人民共和国人民调解法", None)]


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_text(json.dumps({}) * 20)
    with pytest.raises(ValueError, match="no library of law"):
        catalogue_file.read(path)


def test_of_a_number_that_is_there_twice_the_first_text_counts(tmp_path: Path) -> None:
    path = tmp_path / "law" / "some.bin"
    catalogue_file.write(path, [], {}, [(7, 1, 0, "甲"), (7, 1, 0, "乙"), (7, 2, 1, "丙"), (8, 1, 0, "丁")])
    texts = catalogue_file.read(path).texts
    assert [texts.article(7, 1, 0), texts.article(7, 2, 1), texts.article(8, 1, 0)] == ["甲", "丙", "丁"]
    assert (texts.article(8, 2, 0), texts.article(9, 1, 0)) == (None, None)
    assert texts.numbers(7) == ((1, 0), (2, 1))
