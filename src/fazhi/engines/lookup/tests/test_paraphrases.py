"""Words in which people ask for an article, on a library of three."""

from pathlib import Path

import pytest

from fazhi.engines.lookup import Article, Index, build, lessons, open_index, remember
from fazhi.engines.lookup.evidence import gather
from fazhi.engines.lookup.lessons import Lessons, beginning
from fazhi.engines.lookup.network import KINDS
from fazhi.engines.lookup.questions import take_apart

TITLE = "某法"
THROWN = "从建筑物中抛掷物品造成他人损害的，由侵权人依法承担侵权责任。"
TEXTS = (THROWN, "承租人应当妥善保管租赁物。", "电影院应当合理安排放映场次和时段。")
PARAPHRASE = "高空抛物 楼上扔东西砸伤人 找不到是谁扔的"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("index")
    texts = enumerate(TEXTS, start=1)
    build(
        folder,
        [Article(TITLE, TITLE, number, 0, f"第{number}条", "", "", "", text, "statute") for number, text in texts],
    )
    return open_index(folder)


def told(index: Index, question: str, *paraphrases: tuple[lessons.Key, int, str]) -> list[float]:
    memory = remember(Lessons(paraphrases=paraphrases), index)
    rows = gather(take_apart(question, index, memory), index, memory).rows
    column: list[float] = rows[:, KINDS.index("paraphrase")].tolist()
    return column


def test_an_article_is_found_by_words_that_it_does_not_have(index: Index) -> None:
    assert not set("楼上扔砸伤") & set(THROWN)
    found = told(index, "楼上扔花盆砸伤了人怎么办", ((TITLE, 1, 0), beginning(THROWN), PARAPHRASE))
    assert found[0] > 0
    assert found[1:] == [0, 0]


def test_words_of_a_text_that_was_renumbered_follow_it(index: Index) -> None:
    found = told(index, "楼上扔花盆砸伤了人怎么办", ((TITLE, 9, 0), beginning(THROWN), PARAPHRASE))

    assert found[0] > 0


def test_words_of_a_text_that_is_another_by_now_are_forgotten(index: Index) -> None:
    before = beginning("有下列情形之一的，合同无效：以欺诈手段订立，损害国家利益。")

    assert told(index, "楼上扔花盆砸伤了人怎么办", ((TITLE, 1, 0), before, PARAPHRASE)) == [0, 0, 0]


def test_those_that_ship_are_one_an_article_and_say_something() -> None:
    shipped_ones = lessons.paraphrases()

    assert len({key for key, _, _ in shipped_ones}) == len(shipped_ones) > 1_000
    assert all(words for _, _, words in shipped_ones)
