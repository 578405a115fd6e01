from datetime import date

import polars as pl
import pytest

from fazhi.engines.identifiers import Fault, judge_credit_code, judge_identity_number, judge_mobile
from fazhi.sample_city.parties import DIVISION, PHONE_PREFIX, Parties
from fazhi.sample_city.streams import Streams


@pytest.fixture(scope="module")
def parties() -> Parties:
    return Parties.of(Streams(1), 50_000)


def test_identity_numbers_are_in_order_but_for_a_division_that_nobody_has(parties):
    persons = parties.persons(pl.int_range(3_000, eager=True)).filter(document_type="identity")

    found = {judge_identity_number(number, on=date(2024, 1, 1)) for number in persons["document_number"]}

    assert persons.height > 2_800
    assert {tuple(finding.fault for finding in findings) for findings in found} == {(Fault.DIVISION,)}
    assert persons["document_number"].str.starts_with(DIVISION).all()


def test_credit_codes_are_in_order_and_each_company_has_its_own(parties):
    codes = parties.companies["document_number"]

    assert not any(map(judge_credit_code, codes))
    assert codes.is_unique().all()
    assert codes.str.slice(2, 6).unique().to_list() == [DIVISION]


def test_phones_have_the_form_of_mobile_numbers_in_the_unassigned_range(parties):
    phones = pl.concat([parties.companies["phone"], parties.persons(pl.int_range(500, eager=True))["phone"]])

    assert not any(map(judge_mobile, phones))
    assert phones.str.starts_with(PHONE_PREFIX).all()


def test_the_same_person_always_has_the_same_name_document_and_phone(parties):
    once = parties.persons(pl.Series([7, 8, 7]))
    alone = parties.persons(pl.Series([7]))

    assert once.row(0) == once.row(2) == alone.row(0)
    assert once.row(0) != once.row(1)


def test_some_hold_documents_of_taiwan_and_hong_kong(parties):
    types = parties.persons(pl.int_range(5_000, eager=True))["document_type"].value_counts()

    assert set(types["document_type"]) == {"identity", "taiwan", "hong_kong"}


def test_every_company_says_that_it_is_an_example(parties):
    assert parties.companies["name"].str.contains("示例").all()


def test_persons_come_again_and_stay_within_the_population(parties):
    drawn = parties.drawn_persons("t", 20_000)

    assert 0 <= drawn.min() <= drawn.max() < 50_000
    assert drawn.is_duplicated().any()


def test_one_in_a_hundred_is_a_minor_and_the_next_person_is_none(parties):
    numbers = pl.int_range(20_000, eager=True)
    persons = parties.persons(numbers).with_columns(number=numbers).filter(document_type="identity")
    minors = persons.filter(pl.col("document_number").str.slice(6, 4).cast(pl.Int32) >= 2008)["number"]

    assert 0.007 < len(minors) / persons.height < 0.013
    assert not parties.adults(numbers).is_in(minors.implode()).any()
    assert (parties.adults(minors) == minors + 1).all()


def test_nobody_who_goes_to_law_again_and_again_is_a_minor(parties):
    regulars = parties.persons(pl.int_range(50_000 // 400, eager=True)).filter(document_type="identity")

    assert regulars["document_number"].str.slice(6, 4).cast(pl.Int32).max() < 2008
