"""Masking a text: nothing is left, twice is once, pseudonyms are steady, and no text makes it slow."""

import cProfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.masking import Confidence, Kind, Span, decided, find, mask
from fazhi.engines.masking.plain import plain

RECORD = (
    "原告：张小明，男，1990年1月1日出生，住福建省厦门市思明区莲前西路1号302室，公民身份号码11010519491231002X。\n"
    "被告：张小红，电话13800001234，微信wx_zhang88。\n原告张小明与被告张小红离婚纠纷一案，由审判员王志强独任审理。"
)


def test_a_record_is_masked_with_one_pseudonym_for_each_person_and_the_county_left() -> None:
    assert mask(RECORD).text == (
        "原告：张某1，男，1990年1月1日出生，住福建省厦门市思明区＊＊＊，公民身份号码＊＊＊。\n"
        "被告：张某2，电话＊＊＊，微信＊＊＊。\n原告张某1与被告张某2离婚纠纷一案，由审判员王志强独任审理。"
    )


def test_spans_are_places_in_the_text_as_given_and_places_in_the_masked_one() -> None:
    masked = mask(RECORD)

    assert [RECORD[span.start : span.end] for span in masked.spans if span.kind == Kind.NAME] == [
        "张小明",
        "张小红",
    ] * 2
    assert [masked.text[start:end] for start, end in masked.places][:2] == ["张某1", "福建省厦门市思明区＊＊＊"]


def test_a_pseudonym_that_stands_in_the_text_already_is_not_given_again() -> None:
    assert mask("证人张某到庭。原告张小明诉称，欠款未还。").text == "证人张某到庭。原告张某1诉称，欠款未还。"


def test_of_a_minor_the_surname_goes_too() -> None:
    assert "陈" not in mask("婚生女陈梓涵，今年8岁，由原告抚养。").text


PIECES = st.sampled_from(
    [
        "原告张小明",
        "被告欧阳建华",
        "住厦门市思明区莲前西路1号",
        "13800001234",
        "11010519491231002X",
        "闽D12345",
        "，",
        "。",
        "\n",
        "：",
        "与",
        "诉称",
        "电话",
        "（",
        "《民法典》",
        "厦门宏达有限公司",
        "1",
        "号",
        "村",
        "路",
        "王",
        "微信abc12345",
        "张某1",
        "＊＊＊",
        " ",
        "·",
        "买买提",
        "审判员",
        "李志强",
        "8岁",
        "@",
        "a",
        "第",
        "条",
        "6222020011112222333",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_masking_what_was_masked_changes_nothing(text: str) -> None:
    once = mask(text)

    assert mask(once.text).text == once.text


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans = find(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]

    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=80))
def test_one_writing_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


def calls(text: str) -> int:
    """How many function calls finding takes: a measure of work that no other process disturbs."""
    profile = cProfile.Profile()
    profile.runcall(find, text)
    profile.create_stats()
    return sum(row[1] for row in profile.stats.values())


@pytest.mark.parametrize(
    "piece",
    [
        "（",
        "第一",
        "《",
        "张",
        "张小明",
        "1",
        "1 ",
        "1-",
        "a.",
        "a@",
        "厦门市",
        "路1号",
        "村",
        "住",
        "某",
        "(2024)",
        "微信",
        "闽D",
        "·买",
        "审 判 ",
        "\n",
        "，",
        "人民币1,",
    ],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    find(piece)
    small, large = calls(piece * 60), calls(piece * 600)

    assert large < small * 14 + 2_000


def test_a_person_decides_what_is_masked() -> None:
    text = "咨询人小张，电话123。"

    assert decided(text, [Span(3, 5, Kind.NAME), Span(8, 11, Kind.PHONE)]).text == "咨询人小某，电话＊＊＊。"


@pytest.mark.parametrize("spans", [[(0, 3), (2, 5)], [(3, 20)], [(2, 2)], [(-1, 2)]])
def test_spans_over_each_other_or_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="Spans"):
        decided("一二三四五六", [Span(start, end, Kind.NAME) for start, end in spans])


def test_doubts_are_listed_and_left() -> None:
    masked = mask("监督电话：0592-5061234。")

    assert masked.text == "监督电话：0592-5061234。"
    assert [span.confidence for span in masked.doubts] == [Confidence.DOUBTFUL]
