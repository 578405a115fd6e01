"""The judge of likeness: what it says of itself, what it is not asked, and that it counts the years of a term."""

import pytest

from fazhi.engines.review import CHECKS, Finding, review
from fazhi.engines.review.prohibited import JUDGE, KINDS
from fazhi.engines.review.prohibited.likeness import DOUBTFUL, liken, model
from fazhi.engines.review.prohibited.scanning import passages

UNHEARD = "本通知印发后，凡是没给村里出工的，年底分红没有他家的份。"
"""No rule has its words, and the judge has not learned from it."""
TAXI = "出租汽车应当按照规定安装标志，并在指定位置载明企业名称和监督电话。"
"""A rule takes 指定 and 企业 for a firm that is imposed."""


def clauses(text: str) -> list[Finding]:
    return [each for each in review(text).findings if each.check.startswith("clause.")]


def test_what_no_rule_names_is_found_by_likeness_with_its_words_and_a_lower_confidence():
    (found,) = clauses(UNHEARD)
    check = next(each for each in CHECKS if each.code == "clause.rights")

    assert found.check == "clause.rights"
    assert found.basis == check.basis
    assert "相似度" in found.message
    assert "“年底”" in found.message
    assert found.quote in UNHEARD
    assert len(found.quote) < len(UNHEARD)
    assert found.confidence < min(kind.check.confidence for kind in KINDS)


def test_what_a_rule_names_is_said_by_the_rule():
    (found,) = clauses("违反本办法规定的，由城管部门处200元以上1000元以下罚款。")
    check = next(each for each in CHECKS if each.code == "clause.penalty")

    assert (found.message, found.confidence) == (check.message, check.confidence)


def test_words_are_told_as_they_are_written():
    (found,) = clauses("住户要办出生登记，先让社区写一张孩子确实生在本社区的条子。")

    assert "“条子”" in found.message


def test_a_rule_that_the_wording_speaks_against_is_not_believed():
    ((passage, matching, applying),) = passages(TAXI, KINDS)

    assert applying == {"competition"}
    assert liken(passage, matching, applying).chance < DOUBTFUL
    assert clauses(TAXI) == []


@pytest.mark.parametrize(
    "text", ["图书馆每周开放不少于四十二小时，法定节假日照常开放。", "各区应当建立台账，每月向市司法局报送进展。"]
)
def test_ordinary_provisions_are_left_alone(text: str):
    assert liken(text, (), ()).chance < DOUBTFUL
    assert clauses(text) == []


@pytest.mark.parametrize(
    ("sentence", "too_long"),
    [
        ("本通知自2025年1月1日起执行，有效期至2035年12月31日。", True),
        ("本通知自2025年1月1日起执行，有效期至2030年1月1日。", False),
        ("本通知自2025年1月1日起执行，有效期至2030年1月2日。", True),
        ("本暂行办法自2025年1月1日起执行，至2027年12月31日止。", True),
        ("本暂行办法自二〇二五年一月一日起执行，至二〇二六年十二月三十一日止。", False),
        ("本办法自2024年2月29日起施行，有效期至2029年3月1日。", False),
        ("活动自2020年1月1日起，至2035年1月1日止。", False),
    ],
)
def test_a_term_told_by_days_is_counted(sentence: str, too_long: bool):
    assert ("clause.validity" in [each.check for each in clauses(sentence)]) is too_long


def test_a_term_without_a_beginning_is_counted_from_the_issue():
    text = "某某市档案查询办法\n第一条 为了规范查询，制定本办法。\n第二条 本办法自公布之日起施行，有效期至{}年4月1日。\n某某市司法局\n2025年4月1日"

    assert "clause.validity" in [each.check for each in clauses(text.format(2031))]
    assert clauses(text.format(2030)) == []


def test_the_edition_has_the_digest_of_the_weights():
    assert len(JUDGE[0]) == len("0123456789abcdef") * 4
    assert set(model().classes) == {""} | {kind.check.code.removeprefix("clause.") for kind in KINDS}


def test_the_chance_does_not_depend_on_what_was_judged_before():
    before = liken(UNHEARD, {"licence", "fee"}, {"licence"})
    liken("各区应当建立台账。", (), ())

    assert liken(UNHEARD, {"fee", "licence"}, {"licence"}) == before
