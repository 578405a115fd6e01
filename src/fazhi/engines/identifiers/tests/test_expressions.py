"""The expressions say of a column what the scalar functions say of each of its values."""

import unicodedata
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import (
    Finding,
    complete_credit_code,
    complete_identity_number,
    complete_organisation_code,
    expressions,
    half_width,
    judge_case_number,
    judge_credit_code,
    judge_document_number,
    judge_identity_number,
    judge_landline,
    judge_mobile,
    judge_phone,
)
from fazhi.engines.identifiers.credit_code import ALPHABET
from fazhi.engines.identifiers.writing import half_width_capitals

ON = date(2024, 12, 31)


@st.composite
def mutated(draw: st.DrawFn, whole: st.SearchStrategy[str], signs: str) -> str:
    """A right identifier, or one with up to three signs replaced, dropped or put in."""
    text = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        kept = draw(st.integers(0, 1))
        text = text[:place] + draw(st.sampled_from(["", *signs])) + text[place + kept :]
    return text


def identity(division: int, birth: int, sequence: int) -> str:
    return complete_identity_number(f"{division:06}{birth:08}{sequence:03}")


identity_numbers = st.builds(
    identity,
    st.integers(110000, 999999),
    st.one_of(
        st.dates(date(1790, 1, 1), date(2030, 1, 1)).map(lambda day: int(f"{day:%Y%m%d}")), st.integers(0, 99_999_999)
    ),
    st.integers(0, 999),
)
credit_codes = st.builds(
    lambda start, division, body: complete_credit_code(f"{start}{division:06}{complete_organisation_code(body)}"),
    st.text(ALPHABET, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(ALPHABET, min_size=8, max_size=8),
)
phones = st.from_regex(r"\A(\+86-?)?(1[2-9][0-9]{9}|\(?0[0-9]{2,3}\)?-?[1-9][0-9]{5,7}(-[0-9]{1,3})?)\Z")
document_numbers = st.from_regex(r"\A[厦司府办规函第]{1,4}[〔\[（【](19|20)[0-9]{2}[〕\]）】]第?0{0,2}[0-9]{1,3}号\Z")
case_numbers = st.from_regex(r"\A[〔\[（(](19|20)[0-9]{2}[〕\]）)][思人调字第]{1,5}第0{0,2}[0-9]{1,3}号\Z")

DIGITS = "0123456789Xx０９Ｘ 　٣"

CASES = [
    pytest.param(
        mutated(identity_numbers, DIGITS),
        lambda text: judge_identity_number(text, on=ON),
        lambda column: expressions.identity_number_fault(column, on=ON),
        id="identity number",
    ),
    pytest.param(
        mutated(credit_codes, ALPHABET + "iosvzＡａＩ 　-中"),
        judge_credit_code,
        expressions.credit_code_fault,
        id="credit code",
    ),
    pytest.param(mutated(phones, "+()（）-—转" + DIGITS), judge_mobile, expressions.mobile_fault, id="mobile"),
    pytest.param(mutated(phones, "+()（）-—转" + DIGITS), judge_landline, expressions.landline_fault, id="landline"),
    pytest.param(mutated(phones, "+()（）-—转" + DIGITS), judge_phone, expressions.phone_fault, id="phone"),
    pytest.param(
        mutated(document_numbers, "第〔〕[]0号" + DIGITS),
        judge_document_number,
        expressions.document_number_fault,
        id="document number",
    ),
    pytest.param(
        mutated(case_numbers, "第〔〕[]0号字" + DIGITS),
        judge_case_number,
        expressions.case_number_fault,
        id="case number",
    ),
]


@pytest.mark.parametrize(("texts", "judge", "expression"), CASES)
def test_expression_gives_the_verdict_of_the_scalar_function(
    texts: st.SearchStrategy[str], judge: Callable[[str], tuple[Finding, ...]], expression: Callable[[pl.Expr], pl.Expr]
) -> None:
    @given(st.lists(texts, min_size=1, max_size=20))
    def same_verdict(values: list[str]) -> None:
        expected = [findings[0].fault.value if (findings := judge(value)) else None for value in values]

        frame = pl.DataFrame({"it": values}, schema={"it": pl.String})

        assert frame.select(expression(pl.col("it"))).to_series().to_list() == expected

    same_verdict()


@pytest.mark.parametrize("expression", [case.values[2] for case in CASES])
def test_null_stays_null(expression: Callable[[pl.Expr], pl.Expr]) -> None:
    frame = pl.DataFrame({"it": [None, None]}, schema={"it": pl.String})

    assert frame.select(expression(pl.col("it"))).to_series().to_list() == [None, None]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_normal_forms_are_the_same(values: list[str]) -> None:
    frame = pl.DataFrame({"it": values})

    assert frame.select(expressions.half_width(pl.col("it"))).to_series().to_list() == [
        half_width(text) for text in values
    ]
    assert frame.select(expressions.half_width_capitals(pl.col("it"))).to_series().to_list() == [
        half_width_capitals(text) for text in values
    ]


@given(st.text("".join(map(chr, range(0xFF01, 0xFF5F)))))
def test_full_width_signs_become_what_nfkc_makes_of_them(text: str) -> None:
    assert half_width(text) == unicodedata.normalize("NFKC", text)


@given(st.text())
def test_half_width_twice_is_once(text: str) -> None:
    assert half_width(half_width(text)) == half_width(text)
