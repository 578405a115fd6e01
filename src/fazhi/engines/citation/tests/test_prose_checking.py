"""What is wrong with a citation, each problem of the contract, and what is not."""

from datetime import date

import pytest

from fazhi.engines.citation.prose import Found, Problem, Ref, Status, find_citations
from fazhi.engines.citation.tests.library import ON, PENALTIES, library

LIBRARY = library("中华人民共和国药品管理法")
OLD_3 = "当事人有权进行陈述和申辩，行政机关必须充分听取当事人的意见。"


def one(text: str, on: date = ON, host: str | None = None) -> Found:
    first = find_citations(text, LIBRARY, on=on, host=host)[0]
    assert isinstance(first, Found)
    return first


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("《行政处分法》第三条", "title_not_found"),
        ("《药物管理法》", "title_not_found"),
        ("《厦门市养犬管制条例》", "title_not_found"),
        ("中华人民共和国行政处分法第三条", "title_not_found"),
        ("《福州市养犬管理条例》", "title_not_held"),
        ("《关于加强养犬管理的通知》", "title_not_held"),
        ("《联合国海洋法公约》", "title_not_held"),
        ("香港《行政处分法》", "title_not_held"),
        ("《合同法》第五十二条", "repealed"),
        ("《行政处罚法》（2009年修正）第一条", "superseded"),
        ("《行政处罚法》（2017年修正）第一条", "superseded"),
        ("2009年修正的《行政处罚法》第一条", "superseded"),
        ("二零零九年修正的《行政处罚法》第一条", "superseded"),
        ("原《行政处罚法》第一条", "superseded"),
        ("修订前的《行政处罚法》第一条", "superseded"),
        ("《行政处罚法》第六条", "article_not_found"),
        ("《行政处罚法》第二条之二", "article_not_found"),
        ("《行政处罚法》第三条第三款", "paragraph_not_found"),
        ("《行政处罚法》第三条第二款第（三）项", "item_not_found"),
        ("《行政处罚法》第一条第（一）项", "item_not_found"),
        ("《行政处罚法》第三条规定：“违法行为在三年内未被发现的，不再给予行政处罚。”", "quote_mismatch"),
        ("《行政处罚法》第五条：“违法行为在二年内未被发现的，不再给予行政处罚。”", "quote_mismatch"),
        ("《行政处罚法》第五条规定：“全然不同的一句话，条文里从来没有。”", "quote_mismatch"),
        ("《行政处罚法》第五条“违法行为在二年内未被发现的，不再给予行政处罚”的规定", "quote_mismatch"),
        ("违法行为在三年内未被发现的，不再给予行政处罚（《行政处罚法》第三条）", "quote_mismatch"),
        (f"依据《行政处罚法》第三条，{OLD_3}", "stale_number"),
        ("《中华人民共和国行政处罚法实施办法》第三条", "title_not_found"),
        ("《中华人民共和国行政处罚法实施条列》第三条", "title_not_found"),
        ("《中华人民共和国行政罚法》第三条", "title_not_found"),
        ("《行政处罚法》第三条规定，违法行为在三年内未被发现的，不再给予行政处罚。", "quote_mismatch"),
        ("“违法行为在三年内未被发现的，不再给予行政处罚”（《行政处罚法》第三条）", "quote_mismatch"),
        (f"《行政处罚法》第三条规定：“{OLD_3}”", "stale_number"),
        ("《行政处罚法》第二条规定：“行政处罚应当公开、公正，并且处罚与教育相结合。”", "superseded"),
        ("《新法》第一条", "not_yet_in_force"),
    ],
)
def test_a_problem_is_told(text: str, problem: str) -> None:
    assert one(text).problem == problem


@pytest.mark.parametrize(
    "text",
    [
        "《行政处罚法》第三条第二款第（二）项",
        "《行政处罚法》（2021年修订）第五条",
        "2021年修订的《行政处罚法》第五条",
        "1996年通过的《行政处罚法》第五条",
        "《行政处罚法》第三条规定：“违法行为在二年内未被发现的，不再给予行政处罚。”",
        '《行政处罚法》第三条规定："违法行为在二年内……不再给予行政处罚"',
        "《行政处罚法》第三条规定的“未被发现”",
        "《行政处罚法》第三条规定，超过二年的一般不再处罚，法律另有规定的除外。",
        "将《行政处罚法》第三条修改为：“违法行为在三年内未被发现的，不再给予行政处罚。”",
        "《行政处罚法》第三条：“违法行为在三年内未被发现的，不再给予行政处罚。”修改为：“略。”",
        "依据《行政处罚法》第五条，违法行为在二年内未被发现的，不再给予行政处罚。",
        "《合同法》同时废止。",
        "《合同法》施行前订立的合同",
        "本条例施行前依照《合同法》订立的合同",
        "《行政处罚法实施条例》第三条",
    ],
)
def test_what_is_right_or_not_sure_raises_no_alarm(text: str) -> None:
    assert one(text).problem is None


def test_the_order_of_problems_decides_and_each_place_has_its_own() -> None:
    answer = one("《行政处罚法》第三条第三款、第九条、第一条")
    assert answer.problem is Problem.ARTICLE_NOT_FOUND
    assert answer.ref_problems == (Problem.PARAGRAPH_NOT_FOUND, Problem.ARTICLE_NOT_FOUND, None)
    assert one("《合同法》第一条、第二条").ref_problems == (Problem.REPEALED, Problem.REPEALED)


def test_the_law_of_the_day_decides() -> None:
    assert one("《行政处罚法》第五条", on=date(2020, 1, 1)).problem == "not_yet_in_force"
    assert one("《行政处罚法》第四条", on=date(2020, 1, 1)).version_date == date(2009, 8, 27)
    assert one(f"《行政处罚法》第三条规定：“{OLD_3}”", on=date(2020, 1, 1)).problem is None
    assert one("《合同法》第一条", on=date(2020, 12, 31)).problem == "title_not_held"
    assert one("《新法》第一条", on=date(2027, 1, 1)).status is Status.IN_FORCE


def test_before_the_oldest_text_that_is_held_nothing_is_known() -> None:
    answer = one("《行政处罚法》第九十条", on=date(2000, 1, 1))
    assert (answer.problem, answer.status) == (None, Status.UNKNOWN)


def test_advice_says_how_to_mend() -> None:
    def advice(text: str):
        told = one(text).advice
        assert told is not None
        return told

    assert advice("《行政处分法》第三条").titles[0] == PENALTIES
    assert len(advice("《行政处分法》第三条").titles) <= 3
    assert advice("《行政处罚法实施细则》第一条").titles == ("中华人民共和国行政处罚法实施条例",)
    assert advice("《行政处罚法》第六条").final == (5, 0)
    assert advice("《行政处罚法》第三条第三款").count == 2
    assert advice("《合同法》").repeal.since == date(2021, 1, 1)
    assert advice("原《行政处罚法》第一条").since == date(2021, 7, 15)
    assert advice(f"《行政处罚法》第三条规定：“{OLD_3}”").ref == Ref(4)
    assert advice("《行政处罚法》第五条：“违法行为在二年内未被发现的，不再给予行政处罚。”").ref == Ref(3)


def test_a_quotation_is_shown_beside_the_text() -> None:
    text = "《行政处罚法》 第三条规定：“违法行为在三年内未被发现的，不再给予行政处罚。”"
    told = one(text).advice
    assert told is not None
    comparison = told.comparison
    assert comparison is not None
    assert text[comparison.start : comparison.end] == "违法行为在三年内未被发现的，不再给予行政处罚。"
    assert [(each.quoted, each.actual) for each in comparison.differences] == [("三", "二")]
    assert comparison.actual == "违法行为在二年内未被发现的不再给予行政处罚"


def test_a_text_that_cites_itself_may_be_any_of_its_versions() -> None:
    assert one("违反本法第五条", on=date(2020, 1, 1), host=PENALTIES).problem is None
    assert one("违反本法第六条", host=PENALTIES).problem == "article_not_found"
