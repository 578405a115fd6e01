"""A draft reviewed: its tree, the checks on their own examples, places in the original, and no work without bound."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.review import CHECKS, About, Check, DocumentKind, Earlier, Finding, Level, Severity, overlaps, review
from fazhi.engines.review.prohibited import KINDS

NOTICE = """关于规范档案查询的通知
厦司规〔2025〕1号
各区司法局：
为了规范档案查询，现通知如下。
一、受理
（一）按时办结。
（二）当场答复。
二、附则
本通知自2025年4月1日起施行，有效期五年。
附件：1.申请表
某某市司法局
2025年3月1日
附件1
申请表"""

RULES = """某某市档案查询办法
（厦司规〔2025〕2号）
第一章 总则
第一条 为了规范档案查询，制定本办法。
第二条 申请人应当提交下列材料：
（一）申请书；
（二）身份证复印件。
申请人对材料的真实性负责。
第二条之一 查询不收取费用。
第二章 附则
第三条 本办法自2025年4月1日起施行，有效期五年。
某某市司法局
2025年3月1日"""


def codes(text: str, **about: object) -> list[str]:
    return [each.check for each in review(text, About(**about)).findings]


def labels(text: str) -> dict[str, str]:
    return {each.id: each.label for each in review(text).clauses}


def clauses(text: str) -> list[str]:
    return [each for each in codes(text) if each.startswith("clause.")]


def test_a_notice_is_taken_apart_from_its_title_to_its_attachment():
    found = [(each.id, each.level) for each in review(NOTICE).clauses]
    assert found == [
        ("title", Level.TITLE),
        ("number", Level.NUMBER),
        ("addressee", Level.ADDRESSEE),
        ("t", Level.PARAGRAPH),
        ("h1", Level.HEADING),
        ("h1.1", Level.ITEM),
        ("h1.2", Level.ITEM),
        ("h2", Level.HEADING),
        ("h2.1", Level.PARAGRAPH),
        ("note", Level.ATTACHMENT_NOTE),
        ("signature", Level.SIGNATURE),
        ("date", Level.DATE),
        ("a1", Level.ATTACHMENT),
        ("a1.t", Level.PARAGRAPH),
    ]


def test_articles_have_paragraphs_and_items_as_lawyers_name_them():
    found = labels(RULES)
    assert found["2"] == "第二条"
    assert found["2.1.2"] == "第二条第（二）项"
    assert found["2.2"] == "第二条第2款"
    assert found["2-1"] == "第二条之一"
    assert found["c2"] == "第二章"


def test_an_article_ends_where_its_last_paragraph_does():
    article = next(each for each in review(RULES).clauses if each.id == "2")
    assert RULES[article.start : article.end].endswith("真实性负责。")


def test_a_sound_document_has_no_finding():
    assert codes(NOTICE) == []
    assert codes(RULES) == []


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_every_check_finds_what_its_own_example_shows(check: Check):
    assert check.code in codes(check.example)
    assert check.basis


@pytest.mark.parametrize(
    ("code", "example"), [(kind.check.code, rule.example) for kind in KINDS for rule in kind.rules]
)
def test_every_rule_of_prohibited_content_has_an_example_that_is_stopped(code: str, example: str):
    assert clauses(example)


LAWFUL = (
    "违反本办法规定的，依照《中华人民共和国固体废物污染环境防治法》第一百一十一条的规定处五百元罚款。",
    "构成犯罪的，依法追究刑事责任。",
    "不得要求投标人在本地设立分支机构，不得以本地业绩、奖项作为加分条件。",
    "严禁以备案、登记、年检、认定等形式变相设定行政许可。",
    "需要查封、扣押的，应当依照《中华人民共和国行政强制法》规定的程序实施。",
    "取消“婚姻状况证明”“居住证明”等证明事项二十项。",
    "当事人对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。",
    "本办法施行前已经受理的申请，按照原规定办理。",
    "许可证有效期为十年，期满三十日前申请延续。",
    "本办法由市司法局负责解释。",
    "鼓励居民参加志愿服务和文明创建活动。",
    "法律援助机构提供法律援助，不得向受援人收取任何费用。",
)


@pytest.mark.parametrize("sentence", LAWFUL)
def test_what_cites_the_law_restates_a_duty_or_binds_the_administration_is_left_alone(sentence: str):
    assert clauses(sentence) == []


def test_an_item_is_read_with_the_lead_of_its_list():
    listed = "第一条 申请人应当提交下列材料：\n（一）申请书；\n（二）居委会的无房证明。"
    finding = next(each for each in review(listed).findings if each.check == "clause.certificate")
    assert finding.clause == "1.1.2"


def test_a_provisional_document_may_not_be_valid_for_five_years():
    assert clauses("本办法（试行）自2025年1月1日起施行，有效期五年。") == ["clause.validity"]
    assert clauses("本办法自2025年1月1日起施行，有效期五年。") == []


def test_a_contract_may_ask_for_what_a_document_may_not():
    sentence = "乙方应当缴纳履约保证金五万元。"
    assert "clause.fee" in codes(sentence)
    assert "clause.fee" not in codes(sentence, kind=DocumentKind.CONTRACT)


def test_after_a_repeated_number_the_right_and_the_wrong_order_may_go_on():
    text = "\n".join(f"第{number}条 内容。" for number in "一二二四")
    assert codes(text) == ["form.article_number_repeated"]
    text = "\n".join(f"第{number}条 内容。" for number in "一二二三")
    assert codes(text) == ["form.article_number_repeated"]


def test_a_number_known_beside_the_text_is_not_missing():
    without = RULES.replace("（厦司规〔2025〕2号）\n", "")
    assert codes(without) == ["form.number_missing"]
    assert codes(without, number="厦司规〔2025〕2号") == []


@pytest.mark.parametrize(
    "number", ["厦司规[2025]2号", "厦司规〔2025〕02号", "厦司规〔25〕2号", "厦司规〔2025〕第2号", "厦司规（2025）2号"]
)
def test_a_malformed_number_is_told(number: str):
    assert "form.number_malformed" in codes(RULES.replace("厦司规〔2025〕2号", number))


def test_a_court_case_number_is_no_malformed_document_number():
    assert codes("参照（2025）闽0203行初12号行政判决书办理。") == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("合同价款为人民币伍万元整（50000元）。", False),
        ("合同价款为人民币伍万元整（5000元）。", True),
        ("合同价款为人民币壹拾贰万叁仟元整（12.3万元）。", False),
        ("共安排资金100万元，其中设备60万元，培训40万元。", False),
        ("共安排资金100万元，其中设备60万元，培训50万元。", True),
        ("共安排资金100万元，其中设备不超过60万元，培训不超过60万元。", False),
        ("| 项目 | 金额 |\n| 设备 | 60 |\n| 培训 | 40 |\n| 合计 | 110 |", True),
        ("| 项目 | 金额 |\n| 设备 | 60 |\n| 培训 | 40 |\n| 合计 | 100 |", False),
        ("| 项目 | 金额 |\n| 设备 | 60 |\n| 其中：电脑 | 20 |\n| 培训 | 40 |\n| 小计 | 100 |\n| 合计 | 100 |", False),
        ("有下列三种情形之一的：\n（一）甲；\n（二）乙。", True),
        ("有下列两种情形之一的：\n（一）甲；\n（二）乙。", False),
    ],
)
def test_sums_agree_with_their_parts(sentence: str, wrong: bool):
    assert ("form.sum_mismatch" in codes(sentence)) is wrong


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2024年2月29日", False),
        ("2025年2月29日", True),
        ("二〇二五年二月三十日", True),
        ("13月1日", True),
        ("2025-06-31", True),
        ("4月30日", False),
    ],
)
def test_days_exist(day: str, wrong: bool):
    assert ("form.date_impossible" in codes(f"自{day}起办理。")) is wrong


def test_force_may_not_begin_before_the_issue():
    assert codes(RULES.replace("自2025年4月1日起施行", "自2025年2月1日起施行")) == ["form.validity_before_issue"]
    assert codes(RULES.replace("有效期五年", "有效期至2025年2月1日")) == ["form.validity_before_issue"]


def test_a_title_says_what_the_text_calls_itself():
    assert codes(RULES.replace("制定本办法", "制定本规定")) == ["form.title_disagrees"]
    assert codes(RULES, title="某某市律师收费办法") == ["form.title_disagrees"]
    printed = (
        "关于印发《甲办法》的通知\n厦司规〔2025〕1号\n各区司法局：\n现将《乙办法》印发给你们。\n某某局\n2025年3月1日"
    )
    assert codes(printed) == ["form.title_disagrees"]


def test_a_notice_and_the_rules_printed_after_it_are_two_instruments():
    head = "关于印发《某某市档案查询办法》的通知\n厦司规〔2025〕2号\n各区司法局：\n"
    notice = head + "现将《某某市档案查询办法》印发给你们。\n某某市司法局\n2025年3月1日\n"
    body = "\n".join(line for line in RULES.split("\n")[:-2] if "厦司规" not in line)
    assert codes(notice + body) == []
    assert "form.title_disagrees" in codes(notice + body.replace("档案查询办法\n", "档案利用办法\n", 1))


def test_brackets_open_and_close_and_a_list_sign_is_no_bracket():
    assert codes("1）甲；2）乙（丙）。") == []
    assert codes("根据《某某法的规定。") == ["form.bracket_unbalanced"]
    assert codes("他说“可以。") == ["form.bracket_unbalanced"]


def test_attachments_named_are_attached():
    assert codes(NOTICE.replace("\n附件1\n申请表", "")) == ["form.attachment_missing"]
    assert codes(NOTICE.replace("按时办结", "按照附件2办结")) == ["form.attachment_missing"]


def test_places_are_those_of_the_original_in_full_width_and_with_blanks():
    text = "第　五　条　违反规定的，处 ５００ 元 罚款。"
    finding = next(each for each in review(text).findings if each.check == "clause.penalty")
    assert finding.quote == text[finding.start : finding.end]
    assert finding.quote.startswith("５")
    assert finding.quote.endswith("罚款")


def test_traditional_characters_are_read_too():
    assert "clause.penalty" in codes("違反規定的，處500元罰款。")


def test_findings_of_other_engines_get_their_place_and_clause():
    other = Finding("repealed", Severity.ERROR, RULES.index("查询不收取"), RULES.index("费用"), "", "", (), "", 0.9)
    found = review(RULES, also=[other]).findings
    assert [(each.check, each.clause) for each in found] == [("repealed", "2-1")]


def test_articles_like_earlier_ones_are_shown_the_most_alike_first():
    earlier = [
        Earlier("旧1", "第二条 申请人应当提交下列材料：（一）申请书；（二）身份证原件。申请人对材料的真实性负责。"),
        Earlier("旧2", "本市行政区域内的养犬行为适用本办法，军用犬、警用犬除外。"),
    ]
    found = overlaps(RULES, review(RULES).clauses, earlier)
    assert [(each.clause.id, each.earlier) for each in found] == [("2", "旧1")]


BOMBS = (
    "（",
    "第一",
    "《",
    "不的",
    "应当须",
    "共1万元，其中1万元、",
    "附件1",
    "一、\n",
    "第一条 \n",
    "未经批准的不得",
    "对外地企业，",
)


def calls(text: str) -> int:
    """How many functions a review calls, of Python and of C."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        review(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("bomb", BOMBS)
def test_text_bombs_take_work_in_proportion_to_their_length(bomb: str):
    review(bomb * 2000)  # so that no pattern is compiled while we count
    once, twice = calls(bomb * 1000), calls(bomb * 2000)
    assert twice < 2.5 * once + 500


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="第一二三条款项章（）《》〔〕“”。；：，、\n 　年月日0123456789元共其中附件罚款应当不得方可",
        max_size=300,
    )
)
def test_any_text_is_reviewed_and_every_place_lies_inside_it(text: str):
    found = review(text)
    for each in found.findings:
        assert 0 <= each.start < each.end <= len(text)
        assert each.quote == text[each.start : each.end]
    assert len({each.id for each in found.clauses}) == len(found.clauses)
    for clause in found.clauses:
        assert 0 <= clause.start < clause.end <= len(text)


def test_clauses_in_the_styles_of_municipal_documents_are_told_apart():
    rows = [
        line.split("\t")
        for number in (1, 2, 3)
        for line in (Path(__file__).parent / "data" / f"clauses_{number}.tsv").read_text(encoding="utf-8").splitlines()
    ]
    told = [(kind, clauses(clause)) for kind, clause in rows]
    stopped = sum(bool(kind) and bool(found) for kind, found in told)

    assert stopped >= 0.95 * sum(bool(kind) for kind, _ in told)
    assert stopped >= 0.95 * sum(bool(found) for _, found in told)


def test_everyday_words_are_read_as_the_official_ones_and_keep_their_place():
    text = "双方谁也不许再去打官司。"

    (found,) = review(text).findings
    assert (found.check, found.quote) == ("clause.litigation", "不许再去打官司")
