"""What is found wrong in rows: each finding names heading, cell, what is wrong and what would be right."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from fazhi.kernel.exchange import checking, reading
from fazhi.kernel.exchange.formats import Reference
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT, GOOD, IDENTITY

TODAY = date(2024, 6, 3)


@pytest.fixture
def checked(tmp_path):
    def run(*data):
        table = reading.read(cases.book(tmp_path / "a.xlsx", data), (FORMAT,))
        return checking.check(table, checking.type_cells(table, on=TODAY))

    return run


@pytest.fixture
def told(checked):
    """(column, code, sentence) of each finding."""

    def run(*data):
        found = checking.sentences(checked(*data).findings, FORMAT)
        return found.select("column", "code", "sentence").rows()

    return run


def test_a_good_row_is_typed(checked):
    row = {
        **GOOD, "sent_date": date(2024, 3, 5), "signed_date": 45357, "people": 12.0, "amount_fen": "1,234.5", "is_urgent": "是",
        "document_type": "居民身份证", "document_number": IDENTITY.lower(), "phone": "＋86 13800000000",
    }  # fmt: skip

    found = checked(row)

    typed = found.rows.row(0, named=True)
    assert found.findings.is_empty()
    assert typed["sent_date"] == date(2024, 3, 5)
    assert typed["signed_date"] == date(2024, 3, 6)
    assert (typed["channel"], typed["category"], typed["office__id"]) == ("police", "neighbour", 7)
    assert (typed["people"], typed["amount_fen"], typed["is_urgent"]) == (12, 123450, 1)
    assert typed["document_number"] == IDENTITY
    assert typed["phone"] == "+8613800000000"
    assert typed["outcome"] is None


def test_numbers_and_codes_are_read_without_spaces_and_in_half_width(checked):
    found = checked({**GOOD, "number": "Ｄ- １ ", "office": " XM-SM-01", "sender": "　思明 分局（本部） "})

    row = found.rows.row(0, named=True)
    assert (row["number"], row["office"], row["sender"]) == ("D-1", "XM-SM-01", "思明 分局（本部）")


@pytest.mark.parametrize(
    ("change", "column", "code", "words"),
    [
        ({"number": None}, "number", "required", "“对接编号”为空：此栏必填"),
        ({"number": "/"}, "number", "required", "此栏必填"),
        ({"sent_date": "2024-02-30"}, "sent_date", "date", "“移送日期”为“2024-02-30”：没有这一天，2024年2月共29天"),
        ({"sent_date": "三月"}, "sent_date", "date", "请按 2024-03-05 的样式填写"),
        ({"people": "两个"}, "people", "integer", "不是整数"),
        ({"people": 101}, "people", "bounds", "不应大于100"),
        ({"amount_fen": "一千"}, "amount_fen", "money", "不是金额"),
        ({"amount_fen": -1}, "amount_fen", "bounds", "不应小于0.00元"),
        ({"channel": "公调对按"}, "channel", "code", "是否应为“公调对接”"),
        ({"is_urgent": "也许"}, "is_urgent", "flag", "应填“是”或“否”"),
        ({"phone": "12345"}, "phone", "phone", "不是电话号码"),
        ({"sender": "长" * 31}, "sender", "length", "超过30个字"),
        ({"office": "XM-XX"}, "office", "reference", "没有代码为“XM-XX”的组织"),
        ({"signed_date": "2024-03-04"}, "signed_date", "signed-order", "2024-03-04早于移送日期2024-03-05"),
        (
            {"document_type": "居民身份证", "document_number": IDENTITY[:-1] + ("0" if IDENTITY[-1] != "0" else "1")},
            "document_number", "check_character", f"校验码不符：{'0' if IDENTITY[-1] != '0' else '1'}；应为{IDENTITY[-1]}",
        ),
        ({"document_type": "居民身份证", "document_number": "350203199013011234"}, "document_number", "birth_date", "出生日期不成立"),
        ({"document_type": "统一社会信用代码", "document_number": "9135"}, "document_number", "form", "格式不符"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(told, change, column, code, words):
    ((found_column, found_code, sentence),) = told({**GOOD, **change})

    assert (found_column, found_code) == (column, code)
    assert words in sentence


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " ="])
def test_formulas_as_text_are_refused(told, start):
    ((column, code, sentence),) = told({**GOOD, "sender": f"{start}cmd|' /C calc'!A0"})

    assert (column, code) == ("sender", "formula")
    assert "公式" in sentence


def test_signs_before_numbers_and_phones_are_judged_by_their_columns(told):
    assert told({**GOOD, "amount_fen": "+5", "phone": "+8613800000000"}) == []


def test_an_unknown_division_is_a_warning_only(checked):
    found = checked({**GOOD, "document_type": "居民身份证", "document_number": cases.UNASSIGNED})

    assert found.findings["code"].to_list() == ["division"]
    assert found.refused.is_empty()


def test_all_findings_of_a_row_are_told(told):
    codes = [code for _, code, _ in told({**GOOD, "channel": "x", "people": 0, "phone": "1", "office": "x"})]

    assert codes == ["code", "reference", "bounds", "phone"]


def test_a_check_is_silent_about_a_cell_that_could_not_be_read(told):
    codes = [code for _, code, _ in told({**GOOD, "sent_date": "昨天", "signed_date": "2024-01-01"})]

    assert codes == ["date"]


def test_rows_of_one_key_are_all_refused_and_name_each_other(told, checked):
    rows = [*cases.rows(2), {**GOOD, "number": "D-1", "sender": "别的"}]

    sentences = [sentence for _, code, sentence in told(*rows) if code == "duplicate"]

    assert ["与第5行的对接渠道、对接编号相同" in sentences[0], "与第3行的" in sentences[1]] == [True, True]
    assert sorted(checked(*rows).refused) == [0, 2]


def test_a_warning_does_not_refuse(checked):
    found = checked({**GOOD, "is_urgent": "是", "people": 51})

    assert found.findings.select("code", "warning").rows() == [("urgent", True)]
    assert found.refused.is_empty()


def test_the_cell_stands_in_the_finding_as_the_clerk_sees_it(checked):
    found = checked({**GOOD, "signed_date": date(2024, 1, 1)})

    assert found.findings["cell"].to_list() == ["2024-01-01"]
    assert found.findings["index"].dtype == pl.UInt32


def test_a_code_of_an_offices_own_is_looked_for_among_those_of_the_rows_office(tmp_path):
    known = pl.DataFrame({"code": ["甲", "甲"], "office": ["XM-SM-01", "XM-HL-01"], "id": [1, 2]})
    sender = replace(FORMAT.column("sender"), lookup="sender")
    columns = tuple(sender if column.name == "sender" else column for column in FORMAT.columns)
    reference = Reference("sender", lambda: known, "没有“{value}”。", own=True)
    format = replace(FORMAT, columns=columns, references=(*FORMAT.references, reference))
    path = cases.book(
        tmp_path / "a.xlsx", [{**GOOD, "sender": "甲"}, {**GOOD, "number": "D-2", "sender": "甲", "office": "XM"}]
    )
    table = reading.read(path, (format,))

    found = checking.check(table, checking.type_cells(table, on=TODAY))

    assert found.rows["sender__id"].to_list() == [1, None]
    assert "没有“甲”。" in found.findings["says"].to_list()
