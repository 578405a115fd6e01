"""Names of persons: with and without a role, of all kinds; officials, institutions and words stay."""

import pytest

from fazhi.engines.masking import Confidence, find


def named(text: str) -> list[str]:
    return [
        text[each.start : each.end]
        for each in find(text)
        if each.kind == "NAME" and each.confidence != Confidence.DOUBTFUL
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("原告张小明与被告欧阳建华离婚纠纷一案", ["张小明", "欧阳建华"]),
        ("证人：王　芳", ["王　芳"]),
        ("共有人：陈志强、林美玲、吴丹。", ["陈志强", "林美玲", "吴丹"]),
        ("被告人麦麦提·吐尔逊，维吾尔族。", ["麦麦提·吐尔逊"]),
        ("原告高兴诉称，被告向前借款未还。", ["高兴", "向前"]),
        ("审判员王志强独任审理原告李秀英一案", ["李秀英"]),
        ("由审判员王志强、陈丽华、林国明组成合议庭，原告李秀英到庭", ["李秀英"]),
        ("市司法局局长王志强会见了来访人李秀英。", ["李秀英"]),
        ("王志强局长出席会议", []),
        ("厦门张小燕餐饮有限公司、李宁体育用品店、王氏酒楼", []),
        ("群众很高兴，工作方圆有度，一直向前。", []),
        ("张某某、李某与王某甲已谅解", []),
        ("石家庄市、张家界市、马巷派出所、高新区", []),
        ("学习贯彻习近平法治思想", []),
        ("人民调解员：李健　记录人：詹建国\n当事人：李秀英\n审判员 向云轩", ["李秀英"]),
    ],
)
def test_parties_are_found_and_officials_institutions_and_words_are_not(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("受援人扎西顿珠，藏族，农民工。", "扎西顿珠"),
        ("来电人孟和巴图称工友受伤。", "孟和巴图"),
        ("被告：哈斯额尔敦，男。", "哈斯额尔敦"),
        ("车主为库尔勒，男。", "库尔勒"),
    ],
)
def test_a_name_without_a_simple_surname_is_found_after_a_word_that_names_go_after(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当事人John Smith（美国籍）到场", "John Smith"),
        ("原告Иванов Сергей系俄罗斯籍", "Иванов Сергей"),
        ("声明人Garcia Fernandez, Maria，国籍西班牙", "Garcia Fernandez, Maria"),
    ],
)
def test_a_name_in_other_letters_is_found_where_words_say_it_is_one(text: str, name: str) -> None:
    assert named(text) == [name]


def test_words_in_other_letters_wait_for_a_person() -> None:
    assert named("该公司使用Star Trade商标，在Xiamen University开会。") == []


@pytest.mark.parametrize("text", ["被鉴定人林志强对结论有异议。", "鉴定人林志强出庭接受质询。"])
def test_who_is_examined_is_a_party_and_who_examines_an_official(text: str) -> None:
    assert named(text) == (["林志强"] if text.startswith("被") else [])


def test_a_name_without_any_context_is_found_by_its_other_places() -> None:
    text = "原告林志玲诉称：被告欠款。\n附：收条一张，林志玲手书。"

    assert named(text) == ["林志玲", "林志玲"]


def test_a_minor_is_hidden_whole_everywhere() -> None:
    text = "婚生女陈梓涵，今年8岁，由原告抚养。陈梓涵的生活费由被告支付。"

    assert [each.whole for each in find(text) if each.kind == "NAME"] == [True, True]


def test_the_school_of_a_child_waits_for_a_person() -> None:
    text = "张子轩在莲花小学上学"

    assert [
        (text[each.start : each.end], each.confidence) for each in find(text) if each.whole and each.kind == "ADDRESS"
    ] == [("莲花小学", Confidence.DOUBTFUL)]


@pytest.mark.parametrize(
    "text", ["周川城管罚决字〔2023〕第112号", "文号为吉自然资依复〔2023〕14号", "不服厦司复决〔2024〕12号决定"]
)
def test_the_code_of_a_paper_is_nobody(text: str) -> None:
    assert named(text) == []


def test_a_name_before_the_code_of_a_paper_stays_a_name() -> None:
    assert named("申请人张建国不服厦司复决〔2024〕12号决定") == ["张建国"]


def test_a_name_with_a_dot_ends_before_a_word_of_grammar() -> None:
    assert named("被告热合曼·吐尔逊于2020年向原告借款") == ["热合曼·吐尔逊"]


def test_who_asks_acts_officially_and_who_is_asked_does_not() -> None:
    assert named("询问人：卢晓东、鲍健。被询问人：裴永辉") == ["裴永辉"]
