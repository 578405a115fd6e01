"""Telephone numbers: the forms in use, and what is none."""

import pytest

from fazhi.engines.identifiers import judge_landline, judge_mobile, judge_phone


@pytest.mark.parametrize(
    "number",
    ["13800001234", "１９９００００１２３４", "138 0000 1234", "+8613800001234", "+86-13800001234", "008613800001234"],
)
def test_mobile_numbers_are_accepted(number: str) -> None:
    assert judge_mobile(number) == ()


@pytest.mark.parametrize(
    "number", ["1380000123", "138000012345", "12800001234", "23800001234", "0592-2660000", "", "12348"]
)
def test_what_is_no_mobile_number_is_refused(number: str) -> None:
    assert len(judge_mobile(number)) == 1


@pytest.mark.parametrize(
    "number",
    [
        "0592-2660000",
        "05922660000",
        "(0592)2660000",
        "（0592）2660000",
        "0592—2660000",
        "010-65150000",
        "2660000",
        "0592-2660000-801",
        "0592-2660000转8",
    ],
)
def test_landline_numbers_are_accepted(number: str) -> None:
    assert judge_landline(number) == ()


@pytest.mark.parametrize(
    "number", ["010-6515000", "592-2660000", "0592-1660000", "0592-266000", "13800001234", "0592-26600001-1234567"]
)
def test_what_is_no_landline_number_is_refused(number: str) -> None:
    assert len(judge_landline(number)) == 1


@pytest.mark.parametrize(
    ("number", "right"), [("13800001234", True), ("0592-2660000", True), ("无", False), ("110", False)]
)
def test_a_phone_is_mobile_or_landline(number: str, right: bool) -> None:
    assert (judge_phone(number) == ()) is right
