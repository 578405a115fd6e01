"""Documents of persons and bodies: the published forms, the doubted ones, and what a number tells of its holder."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import (
    DocumentKind,
    Fault,
    Holder,
    Sex,
    complete_identity_number,
    expressions,
    holder_of,
    judge_document,
    lasting_number,
    mask_address,
    mask_document_number,
    refuses,
)

ON = date(2024, 6, 3)
Kind = DocumentKind


def numbered(prefix: str, birth: str = "19900101", sequence: str = "001") -> str:
    return complete_identity_number(prefix + birth + sequence)


IN_ORDER = [
    (Kind.IDENTITY, "11010519491231002X"),
    (Kind.CREDIT_CODE, "91350100M000100Y43"),
    (Kind.TAIWAN, "12345678"),
    (Kind.HONG_KONG, "H12345678"),
    (Kind.HONG_KONG, "m 1234567801"),
    (Kind.PASSPORT, "E12345678"),
    (Kind.PASSPORT, "EA1234567"),
    (Kind.PERMANENT_RESIDENT, numbered("911156")),
    (Kind.PERMANENT_RESIDENT, "USA110090010101"),
    (Kind.TAIWAN_RESIDENCE, numbered("830000")),
    (Kind.HONG_KONG_RESIDENCE, numbered("810000")),
    (Kind.HONG_KONG_RESIDENCE, numbered("820000")),
    (Kind.HOUSEHOLD, "11010519491231002X"),
    (Kind.HOUSEHOLD, "350203001"),
    (Kind.OFFICER, "军字第1234567号"),
    (Kind.OTHER, "任何写法"),
]
FAULTY = [
    (Kind.IDENTITY, "110105194912310021", Fault.CHECK_CHARACTER),
    (Kind.TAIWAN, "1234567", Fault.FORM),
    (Kind.TAIWAN, "1234567801", Fault.UNUSUAL),
    (Kind.TAIWAN, "1234567801B", Fault.UNUSUAL),
    (Kind.HONG_KONG, "H1234567", Fault.FORM),
    (Kind.HONG_KONG, "H123456789", Fault.FORM),
    (Kind.HONG_KONG, "K12345678", Fault.FORM),
    (Kind.PASSPORT, "E123", Fault.FORM),
    (Kind.PASSPORT, "E123456789", Fault.UNUSUAL),
    (Kind.PERMANENT_RESIDENT, "USA11009001010", Fault.FORM),
    (Kind.PERMANENT_RESIDENT, numbered("350203"), Fault.FORM),
    (Kind.PERMANENT_RESIDENT, numbered("911156", "19901301"), Fault.BIRTH_DATE),
    (Kind.PERMANENT_RESIDENT, numbered("911156", "20240604"), Fault.BORN_LATER),
    (Kind.TAIWAN_RESIDENCE, numbered("810000"), Fault.FORM),
    (Kind.HONG_KONG_RESIDENCE, numbered("830000"), Fault.FORM),
    (Kind.HOUSEHOLD, "110105194912310021", Fault.CHECK_CHARACTER),
    (Kind.HOUSEHOLD, "思明字12号", Fault.UNUSUAL),
    (Kind.OFFICER, "1234567", Fault.UNUSUAL),
    (Kind.OTHER, " ", Fault.FORM),
]


@pytest.mark.parametrize(("kind", "number"), IN_ORDER)
def test_a_number_in_order_has_no_finding(kind: DocumentKind, number: str) -> None:
    assert judge_document(kind, number, on=ON) == ()


@pytest.mark.parametrize(("kind", "number", "fault"), FAULTY)
def test_the_first_finding_is_the_gravest(kind: DocumentKind, number: str, fault: Fault) -> None:
    assert judge_document(kind, number, on=ON)[0].fault is fault


def test_what_differs_from_a_usual_form_only_warns() -> None:
    assert not refuses(judge_document(Kind.OFFICER, "1234567", on=ON))
    assert refuses(judge_document(Kind.HONG_KONG, "1234567", on=ON))


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_wrong_digit_of_a_residence_permit_is_found(place: int, shift: int) -> None:
    number = numbered("830000")
    wrong = str((int(number[place]) + shift) % 10)

    assert judge_document(Kind.TAIWAN_RESIDENCE, number[:place] + wrong + number[place + 1 :], on=ON)


@pytest.mark.parametrize(
    ("kind", "number", "holder"),
    [
        (Kind.IDENTITY, "11010519491231002X", Holder(date(1949, 12, 31), Sex.FEMALE)),
        (Kind.TAIWAN_RESIDENCE, numbered("830000"), Holder(date(1990, 1, 1), Sex.MALE)),
        (Kind.PERMANENT_RESIDENT, numbered("911156", sequence="002"), Holder(date(1990, 1, 1), Sex.FEMALE)),
        (Kind.PERMANENT_RESIDENT, "USA110090010101", Holder()),
        (Kind.IDENTITY, "110105194912310021", Holder()),
        (Kind.IDENTITY, numbered("350203", "20240604"), Holder()),
        (Kind.HOUSEHOLD, "350203001", Holder()),
        (Kind.OTHER, "11010519491231002X", Holder()),
    ],
)
def test_only_a_valid_number_tells_of_its_holder(kind: DocumentKind, number: str, holder: Holder) -> None:
    assert holder_of(kind, number, on=ON) == holder


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Kind.HONG_KONG, "H1234567800"), (Kind.HONG_KONG, "h 12345678")),
        ((Kind.TAIWAN, "1234567803"), (Kind.TAIWAN, "12345678")),
        ((Kind.HOUSEHOLD, "11010519491231002x"), (Kind.IDENTITY, "11010519491231002X")),
    ],
)
def test_reissues_and_ways_of_writing_are_one_document(
    one: tuple[DocumentKind, str], other: tuple[DocumentKind, str]
) -> None:
    assert lasting_number(*one) == lasting_number(*other)


def test_equal_numbers_of_different_kinds_are_different_documents() -> None:
    assert lasting_number(Kind.TAIWAN, "12345678") != lasting_number(Kind.OTHER, "12345678")


KINDS_AND_NUMBERS = [*IN_ORDER, *((kind, number) for kind, number, _ in FAULTY)]


def test_the_expressions_say_of_columns_what_the_scalar_functions_say() -> None:
    frame = pl.DataFrame([(kind.value, number) for kind, number in KINDS_AND_NUMBERS], ["kind", "number"], orient="row")
    kind, number = pl.col("kind"), pl.col("number")

    said = frame.select(
        expressions.document_fault(kind, number, on=ON).alias("fault"),
        expressions.lasting_number(kind, number).alias("lasting"),
    )

    findings = [judge_document(kind, number, on=ON) for kind, number in KINDS_AND_NUMBERS]
    assert said["fault"].to_list() == [found[0].fault.value if found else None for found in findings]
    assert said["lasting"].to_list() == ["\x1f".join(lasting_number(*pair)) for pair in KINDS_AND_NUMBERS]


def test_birth_dates_and_sexes_of_a_column_are_those_of_its_numbers() -> None:
    frame = pl.DataFrame([(kind.value, number) for kind, number in IN_ORDER], ["kind", "number"], orient="row")
    kind, number = pl.col("kind"), pl.col("number")

    told = frame.select(
        expressions.birth_date(kind, number).alias("born"), expressions.is_male(kind, number).alias("male")
    )

    holders = [holder_of(kind, number, on=ON) for kind, number in IN_ORDER]
    assert told["born"].to_list() == [holder.birth_date for holder in holders]
    assert told["male"].to_list() == [holder.sex is Sex.MALE if holder.sex else None for holder in holders]


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("H12345678", "H******78"),
        ("91350100M000100Y43", "9135************43"),
        ("123456", "******"),
        ("军字第1234567号", "军********7号"),
        ("A" * 20, "*" * 20),
        ("", ""),
    ],
)
def test_a_document_number_keeps_its_ends(number: str, masked: str) -> None:
    assert mask_document_number(number) == masked


@given(st.dates(date(1930, 1, 1), ON), st.integers(0, 999))
def test_no_masked_number_holds_the_birth_date(born: date, sequence: int) -> None:
    assert f"{born:%m%d}" not in mask_document_number(numbered("350203", f"{born:%Y%m%d}", f"{sequence:03}"))


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("福建省厦门市思明区莲前西路1号", "福建省厦门市思明区***"),
        ("厦门市湖里区", "厦门市湖里区***"),
        ("思明区莲前街道", "思明区***"),
        ("莲花小区5号楼", "***"),
        ("厦门市龙山工业园区12号", "厦门市***"),
        ("内蒙古自治区呼和浩特市新城区1号", "内蒙古自治区呼和浩特市新城区***"),
        ("Xiamen 361000", "***"),
        ("", ""),
    ],
)
def test_an_address_ends_with_the_district(address: str, masked: str) -> None:
    assert mask_address(address) == masked
