"""Unified social credit codes: alphabet, organisation code, check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import Fault, complete_credit_code, complete_organisation_code, judge_credit_code
from fazhi.engines.identifiers.credit_code import ALPHABET


def faults(code: str) -> list[Fault]:
    return [finding.fault for finding in judge_credit_code(code)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("91350100M000100Y43", [], id="the standard's own example"),
        pytest.param("91350100m000100y43", [], id="small letters"),
        pytest.param("９１３５０１００Ｍ０００１００Ｙ４３", [], id="full-width"),
        pytest.param("91350100M000100Y44", [Fault.CHECK_CHARACTER], id="wrong check character"),
        pytest.param(
            "91350100M000100Y53", [Fault.CHECK_CHARACTER, Fault.ORGANISATION_CHECK], id="wrong organisation check"
        ),
        pytest.param("91350100M00O100Y43", [Fault.ALPHABET], id="letter O for zero"),
        pytest.param("9135010AM000100Y43", [Fault.FORM], id="letter in the division"),
        pytest.param("91350100M000100Y4", [Fault.FORM], id="17 characters"),
        pytest.param("91350100-M000100Y43", [Fault.FORM], id="hyphen"),
        pytest.param("", [Fault.FORM], id="empty"),
    ],
)
def test_faults_are_found(code: str, expected: list[Fault]) -> None:
    assert faults(code) == expected


def test_wrong_check_characters_come_with_the_right_ones() -> None:
    findings = judge_credit_code("91350100M000100Y53")

    assert ("5", "4") in [(finding.found, finding.expected) for finding in findings]


signs = st.sampled_from(ALPHABET)
bodies = st.text(signs, min_size=8, max_size=8)
prefixes = st.builds(
    lambda registrar, division, body: f"{registrar}{division:06}{complete_organisation_code(body)}",
    st.text(signs, min_size=2, max_size=2),
    st.integers(0, 999_999),
    bodies,
)


@given(prefixes)
def test_completed_codes_are_in_order(prefix: str) -> None:
    assert faults(complete_credit_code(prefix)) == []


@given(prefixes, st.integers(0, 17), signs)
def test_every_single_wrong_sign_is_found(prefix: str, place: int, sign: str) -> None:
    code = complete_credit_code(prefix)
    wrong = code[:place] + sign + code[place + 1 :]

    assert wrong == code or faults(wrong)


@pytest.mark.parametrize("prefix", ["", "91350100M000100Y", "9135010IM000100Y4", "91350100M000100YZ"])
def test_only_17_proper_signs_are_completed(prefix: str) -> None:
    with pytest.raises(ValueError, match="17 first characters"):
        complete_credit_code(prefix)


def test_organisation_check_of_ten_is_x_and_of_eleven_is_zero() -> None:
    assert complete_organisation_code("00000006") == "00000006X"  # 6 × 2 = 12, 12 mod 11 = 1, 11 − 1 = 10
    assert complete_organisation_code("00000000") == "000000000"  # 0 mod 11 = 0, 11 − 0 = 11
