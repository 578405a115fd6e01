"""The plain-language version: short sentences, terms in a line each, figures that open without script."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.lines.annual_report import papers
from fazhi.lines.annual_report.terms import (
    WITHHELD,
    Breakdown,
    Heading,
    PlainFigure,
    Previous,
    PrintedFigure,
    PrintedWord,
    Report,
)

Make = Callable[..., Report]
BEFORE = Previous(2023, "12", "件", "12件", "3", "25.0", "published", True, False)


@pytest.fixture
def made(report: Make) -> Make:
    """The report by hand with a plain version of its one section."""

    def make(**values: object) -> Report:
        base = report(**values)
        (section,) = base.sections[0][1]
        accepted = section.paragraphs[0][1]
        assert isinstance(accepted, PrintedFigure)
        accepted = replace(accepted, previous=BEFORE)
        plain = replace(
            section,
            plain=(("一共受理", accepted, "。"), ("这个数<大>吗？",)),
            words=(PrintedWord("受理", "同意接手。", "《人民调解法》第二条"), PrintedWord("对接", "转来转去。", "")),
        )
        sections = tuple((heading, (plain,) if heading is Heading.RESULTS else ()) for heading in Heading)
        table = Breakdown(("机构", "受理（件）"), (("公安局", "12"), ("人社局", WITHHELD)), ("合计", "15"))
        explained = PlainFigure(accepted.code, ("期间内受理的。",), ("撤回的不计。",), "台账", 2, table)
        return replace(base, sections=sections, plain=(explained,))

    return make


@pytest.fixture
def page(made: Make) -> str:
    return papers.plain_page(made())


def text_of(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)


def test_a_figure_leads_to_how_it_was_counted(page: str):
    code = "mediation.administrative.accepted"

    assert f'<a href="#{code}"><b>15件</b></a>' in page
    assert f'<details id="{code}"><summary><b>15件</b> 行政调解受理</summary>' in page
    for said in (
        "怎么数的：期间内受理的。",
        "不包括什么：撤回的不计。",
        "从哪里来：台账，来自 15 条记录；口径第 2 版。",
    ):
        assert said in text_of(page)


def test_its_breakdown_says_why_a_number_is_withheld(page: str):
    assert '<th scope="row">人社局</th><td>隐去</td>' in page
    assert "“隐去”：这个数小于 3，或者能推算出小于 3 的数。为保护个人信息，不公布。" in page
    assert '<tfoot><tr><th scope="row">合计</th><td>15</td></tr></tfoot>' in page


def test_a_figure_that_stands_with_another_or_is_not_broken_down_says_so(made: Make):
    (figure,) = made().plain
    alone, within = replace(figure, breakdown=None), replace(figure, breakdown=None, shown_with="mediation.whole")

    assert "这个数不再细分公布。" in papers.plain_page(replace(made(), plain=(alone,)))
    assert '细分的数与<a href="#mediation.whole">合计</a>在同一张表里。' in papers.plain_page(
        replace(made(), plain=(within,))
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "2023年是12件，这一年增加3件（25.0%）。上年数据为虚构，仅供演示。"),
        ({"difference": "-3", "growth": "-25.0", "is_invented": False}, "2023年是12件，这一年减少3件（25.0%）。"),
        ({"difference": "0", "growth": "0.0"}, "2023年是12件，这一年与它相同。"),
        ({"difference": None, "growth": None, "redefined": True}, "2023年是12件。口径有变化。"),
        ({"unit": "%", "text": "70%", "difference": "3.2", "growth": None}, "2023年是70%，这一年增加3.2个百分点。"),
    ],
)
def test_the_year_before_is_told_in_a_sentence(made: Make, values: dict, said: str):
    base = made()
    (section,) = base.sections[0][1]
    opening, figure, end = section.plain[0]
    changed = replace(section, plain=((opening, replace(figure, previous=replace(BEFORE, **values)), end),))

    page = papers.plain_page(replace(base, sections=((Heading.RESULTS, (changed,)), *base.sections[1:])))

    assert said in text_of(page)


def test_words_are_explained_with_their_article(page: str):
    assert "<dt>受理</dt><dd>同意接手。<small>《人民调解法》第二条</small></dd>" in page
    assert "<dt>对接</dt><dd>转来转去。</dd>" in page


def test_relations_are_lights_that_say_whether_they_hold(page: str):
    assert "<li><b>成立</b> 受理 = 行政纠纷 + 民商事纠纷" in page
    assert '<li class="off"><b>需说明：公安局、人社局、交通局</b> 成功' in page
    assert "一共核对 2 条，1 条需要说明。" in page


def test_parts_without_anything_are_named(page: str):
    assert "存在的不足和原因；党政主要负责人履行推进法治建设第一责任人职责的情况；2025年主要安排" in page


def test_a_section_without_plain_words_prints_its_own(report: Make):
    page = text_of(papers.plain_page(report()))

    assert "受理纠纷15件，成功率33.3%。" in page
    assert "这些数字是怎么数的" not in page
    assert "这些词是什么意思" not in page


def test_the_page_links_to_the_report_and_to_the_data(page: str):
    assert 'href="report.html"' in page
    assert 'href="figures.json"' in page


def test_the_page_runs_no_script_fetches_nothing_and_is_small(page: str):
    assert not re.search(r"<(script|link|img|iframe|form|object)|\bon\w+=|url\(|@import|javascript:|style=", page)
    assert len(page.encode()) < 20_000


def test_the_page_says_its_language_and_has_headings_in_order(page: str):
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    ids = re.findall(r' id="([^"]+)"', page)

    assert '<html lang="zh-CN">' in page
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))
    assert len(ids) == len(set(ids))


def test_signs_of_markup_are_text(page: str):
    assert "这个数&lt;大&gt;吗？" in page


def test_a_sample_is_marked_and_real_data_are_not(made: Make):
    assert SAMPLE_NOTICE in papers.plain_page(made())
    assert SAMPLE_NOTICE not in papers.plain_page(made(is_sample=False))


def test_the_same_report_gives_the_same_page(made: Make):
    assert papers.plain_page(made()) == papers.plain_page(made())
