"""Work grows with the text: counted, not timed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation.prose import Catalogue, find_citations, normalise
from fazhi.engines.citation.prose.checking import Effort
from fazhi.engines.citation.prose.names import NameIndex
from fazhi.engines.citation.prose.scanning import anchors
from fazhi.engines.citation.tests.library import ON, PENALTIES, library

LIBRARY = library()


@dataclass
class Counting:
    """Texts that count how often they are asked."""

    catalogue: Catalogue
    asked: Counter[str] = field(default_factory=Counter)

    def article(self, version: int, number: int, suffix: int) -> str | None:
        self.asked["article"] += 1
        return self.catalogue.texts.article(version, number, suffix)

    def numbers(self, version: int) -> Sequence[tuple[int, int]]:
        self.asked["numbers"] += 1
        return self.catalogue.texts.numbers(version)


def asked(text: str) -> int:
    counting = Counting(LIBRARY)
    find_citations(text, Catalogue(LIBRARY.instruments, counting, LIBRARY.aliases), on=ON, host=PENALTIES)
    return counting.asked.total()


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "》",
        "（",
        "第一",
        "第一、",
        "《行政处罚法》第一条、",
        "《行政处罚法》第三条规定：“不同的一句话在这里没有的。”",
        "《某某法》",
        "以下简称",
        "《行政处罚法》（以下简称甲）",
        "本法第",
        "该法第一条",
        "“",
        "  ",
        "中华人民共和国",
        "\n第一条\n",
    ],
)
def test_twice_the_text_asks_at_most_twice_as_much(piece: str) -> None:
    few, many = asked(piece * 2000), asked(piece * 4000)
    assert many <= 2 * few + 100


def test_ten_thousand_opening_brackets_are_no_citation() -> None:
    for text in ("《" * 10_000, "（" * 100_000, "第一" * 100_000, "《" * 10_000 + "行政处罚法》"):
        assert len(find_citations(text, LIBRARY, on=ON)) <= 1


def test_anchors_are_no_more_than_the_signs_of_the_text() -> None:
    for text in ("《《》" * 3000, "本法第" * 3000, "行政处罚法" * 3000):
        assert len(anchors(text, LIBRARY.names, ["甲", "甲法"])) <= len(text)


def test_searches_through_the_library_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    near = NameIndex.near

    def counted(self: NameIndex, name: str, *, count: int = 3) -> tuple[tuple[str, float], ...]:
        searched.append(name)
        return near(self, name, count=count)

    monkeypatch.setattr(NameIndex, "near", counted)
    text = "".join(f"《第{place}某法》" for place in range(2 * Effort().searches))
    found = find_citations(text, LIBRARY, on=ON)
    assert len(found) == 2 * Effort().searches
    assert {each.problem for each in found} == {"title_not_found"}
    assert len(searched) == Effort().searches


@given(st.text(alphabet="《》〈（）“”第一条款项、，。本该法《行政处罚法》中华以下简称 　\n12年修正的", max_size=200))
def test_whatever_is_written_citations_lie_in_it_in_order(text: str) -> None:
    end = 0
    for each in find_citations(text, LIBRARY, on=ON, host=PENALTIES):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        assert len(each.refs) == len(each.ref_problems)
        end = each.end


@given(st.text(alphabet="法律甲乙１2 　\n\r\t（）()《》。第条一", max_size=120))
def test_every_sign_of_the_normal_form_is_where_it_says(text: str) -> None:
    normal = normalise(text)
    places = [normal.original(place) for place in range(len(normal.text))]
    assert places == sorted(set(places))
    assert all(
        normalise(text[place]).text == sign or text[place] == sign
        for place, sign in zip(places, normal.text, strict=True)
    )


def test_a_line_that_was_broken_goes_on_and_a_heading_does_not() -> None:
    broken = "为了规范行政处罚的设定和实施，根据《中华人民共和国行政处\n罚法》第三条的规定"
    assert find_citations(broken, LIBRARY, on=ON)[0].title == PENALTIES
    heading = "厦门市人民政府关于贯彻中华人民共和国行政处罚法\n第三条　本市行政处罚适用本办法。"
    assert find_citations(heading, LIBRARY, on=ON)[0].refs == ()
