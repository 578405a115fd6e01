"""Every figure is found with its value and unit; nothing that only looks like one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.claims import Bound, read


def found(text: str) -> list[tuple[str, str, str]]:
    return [(figure.text, figure.value, figure.unit) for figure in read(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理184992件", ("184992件", "184992", "件")),
        ("受理184,992件", ("184,992件", "184992", "件")),
        ("受理１８４，９９２件", ("１８４，９９２件", "184992", "件")),
        ("现有4 598个调解委员会", ("4 598个", "4598", "个")),
        ("受理 184992 件", ("184992 件", "184992", "件")),
        ("金额5.6亿元", ("5.6亿元", "560000000", "元")),
        ("金额5.60亿元", ("5.60亿元", "560000000", "元")),
        ("金额1.23456万元", ("1.23456万元", "12345.6", "元")),
        ("占12.5%", ("12.5%", "12.5", "%")),
        ("占１２．５０％", ("１２．５０％", "12.50", "%")),
        ("提高1.2个百分点", ("1.2个百分点", "1.2", "个百分点")),
        ("达到百分之九十五", ("百分之九十五", "95", "%")),
        ("达到百分之九十五点六", ("百分之九十五点六", "95.6", "%")),
        ("占百分之12.5", ("百分之12.5", "12.5", "%")),
        ("增长三成", ("三成", "30", "%")),
        ("占九成五", ("九成五", "95", "%")),
        ("开展五百二十场", ("五百二十场", "520", "场")),
        ("一万二千三百件", ("一万二千三百件", "12300", "件")),
        ("咨询8000人次", ("8000人次", "8000", "人次")),
        ("3起诉讼", ("3起", "3", "起")),
        ("组建3支队伍", ("3支", "3", "支")),
        ("完成12项目标任务", ("12项", "12", "项")),
    ],
)
def test_figure_is_found_with_value_and_unit(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("组建100多支", "100", Bound.AT_LEAST),
        ("达8000余人", "8000", Bound.AT_LEAST),
        ("活动500余场", "500", Bound.AT_LEAST),
        ("开展五百余件", "500", Bound.AT_LEAST),
        ("走访十余家", "10", Bound.AT_LEAST),
        ("惠及10余万人次", "100000", Bound.AT_LEAST),
        ("挽回100万余元", "1000000", Bound.AT_LEAST),
        ("超过300件", "300", Bound.AT_LEAST),
        ("不少于500场", "500", Bound.AT_LEAST),
        ("突破3万件", "30000", Bound.AT_LEAST),
        ("98%以上", "98", Bound.AT_LEAST),
        ("不超过20件", "20", Bound.AT_MOST),
        ("不足20件", "20", Bound.AT_MOST),
        ("不到20件", "20", Bound.AT_MOST),
        ("20件以下", "20", Bound.AT_MOST),
        ("近5000人", "5000", Bound.ABOUT),
        ("约5000人", "5000", Bound.ABOUT),
        ("5000人左右", "5000", Bound.ABOUT),
        ("附近3家", "3", None),
        ("达到500场", "500", None),
    ],
)
def test_bound_of_a_figure_is_read_from_the_words_around_it(text: str, value: str, bound: Bound | None) -> None:
    (figure,) = read(text).figures

    assert (figure.value, figure.bound) == (value, bound)


@pytest.mark.parametrize(
    "text",
    [
        "2024年以来，9月30日至12月1日",
        "发表时间：2025-03-18 16:56:43",
        "厦府办规〔2024〕2号",
        "司法部令第75号",
        "依据第四十三条、第三十一条、三十二条",
        "依据第43条、45条的规定",
        "第3批、第12次会议",
        "12348热线、“12345”平台和110联动",
        "12348法律服务热线全年受理",
        "“十大行动”和“两个维护”",
        "办好一件事，最多采一次，千家万户",
        "党的二十大和二十届三中全会",
        "一是完善机制。二是强化监督。",
        "（一）组织领导\n1.加强领导\n2、落实责任",
        "电话：0592-2660000，13800001234",
        "《优化营商环境30条措施》",
        "“5分钟法律服务圈”",
        "二〇二四年",
        "全省第3位，前10名",
        "每10万人拥有",
        "3个人信息保护条例",
        "5家庭",
        "2024\n人民调解工作",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert found(text) == []


counts = st.integers(0, 10**9)


@given(counts, st.sampled_from("件份家人次场支段条期个项名起"), st.text("，。、的共受理了", max_size=8))
def test_offset_and_text_lead_back_to_the_report(count: int, unit: str, before: str) -> None:
    text = f"{before}办理{count}{unit}。"

    (figure,) = read(text).figures

    assert text[figure.offset :].startswith(figure.text)
    assert (figure.value, figure.unit) == (str(count), unit)


@given(counts)
def test_full_width_digits_mean_the_same(count: int) -> None:
    wide = str(count).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})

    assert [figure.value for figure in read(f"受理{wide}件").figures] == [str(count)]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for figure in read(text).figures:
        assert text[figure.offset : figure.end] == figure.text


@given(st.text("0123456789,.%万亿余件元占其中、，；。（）()增长\n 一百十共合计", max_size=80))
def test_any_text_of_the_grammars_own_words_can_be_read(text: str) -> None:
    for figure in read(text).figures:
        assert text[figure.offset : figure.end] == figure.text
