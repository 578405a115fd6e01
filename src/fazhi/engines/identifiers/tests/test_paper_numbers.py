"""Document and case numbers: what is wrong, and the number as it would be right."""

import pytest

from fazhi.engines.identifiers import Fault, judge_case_number, judge_document_number


@pytest.mark.parametrize(
    "number", ["厦司〔2025〕1号", "厦司函〔２０２５〕120号", "厦府办规〔2024〕2号", "国办发〔1999〕100号"]
)
def test_document_numbers_in_order(number: str) -> None:
    assert judge_document_number(number) == ()


@pytest.mark.parametrize(
    ("number", "faults", "right"),
    [
        ("厦司[2025]1号", [Fault.BRACKETS], "厦司〔2025〕1号"),
        ("厦司（2025）1号", [Fault.BRACKETS], "厦司〔2025〕1号"),
        ("厦司〔2025]1号", [Fault.BRACKETS], "厦司〔2025〕1号"),
        ("厦司〔2025〕第1号", [Fault.ORDINAL_WORD], "厦司〔2025〕1号"),
        ("厦司〔2025〕001号", [Fault.ZERO_PADDED], "厦司〔2025〕1号"),
        ("厦司【2025】第010号", [Fault.BRACKETS, Fault.ORDINAL_WORD, Fault.ZERO_PADDED], "厦司〔2025〕10号"),
    ],
)
def test_wrong_document_numbers_come_with_the_right_one(number: str, faults: list[Fault], right: str) -> None:
    findings = judge_document_number(number)

    assert [finding.fault for finding in findings] == faults
    assert {finding.expected for finding in findings} == {right}
    assert judge_document_number(right) == ()


@pytest.mark.parametrize(
    "number", ["厦司〔25〕1号", "〔2025〕1号", "厦司〔2025〕1", "厦司〔2025〕0号", "厦司〔1825〕1号", "", "1号"]
)
def test_what_is_no_document_number_is_refused_by_its_form(number: str) -> None:
    assert [finding.fault for finding in judge_document_number(number)] == [Fault.FORM]


@pytest.mark.parametrize("number", ["〔2024〕思人调字第12号", "〔2024〕厦公行调字第3号"])
def test_case_numbers_in_order(number: str) -> None:
    assert judge_case_number(number) == ()


@pytest.mark.parametrize(
    ("number", "faults"),
    [
        ("(2024)思人调字第12号", [Fault.BRACKETS]),
        ("〔2024〕思人调字第012号", [Fault.ZERO_PADDED]),
        ("[2024]思人调字第012号", [Fault.BRACKETS, Fault.ZERO_PADDED]),
    ],
)
def test_wrong_case_numbers_come_with_the_right_one(number: str, faults: list[Fault]) -> None:
    findings = judge_case_number(number)

    assert [finding.fault for finding in findings] == faults
    assert {finding.expected for finding in findings} == {"〔2024〕思人调字第12号"}


@pytest.mark.parametrize("number", ["〔2024〕思人调字12号", "思人调字第12号", "〔2024〕第12号", "〔2024〕思人调字第号"])
def test_what_is_no_case_number_is_refused_by_its_form(number: str) -> None:
    assert [finding.fault for finding in judge_case_number(number)] == [Fault.FORM]
