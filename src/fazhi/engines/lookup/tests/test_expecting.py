"""What answers are expected to say, on a library of four articles."""

from pathlib import Path

import numpy as np
import pytest

from fazhi.engines.lookup import Article, Library, build, open_index, remember
from fazhi.engines.lookup.evidence import gather
from fazhi.engines.lookup.learning import Example, bags
from fazhi.engines.lookup.lessons import Lessons
from fazhi.engines.lookup.network import KINDS
from fazhi.engines.lookup.questions import take_apart

TITLE = "某法"
TEXTS = (
    "承租人应当妥善保管租赁物，因保管不善造成租赁物毁损的，应当承担赔偿责任。",
    "承租人经出租人同意，可以对租赁物进行改善或者增设他物。",
    "建设单位应当委托监理单位对工程施工进行监督。",
    "电影院应当合理安排放映场次和时段。",
)
FILLING = tuple(f"主管部门应当依照第{number}类规定办理登记事项。" for number in range(40))
EXAMPLES = (
    Example("房客弄坏洗衣机怎么赔", "租赁物毁损", "承租人保管不善", (((TITLE, 1, 0), TEXTS[0]),)),
    Example("工地没人管怎么办", "监理", "委托监理单位监督", (((TITLE, 3, 0), TEXTS[2]),)),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("index")
    texts = enumerate((*TEXTS, *FILLING), start=1)
    build(
        folder,
        [Article(TITLE, TITLE, number, 0, f"第{number}条", "", "", "", text, "statute") for number, text in texts],
    )
    index = open_index(folder)
    return Library(index, remember(Lessons(*bags(EXAMPLES)), index))


def told(library: Library, question: str, kind: str) -> list[float]:
    found = gather(take_apart(question, library.index, library.memory), library.index, library.memory)
    column: list[float] = found.rows[:, KINDS.index(kind)].tolist()
    return column


def test_an_article_nobody_cites_is_found_by_what_like_questions_were_answered(library: Library) -> None:
    expected = told(library, "房客弄坏空调", "expected")
    # 承租人 and 租赁物 stand in no question, but in the answer to a like one and in the article that it cites.
    assert expected[0] > expected[1] > 0
    assert expected[2:4] == [0, 0]


def test_a_question_like_no_other_expects_nothing(library: Library) -> None:
    assert library.memory.expectations.like(np.zeros(len(EXAMPLES), np.float32)) == ()
    assert told(library, "电影几点", "expected") == [0] * (len(TEXTS) + len(FILLING))


def test_the_nearest_question_counts_most(library: Library) -> None:
    expectations = library.memory.expectations
    near, far = (dict(expectations.like(np.array(each, np.float32))) for each in ([0.6, 0.5], [0.5, 0.6]))
    tenant = int(library.index.numbers(["承租人"])[0])
    assert near[tenant] > far.get(tenant, 0)


def test_an_article_is_known_by_all_that_was_asked_where_it_was_cited(library: Library) -> None:
    profile = told(library, "洗衣机", "profile")
    assert profile[0] > 0
    assert profile[1:] == [0] * (len(profile) - 1)


def test_cover_is_the_share_of_the_questions_words_however_often_they_stand(library: Library) -> None:
    cover = told(library, "委托监理单位", "cover_words")
    assert cover[2] == pytest.approx(1)
    assert cover[3] == 0
