"""Identity numbers: form, birth date, check character, and what is only a warning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import Fault, complete_identity_number, judge_identity_number, refuses

ON = date(2024, 12, 31)


def faults(number: str, on: date = ON) -> list[Fault]:
    return [finding.fault for finding in judge_identity_number(number, on=on)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("11010519491231002X", [], id="the standard's own example"),
        pytest.param("11010519491231002x", [], id="small x"),
        pytest.param("１１０１０５ １９４９１２３１ ００２Ｘ", [], id="full-width with spaces"),
        pytest.param("110105194912310021", [Fault.CHECK_CHARACTER], id="wrong check character"),
        pytest.param("1101051949123100X2", [Fault.FORM], id="X not last"),
        pytest.param("11010519491231002", [Fault.FORM], id="17 characters"),
        pytest.param("110105491231002", [Fault.RETIRED], id="15 digits"),
        pytest.param("", [Fault.FORM], id="empty"),
        pytest.param("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", [Fault.FORM], id="digits of another script"),
    ],
)
def test_faults_are_found(number: str, expected: list[Fault]) -> None:
    assert faults(number) == expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("20240229", []),
        ("20230229", [Fault.BIRTH_DATE]),
        ("19000229", [Fault.BIRTH_DATE]),
        ("20000229", []),
        ("19991301", [Fault.BIRTH_DATE]),
        ("19990431", [Fault.BIRTH_DATE]),
        ("00000101", [Fault.BIRTH_DATE]),
        ("17991231", [Fault.BIRTH_DATE]),
        ("18000101", []),
        ("20241231", []),
        ("20250101", [Fault.BORN_LATER]),
    ],
)
def test_birth_date_is_real_and_not_after_the_day_of_judging(birth: str, expected: list[Fault]) -> None:
    assert faults(complete_identity_number(f"350203{birth}001")) == expected


def test_wrong_check_character_comes_with_the_right_one() -> None:
    (finding,) = judge_identity_number("110105194912310021", on=ON)

    assert (finding.found, finding.expected) == ("1", "X")


def test_unknown_division_only_warns() -> None:
    findings = judge_identity_number(complete_identity_number("99020319900101001"), on=ON)

    assert [finding.fault for finding in findings] == [Fault.DIVISION]
    assert not refuses(findings)


@pytest.mark.parametrize("abolished", ["350202", "350204", "350221", "510202"])
def test_abolished_counties_stay_valid(abolished: str) -> None:
    assert faults(complete_identity_number(f"{abolished}19700101001")) == []


def test_gravest_finding_comes_first() -> None:
    assert faults("990203199913010010") == [Fault.BIRTH_DATE, Fault.CHECK_CHARACTER, Fault.DIVISION]


births = st.dates(date(1900, 1, 1), ON).map(lambda day: f"{day:%Y%m%d}")
prefixes = st.builds(lambda birth, sequence: f"350203{birth}{sequence:03}", births, st.integers(0, 999))


@given(prefixes)
def test_completed_numbers_are_in_order(prefix: str) -> None:
    assert faults(complete_identity_number(prefix)) == []


@given(prefixes, st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(prefix: str, place: int, shift: int) -> None:
    number = complete_identity_number(prefix)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    assert Fault.CHECK_CHARACTER in faults(wrong)


@given(prefixes, st.integers(0, 15))
def test_every_swap_of_neighbours_is_found(prefix: str, place: int) -> None:
    number = complete_identity_number(prefix)
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert wrong == number or Fault.CHECK_CHARACTER in faults(wrong)


@pytest.mark.parametrize("prefix", ["", "1101051949123100", "1101051949123100A", "110105194912310021"])
def test_only_17_digits_are_completed(prefix: str) -> None:
    with pytest.raises(ValueError, match="17 digits"):
        complete_identity_number(prefix)
