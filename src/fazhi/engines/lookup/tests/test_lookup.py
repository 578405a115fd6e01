"""Search and look-up on a small library of its own."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.lookup import (
    Article,
    IndexUnusable,
    LessonsInvalid,
    Library,
    ask,
    build,
    lessons,
    open_index,
    phrases_of,
    remember,
    search,
    shipped,
)
from fazhi.engines.lookup.evidence import gather
from fazhi.engines.lookup.learning import Example, bags, bridge
from fazhi.engines.lookup.lessons import Lessons, is_same, signature
from fazhi.engines.lookup.network import KINDS, Network
from fazhi.engines.lookup.questions import take_apart

LABOUR = "中华人民共和国劳动合同法"
LOAN = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
TEXTS = (
    (LABOUR, "statute", 19, "劳动合同期限三个月以上不满一年的，试用期不得超过一个月。"),
    (LABOUR, "statute", 30, "用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。"),
    (LABOUR, "statute", 38, "用人单位未及时足额支付劳动报酬的，劳动者可以解除劳动合同。"),
    (LOAN, "judicial_interpretation", 25, "出借人请求借款人按照合同约定利率支付利息的，人民法院应予支持。"),
    (LOAN, "judicial_interpretation", 27, "借贷双方对前期借款本息结算后将利息计入后期借款本金。"),
)


def article(title: str, level: str, number: int, text: str, suffix: int = 0) -> Article:
    short = title.removeprefix("中华人民共和国")
    return Article(title, short, number, suffix, f"第{number}条", "", "第一章 总则", "", text, level)


ARTICLES = tuple(article(*each) for each in TEXTS)
EXAMPLES = (
    Example("老板欠薪怎么办", "欠薪", "用人单位应当支付劳动报酬", (((LABOUR, 30, 0), TEXTS[1][3]),)),
    Example("试用期多久", "试用期", "不超过一个月", (((LABOUR, 19, 0), TEXTS[0][3]),)),
    Example("利滚利合法吗", "复利", "利息计入本金", (((LOAN, 27, 0), TEXTS[4][3]),)),
)


def network(**direct: float) -> Network:
    """One that adds up the evidence named, and has one unit that does nothing."""
    weights = np.array([direct.get(kind, 0) for kind in KINDS], np.float32)
    none = np.zeros(1, np.float32)
    return Network(
        np.zeros_like(weights), np.ones_like(weights), weights, np.zeros((len(KINDS), 1), np.float32), none, none
    )


# A candidate that a like question cites is worth more; else the words decide.
NETWORK = network(nearest=5.0, pairs=0.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("index")
    build(made, ARTICLES)
    return made


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    index = open_index(folder)
    cited, questions = bags(EXAMPLES)
    lay = [("老板", ("用人单位",)), ("利滚利", ("利息计入后期借款本金",))]
    return Library(index, remember(Lessons(cited, questions, bridge(EXAMPLES, index), NETWORK, lay), index))


def test_a_phrase_stands_before_its_mere_words(library: Library) -> None:
    first = search(library.index, "足额支付劳动报酬", 5)[0]
    assert first.score >= 1
    assert "足额支付劳动报酬" in first.article.text


def test_each_phrase_counts_and_a_title_is_looked_through_too(library: Library) -> None:
    hits = search(library.index, "劳动合同法 试用期", 5)
    assert hits[0].article.number == 19
    assert hits[0].score > 2 > hits[1].score


def test_a_phrase_whose_signs_stand_apart_is_no_phrase(library: Library) -> None:
    hits = search(library.index, "期限试用", 5)
    assert all(hit.score < 1 for hit in hits)


@pytest.mark.parametrize("query", ["", "   ", "。，！", "zzzz", "𠮷𠮷"])
def test_what_is_nowhere_finds_nothing(library: Library, query: str) -> None:
    assert search(library.index, query, 5) == ()


def test_phrases_are_parted_by_spaces_and_told_once() -> None:
    assert phrases_of(" 工资　报酬 工资 ") == ("工资", "报酬")


def test_a_question_leads_to_the_article_that_a_like_question_cites(library: Library) -> None:
    hit = ask(library, "老板欠薪不给怎么办", 3)[0]
    assert hit.article.key == (LABOUR, 30, 0)
    assert hit.why is not None
    assert hit.why.similar > 0.3
    assert ("老板", "用人单位") in hit.why.bridges


def test_the_same_question_has_the_same_answer(library: Library) -> None:
    assert ask(library, "利滚利可以吗", 5) == ask(library, "利滚利可以吗", 5)


def test_top_limits_the_answer(library: Library) -> None:
    assert len(ask(library, "劳动合同", 2)) == 2


@pytest.mark.parametrize("question", ["", "？！", "\n"])
def test_a_question_without_words_has_no_answer(library: Library, question: str) -> None:
    assert ask(library, question, 5) == ()


def test_an_empty_library_answers_nothing(tmp_path: Path) -> None:
    build(tmp_path, [])
    index = open_index(tmp_path)
    empty = Library(index, remember(shipped(), index))
    assert search(index, "工资", 5) == ()
    assert ask(empty, "工资", 5) == ()


def test_evidence_has_a_column_for_each_name(library: Library) -> None:
    asked = take_apart("老板欠薪", library.index, library.memory)
    found = gather(asked, library.index, library.memory)
    assert found.rows.shape == (len(ARTICLES), len(KINDS))
    assert np.isfinite(found.rows).all()


@pytest.mark.parametrize("text", ["（" * 100_000, "第一" * 100_000, "《" * 10_000, "劳动" * 50_000])
def test_a_text_that_is_no_question_costs_no_more_than_its_first_signs(library: Library, text: str) -> None:
    asked = take_apart(text, library.index, library.memory)
    assert len(asked.features) <= 300
    assert asked.features == take_apart(text[:4000], library.index, library.memory).features
    search(library.index, text, 3)


@given(st.text(max_size=60))
def test_any_text_can_be_asked_and_searched(library: Library, text: str) -> None:
    assert len(ask(library, text, 3)) <= 3
    scores = [hit.score for hit in search(library.index, text, 5)]
    assert scores == sorted(scores, reverse=True)


def test_a_renumbered_article_is_found_by_its_text(library: Library, tmp_path: Path) -> None:
    moved = [replace(each, number=31) if each.number == 30 else each for each in ARTICLES]
    build(tmp_path, moved)
    index = open_index(tmp_path)
    cited, questions = bags(EXAMPLES)
    memory = remember(Lessons(cited, questions), index)
    assert sorted(index.article(place).number for place in memory.pair_places.tolist()) == [19, 27, 31]


def test_an_article_that_says_something_else_now_is_forgotten(tmp_path: Path) -> None:
    build(tmp_path, [replace(each, text="本条另作规定，与从前毫无关系。") for each in ARTICLES])
    index = open_index(tmp_path)
    cited, questions = bags(EXAMPLES)
    assert len(remember(Lessons(cited, questions), index).pair_places) == 0


def test_a_signature_knows_a_text_that_was_little_changed() -> None:
    text = TEXTS[2][3] * 2 + TEXTS[4][3]
    assert is_same(signature(text), signature(text.replace("及时", "")))
    assert not is_same(signature(TEXTS[0][3]), signature(TEXTS[4][3]))


def test_the_bridge_leads_from_a_laymans_word_to_the_laws(tmp_path: Path) -> None:
    others = [article(f"某办法{number}", "rule", 1, "主管部门负责本办法的实施。") for number in range(60)]
    build(tmp_path, [*ARTICLES, *others])
    learned = bridge(EXAMPLES, open_index(tmp_path))
    assert "劳动报酬" in learned["老板"] or "报酬" in learned["老板"]
    assert "本办法" not in {target for targets in learned.values() for target in targets}


def test_lessons_are_read_as_they_were_written(library: Library, tmp_path: Path) -> None:
    cited, questions = bags(EXAMPLES)
    learned = Lessons(cited, questions, bridge(EXAMPLES, library.index), NETWORK, [])
    lessons.write(tmp_path, learned)
    (tmp_path / "lay.csv").write_text("lay,law\n", encoding="utf-8")
    (tmp_path / "paraphrases.csv").write_text("title,number,suffix,beginning,words\n", encoding="utf-8")
    read = lessons.read(tmp_path)
    assert (list(read.articles), list(read.questions), dict(read.bridge)) == (cited, questions, learned.bridge)
    assert read.network is not None
    for mine, theirs in zip(vars(NETWORK).values(), vars(read.network).values(), strict=True):
        assert np.array_equal(mine, theirs)


def test_no_question_is_kept_as_it_was_asked(tmp_path: Path) -> None:
    cited, questions = bags(EXAMPLES)
    lessons.write(tmp_path, Lessons(cited, questions))
    assert all(each.question not in (tmp_path / "questions.csv").read_text(encoding="utf-8") for each in EXAMPLES)


@pytest.mark.parametrize(
    ("name", "content"), [("network", "a,b\n1,2\n3,4\n5,6\n"), ("questions", "a,b,c\n1,x,词:y\n"), ("lay", None)]
)
def test_broken_lessons_are_refused_by_name(tmp_path: Path, name: str, content: str | None) -> None:
    lessons.write(tmp_path, Lessons())
    (tmp_path / "lay.csv").write_text("lay,law\n", encoding="utf-8")
    (tmp_path / "paraphrases.csv").write_text("title,number,suffix,beginning,words\n", encoding="utf-8")
    path = tmp_path / f"{name}.csv"
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(LessonsInvalid):
        lessons.read(tmp_path)


def test_shipped_lessons_are_whole() -> None:
    learned = shipped()
    assert learned.questions
    assert learned.network is not None
    assert all(place < len(learned.articles) for question in learned.questions for place in question.articles)


def test_a_unit_of_the_network_adds_only_what_is_above_its_threshold() -> None:
    one = np.ones(1, np.float32)
    weighing = Network(one * 10, one * 2, one, one[:, None], one * -2, one * 100)
    rows = np.array([[10], [14], [16], [1000]], np.float32)
    # scaled 0, 2, 3, and 5 at most
    assert weighing.scores(rows).tolist() == [0, 2, 103, 305]


def test_a_folder_without_a_whole_index_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable):
        open_index(tmp_path)
    done = json.loads((folder / "done.json").read_text(encoding="utf-8"))
    (tmp_path / "done.json").write_text(json.dumps({**done, "form": 0}), encoding="utf-8")
    with pytest.raises(IndexUnusable, match="form 0"):
        open_index(tmp_path)
    (tmp_path / "done.json").write_text(json.dumps(done), encoding="utf-8")
    with pytest.raises(IndexUnusable):
        open_index(tmp_path)


def test_building_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    build(tmp_path, (ARTICLES[number % 5] for number in range(2001)), told.append)
    assert told == [2000]
