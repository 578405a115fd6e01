from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.law.errors import TextRefused
from fazhi.kernel.law.models import Happening, Kind, Level
from fazhi.kernel.law.statute_text import read_statute
from fazhi.kernel.law.terms import Fault, ReadDocument

HISTORY = "（2010年8月28日第十一届全国人民代表大会常务委员会第十六次会议通过）"


def read(*lines: str, named: date | None = None) -> ReadDocument:
    return read_statute([(number, line) for number, line in enumerate(lines, start=1) if line], named_date=named)


def refused(*lines: str) -> tuple[int, Fault, str]:
    with pytest.raises(TextRefused) as caught:
        read(*lines)
    return caught.value.line, caught.value.fault, caught.value.found


def test_a_statute_is_read_with_its_parts() -> None:
    law = read(
        "中华人民共和国样法",
        HISTORY,
        "目　录",
        "第一编　总则",
        "第一章　一般规定",
        "第二编　分则",
        "第一编　总则",
        "第一章　一般规定",
        "第一节　目的",
        "第一条　为了样子，制定本法。",
        "第二条　有下列情形的：",
        "（一）甲；",
        "（二）乙。",
        "第二条之一　插入。",
        "第二编　分则",
        "第一分编　通则",
        "第二章　其他",
        "第三条　本法自2011年1月1日起施行。",
    )

    assert [(row.number, row.suffix) for row in law.articles] == [(1, 0), (2, 0), (2, 1), (3, 0)]
    assert law.articles[1].text == "有下列情形的：\n（一）甲；\n（二）乙。"
    assert (law.articles[0].part, law.articles[0].chapter, law.articles[0].section) == (
        "第一编 总则",
        "第一章 一般规定",
        "第一节 目的",
    )
    assert (law.articles[3].part, law.articles[3].chapter, law.articles[3].section) == (
        "第二编 分则 第一分编 通则",
        "第二章 其他",
        "",
    )
    assert (law.version_date, law.effective_date) == (date(2010, 8, 28), date(2011, 1, 1))
    assert (law.level, law.issuing_body, law.kind) == (Level.STATUTE, "全国人民代表大会常务委员会", Kind.LAW)


def test_a_history_tells_each_act_and_the_latest_is_the_version() -> None:
    law = read(
        "中华人民共和国样法",
        "（2002年8月29日第九届全国人民代表大会常务委员会第二十九次会议通过　根据2012年8月31日第十一届全国人民代表大会",
        "常务委员会第二十八次会议《关于修改〈样法〉的决定》第一次修正　2020年6月20日修订　自2020年9月1日起施行）",
        "第一条　本法自2002年10月1日起施行。",
    )

    assert [(event.event_date, event.kind) for event in law.history] == [
        (date(2002, 8, 29), Happening.PASSED),
        (date(2012, 8, 31), Happening.AMENDED),
        (date(2020, 6, 20), Happening.REVISED),
        (date(2020, 9, 1), Happening.IN_FORCE),
    ]
    assert (law.version_date, law.effective_date) == (date(2020, 6, 20), date(2020, 9, 1))


def test_the_date_in_the_text_of_an_amended_statute_is_the_first_versions() -> None:
    law = read("样法", "（1994年7月5日通过　2018年12月29日修正）", "第一条　本法自1995年1月1日起施行。")

    assert (law.effective_date, law.original_effective_date) == (None, date(1995, 1, 1))


def test_in_force_from_publication_is_the_day_published() -> None:
    law = read(
        "样条例",
        "（2020年1月2日国务院第1次常务会议通过　2020年1月9日国务院令第1号公布）",
        "第一条　本条例自公布之日起施行。",
    )

    assert law.effective_date == date(2020, 1, 9)
    assert law.level is Level.ADMINISTRATIVE_REGULATION


def test_a_history_without_brackets_and_in_chinese_numerals_is_read() -> None:
    law = read("样法", "一九九四年七月五日全国人民代表大会常务委员会通过", "一九九五年一月一日起施行", "第一条　甲。")

    assert law.version_date == date(1994, 7, 5)
    assert law.effective_date == date(1995, 1, 1)


def test_the_day_in_the_files_name_comes_before_that_of_the_history() -> None:
    assert read("样法", HISTORY, "第一条　甲。", named=date(2010, 9, 1)).version_date == date(2010, 9, 1)


def test_a_title_may_stand_on_two_lines() -> None:
    law = read("最高人民法院", "关于样子的解释", "（2020年1月2日公布）", "为了样子，制定本解释。", "第一条　甲。")

    assert law.title == "最高人民法院关于样子的解释"
    assert law.level is Level.JUDICIAL_INTERPRETATION
    assert law.preamble == "为了样子，制定本解释。"


def test_a_decision_has_items_and_a_short_reply_neither() -> None:
    decision = read(
        "全国人民代表大会常务委员会关于样子的决定", HISTORY, "现决定如下：", "一、甲。", "（一）乙。", "二、丙。"
    )
    reply = read("最高人民法院关于样子的批复", "（2020年1月2日公布）", "你院请示收悉。", "此复。")

    assert [(row.number, row.is_item, row.text) for row in decision.articles] == [
        (1, True, "甲。\n（一）乙。"),
        (2, True, "丙。"),
    ]
    assert decision.kind is Kind.DECISION
    assert reply.articles == ()
    assert reply.preamble == "你院请示收悉。\n此复。"


def test_an_amendment_may_begin_with_any_number() -> None:
    law = read("中华人民共和国宪法修正案（1993年）", "（1993年3月29日通过）", "第三条　甲。", "第四条　乙。")

    assert [row.number for row in law.articles] == [3, 4]
    assert (law.kind, law.level) == (Kind.AMENDMENT, Level.CONSTITUTION)


def test_a_line_that_begins_with_a_citation_is_no_article() -> None:
    law = read("样法", HISTORY, "第一条　甲。", "第二条规定的情形除外。", "第二条　乙。")

    assert [row.text for row in law.articles] == ["甲。\n第二条规定的情形除外。", "乙。"]


def test_labels_without_a_space_are_read_in_their_order() -> None:
    law = read("样法", HISTORY, "第一条为了样子。", "第二条国家保护。", "第五条国家另定。")

    assert [row.text for row in law.articles] == ["为了样子。", "国家保护。\n第五条国家另定。"]


def test_closing_provisions_and_annexes_stand_apart() -> None:
    law = read(
        "样法",
        HISTORY,
        "第一章　总则",
        "第一条　甲。",
        "附　则",
        "第二条　乙。",
        "附件：",
        "表一",
        "第三条　不是条文。",
    )

    assert law.articles[1].chapter == "附则"
    assert law.appendix == "附件：\n表一\n第三条　不是条文。"


@pytest.mark.parametrize(
    ("title", "history", "level", "region"),
    [
        (
            "厦门经济特区样子条例",
            "（2020年1月2日厦门市第十五届人民代表大会常务委员会通过）",
            Level.LOCAL_REGULATION,
            "厦门",
        ),
        ("福建省样子办法", "（2020年1月2日福建省人民政府令第1号公布）", Level.LOCAL_RULE, "福建"),
        ("样子规定", "（2020年1月2日司法部令第1号公布）", Level.DEPARTMENT_RULE, ""),
        ("样子的意见", "（2020年1月2日国务院办公厅印发）", Level.OTHER, ""),
        ("人力资源市场样子条例", "（2020年1月2日国务院令第1号公布）", Level.ADMINISTRATIVE_REGULATION, ""),
    ],
)
def test_who_made_a_text_is_told_by_its_title_and_history(title: str, history: str, level: Level, region: str) -> None:
    law = read(title, history, "第一条　甲。")

    assert (law.level, law.region) == (level, region)


@pytest.mark.parametrize(
    ("lines", "line", "fault"),
    [
        ((), 1, Fault.EMPTY),
        (("只有一行",), 1, Fault.NO_HISTORY),
        (("样法", "第一条　甲。"), 2, Fault.NO_HISTORY),
        (("样法", "（通过于2020年1月2日", "第一条　甲。"), 2, Fault.NO_HISTORY),
        (("这是一句话。", "（2020年1月2日公布）", "第一条　甲。"), 1, Fault.NO_TITLE),
        (("样法", "（2020年2月30日公布）", "第一条　甲。"), 2, Fault.DATE_IMPOSSIBLE),
        (("样法", HISTORY, "第一条　甲。", "第三条　丙。"), 4, Fault.NUMBERING),
        (("样法", HISTORY, "第一条　甲。", "第十三四条　丙。"), 4, Fault.NUMBERING),
        (("样法", HISTORY), 2, Fault.EMPTY),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(lines: tuple[str, ...], line: int, fault: Fault) -> None:
    assert refused(*lines)[:2] == (line, fault)


def test_a_numeral_that_is_none_is_text_where_no_label_can_stand() -> None:
    law = read("样法", HISTORY, "第一条　甲。", "第十三四条为样。", "第九九节")
    decision = read("样子的决定", HISTORY, "一、甲。", "十三四、不是序号。", "三、也不是。")

    assert law.articles[0].text == "甲。\n第十三四条为样。"
    assert decision.articles[0].text == "甲。\n十三四、不是序号。\n三、也不是。"


def test_an_impossible_day_in_the_body_tells_no_date_of_force() -> None:
    law = read("样法", HISTORY, "第一条　本法自2011年13月1日起施行。")

    assert law.effective_date is None


def test_a_text_known_only_by_its_day_of_force_has_that_day() -> None:
    law = read("样法", "（1982年12月4日公布施行）", "第一条　甲。")

    assert law.version_date == law.effective_date == date(1982, 12, 4)


@pytest.mark.parametrize("day", ["一九九四年十三月五日", "一九九四年二月三十日", "一九九四年十一十月五日"])
def test_impossible_days_in_numerals_are_refused(day: str) -> None:
    assert refused("样法", f"（{day}通过）", "第一条　甲。") == (2, Fault.DATE_IMPOSSIBLE, day)


TEXTS = st.lists(
    st.text(alphabet="第一二十条章节编（）1.、《》目录附件2020年月日通过\u3000 甲", max_size=30), max_size=12
)


@given(TEXTS)
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    with suppress(TextRefused):
        law = read("样法", HISTORY, *(line.strip() for line in lines))

        numbers = [(row.number, row.suffix) for row in law.articles]
        assert numbers == sorted(set(numbers))
