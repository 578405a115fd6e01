from dataclasses import replace
from datetime import date

import pytest

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.errors import PaperIncomplete
from fazhi.kernel.papers.official import Grid, Heading, Text, day_text, numbered, width_of
from fazhi.kernel.papers.tests.cases import FULL, INTERNAL, UPWARD


def test_headings_are_numbered_by_level_and_anew_under_each():
    body = [
        Heading("甲"),
        Heading("乙", 2),
        Heading("丙", 3),
        Heading("丁", 4),
        Heading("戊", 4),
        Text("文"),
        Heading("己"),
        Heading("庚", 2),
    ]

    assert [block.text for block in numbered(body)] == [
        "一、甲",
        "（一）乙",
        "1.丙",
        "（1）丁",
        "（2）戊",
        "文",
        "二、己",
        "（一）庚",
    ]


@pytest.mark.parametrize("body", [[Heading("甲", 2)], [Heading("甲"), Heading("乙", 3)]])
def test_a_skipped_level_is_refused(body):
    with pytest.raises(PaperIncomplete, match="结构层次"):
        numbered(body)


def test_dates_have_arabic_numerals_without_leading_zeros():
    assert day_text(date(2024, 6, 3)) == "2024年6月3日"


def test_width_counts_ascii_as_half():
    assert width_of("2024年") == 3


def test_parts_are_worded_by_the_standard():
    assert FULL.addressed == "各区司法局、局属各单位："
    assert FULL.attachment_titles == (("1.", "工作任务分解表"), ("2.", "人民调解员名册"))
    assert FULL.annex_label(1) == "附件1"
    assert FULL.footnotes == ("（此件主动公开）", "（联系人：王一）")
    assert FULL.copied == "市委政法委，市公安局。"
    assert FULL.printed == "2024年6月4日印发"


def test_a_single_attachment_has_no_number():
    assert UPWARD.attachment_titles == (("", "工作方案"),)
    assert UPWARD.annex_label(1) == "附件"


def test_parts_that_are_not_there_are_blank():
    assert (INTERNAL.addressed, INTERNAL.copied, INTERNAL.printed, INTERNAL.footnotes) == ("", "", "", ())
    assert not INTERNAL.has_imprint
    assert INTERNAL.marks == ()


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"title": " ", "title_lines": ()}, "标题"),
        ({"title_lines": ("厦门市", "通知")}, "标题"),
        ({"issuers": ()}, "发文机关"),
        ({"issuers": ("厦门市司法局", "")}, "发文机关"),
        ({"body": ()}, "正文"),
        ({"body": (Text(" "),)}, "正文"),
        ({"body": (Heading(""),)}, "结构层次"),
        ({"body": (Heading("甲", 5),)}, "结构层次"),
        ({"body": (Grid(("甲", "乙"), (("一",),)),)}, "表格"),
        ({"body": (Grid(("甲", "乙"), (), shares=(1,)),)}, "表格"),
        ({"red_head": False, "signers": ("王一",)}, "签发人"),
        ({"printed_date": None}, "版记"),
        ({"printed_date": date(2024, 6, 2)}, "印发日期"),
    ],
    ids=str,
)
def test_an_incomplete_paper_is_refused_by_its_part(wrong, part):
    with pytest.raises(PaperIncomplete) as caught:
        replace(FULL, **wrong)

    assert caught.value.part == part


def test_a_red_head_needs_its_number_and_an_internal_paper_none():
    INTERNAL.require_number()
    with pytest.raises(PaperIncomplete) as caught:
        replace(FULL, number="").require_number()

    assert caught.value.part == "发文字号"


def test_a_short_last_paragraph_goes_with_the_seal():
    assert INTERNAL.ends_short
    assert not replace(INTERNAL, body=(Text("长" * 83),)).ends_short
    assert not replace(INTERNAL, body=(Heading("题"),)).ends_short


def test_the_measures_are_those_of_the_standard():
    assert layout.BOTTOM == 35
    assert layout.OUTER == 26
    assert pytest.approx(28.99, abs=0.01) == layout.LINE_PITCH
    assert pytest.approx(15.793, abs=0.001) == layout.CHARACTER_PITCH
    assert layout.measures()["character_pitch"] == layout.CHARACTER_PITCH


@pytest.mark.parametrize(("characters", "size"), [(0, 48), (5, 48), (12, 36), (40, 22)])
def test_the_head_is_as_large_as_its_line_holds(characters: int, size: float):
    assert layout.mark_size(characters) == size
