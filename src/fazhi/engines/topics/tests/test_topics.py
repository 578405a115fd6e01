"""Topics of plain cases, and what may be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.topics import CONSULT, HOTLINE, SETS, NoSuchSet, classify
from fazhi.engines.topics.classifying import MARGIN
from fazhi.engines.topics.model import ties, words


@pytest.mark.parametrize(
    ("text", "consult", "hotline"),
    [
        ("夫妻离婚，孩子的抚养费怎么算", "婚姻家庭", "婚姻家庭继承"),
        ("公司拖欠工资，辞职后能申请劳动仲裁吗", "劳动纠纷", "劳动争议"),
        ("发生交通事故，交警认定对方全责，保险公司不赔", "交通事故", "交通事故"),
        ("我的商标被别人抄袭，专利也被侵权", "知识产权", "知识产权"),
        ("村里征地拆迁，安置补偿款太低", "拆迁安置", "土地房屋征收"),
        ("朋友借钱写了借条，一直不还钱", "债权债务", "债权债务"),
    ],
)
def test_a_plain_case_has_its_topic_in_both_sets(text: str, consult: str, hotline: str) -> None:
    assert classify(text).label == consult
    assert classify(text, HOTLINE).label == hotline


def test_the_hotline_has_classes_that_only_its_own_words_reach() -> None:
    assert classify("申请强制执行，立案后多久开庭，举证期限多长", HOTLINE).label == "诉讼程序"
    assert classify("养老保险断缴，退休后养老金怎么补缴", HOTLINE).label == "社会保障"


def test_a_text_that_says_nothing_is_left_to_a_person() -> None:
    assert classify("你好").abstain
    assert classify("").abstain


@given(st.text(max_size=80), st.sampled_from(SETS))
def test_any_text_has_three_classes_and_a_margin(text: str, name: str) -> None:
    found = classify(text, name)
    assert found.label == found.top3[0]
    assert len(set(found.top3)) == 3
    assert set(found.top3) <= set(words(name).labels)
    assert 0 <= found.margin <= 1
    assert found.abstain == (found.margin < MARGIN) or abs(found.margin - MARGIN) < 1e-3


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    text = "离婚" * 100_000
    assert classify(text) == classify(text[:20_000])


def test_each_class_of_the_first_set_goes_to_the_second_whole() -> None:
    table = ties(words(CONSULT).labels, words(HOTLINE).labels)
    assert table.shape == (20, 16)
    assert table.sum(axis=1) == pytest.approx(1)


def test_another_set_is_refused() -> None:
    with pytest.raises(NoSuchSet, match="weather"):
        classify("离婚", "weather")
