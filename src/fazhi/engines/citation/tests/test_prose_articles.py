"""Lists of places: numerals, ranges, what is inherited, and where a list ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import to_chinese
from fazhi.engines.citation.prose import Ref
from fazhi.engines.citation.prose.articles import MOST, read_refs


def refs(text: str) -> list[tuple[int | None, ...]]:
    return [(ref.article, ref.suffix, ref.paragraph, ref.item) for ref in read_refs(text, 0)[0]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("第三条", [(3, 0, None, None)]),
        ("第12条第1款", [(12, 0, 1, None)]),
        ("第三条第二款第（一）项", [(3, 0, 2, 1)]),
        ("第三条第二款第一项", [(3, 0, 2, 1)]),
        ("第三条（二）项", [(3, 0, None, 2)]),
        ("第一百二十条之一", [(120, 1, None, None)]),
        ("第二百八十条之一、之二", [(280, 1, None, None), (280, 2, None, None)]),
        ("第三条、第五条第一款", [(3, 0, None, None), (5, 0, 1, None)]),
        ("第三条第一款、第三款", [(3, 0, 1, None), (3, 0, 3, None)]),
        ("第三条第一款第一项和第二款", [(3, 0, 1, 1), (3, 0, 2, None)]),
        ("第三、四条", [(3, 0, None, None), (4, 0, None, None)]),
        ("第三条至第五条", [(3, 0, None, None), (4, 0, None, None), (5, 0, None, None)]),
        ("第三至五条", [(3, 0, None, None), (4, 0, None, None), (5, 0, None, None)]),
        ("第三条至第四条之一", [(3, 0, None, None), (4, 0, None, None), (4, 1, None, None)]),
        ("第三条第一款至第三款", [(3, 0, 1, None), (3, 0, 2, None), (3, 0, 3, None)]),
        ("第三条第（一）至（三）项", [(3, 0, None, 1), (3, 0, None, 2), (3, 0, None, 3)]),
        ("第三条第（一）至第（三）项", [(3, 0, None, 1), (3, 0, None, 2), (3, 0, None, 3)]),
        ("第三条第一项至第三项、第五项", [(3, 0, None, 1), (3, 0, None, 2), (3, 0, None, 3), (3, 0, None, 5)]),
        ("第三条第（一）、（三）项", [(3, 0, None, 1), (3, 0, None, 3)]),
        ("第三条第一款前两项", [(3, 0, 1, 1), (3, 0, 1, 2)]),
        ("第三条，第五条", [(3, 0, None, None), (5, 0, None, None)]),
        ("第三条“某词”和第五条", [(3, 0, None, None), (5, 0, None, None)]),
        ("第二章第三条", [(3, 0, None, None)]),
        ("中的第三条", [(3, 0, None, None)]),
        ("第五条至第三条", [(5, 0, None, None), (3, 0, None, None)]),
    ],
)
def test_a_list_is_expanded(written: str, meant: list[tuple[int | None, ...]]) -> None:
    assert refs(written) == meant
    assert read_refs(written, 0)[1] == len(written)


@pytest.mark.parametrize(
    "written", ["第三款", "三条", "第三条件", "第三章", "第零条", "规定的第三条", "第十三四条", "第XX条"]
)
def test_what_names_no_article_is_no_place(written: str) -> None:
    assert read_refs(written, 0) == ((), 0)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("第三条第一项目标", "第三条"),
        ("第三条第四条", "第三条"),
        ("第三条和本条例", "第三条"),
        ("第三条、第四章", "第三条"),
    ],
)
def test_a_list_ends_where_the_grammar_does(written: str, read: str) -> None:
    assert written[: read_refs(written, 0)[1]] == read


@given(st.integers(1, 1200), st.integers(1, 40), st.sampled_from(["至", "到", "—", "-"]))
def test_a_range_has_every_article_between(first: int, width: int, sign: str) -> None:
    written = f"第{to_chinese(first)}条{sign}第{to_chinese(first + width)}条"
    assert read_refs(written, 0) == (tuple(Ref(each) for each in range(first, first + width + 1)), len(written))


@given(st.text(alphabet="第一二三〇十百条款项之、和至（）0123“”", max_size=60))
def test_whatever_is_written_a_list_is_read_within_it(written: str) -> None:
    found, end = read_refs(written, 0)
    assert 0 <= end <= len(written)
    assert bool(found) == bool(end)


def test_a_list_without_end_is_cut_off() -> None:
    assert len(read_refs("第一条" + "、第二条" * 100_000, 0)[0]) <= MOST
    assert len(read_refs("、".join(["第1条至第1290条"] * 1000), 0)[0]) <= MOST
