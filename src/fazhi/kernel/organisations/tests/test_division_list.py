"""The list of divisions as a file: writings, encodings, and what is refused of it row by row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.organisations.division_list import DivisionList, RefusedRow, read_list, short_code
from fazhi.kernel.organisations.errors import DivisionsUnread
from fazhi.kernel.organisations.terms import DivisionLevel

SHORT = "code,name,type\n35,福建省,\n3502,厦门市,\n350203,思明区,\n350203001,厦港街道,\n350203001001,下沃社区,111\n"
FULL = (
    "统计用区划代码,名称,城乡分类代码\n350000000000,福建省,\n350200000000,厦门市,\n350203000000,思明区,\n"
    "350203001000,厦港街道,\n350203001001,下沃社区,111\n"
)


@pytest.fixture
def read(tmp_path: Path):
    def act(text: str, encoding: str = "utf-8") -> DivisionList:
        path = tmp_path / "divisions.csv"
        path.write_bytes(text.encode(encoding))
        return read_list(path)

    return act


def codes(found: DivisionList) -> list[tuple[str, int]]:
    return list(found.rows.select("code", "level").iter_rows())


XIAMEN = [("35", 1), ("3502", 2), ("350203", 3), ("350203001", 4), ("350203001001", 5)]


@pytest.mark.parametrize("text", [SHORT, FULL], ids=["short", "full"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_writings_and_encodings_are_read(read, text: str, encoding: str):
    found = read(text, encoding)

    assert codes(found) == XIAMEN
    assert (found.read, found.refused) == (5, ())
    assert found.rows["urban_rural_class"].to_list() == ["", "", "", "", "111"]
    assert found.rows["name"].to_list()[0] == "福建省"


def test_a_list_of_counties_in_six_digits_is_full(read):
    assert codes(read("code,name\n350000,福建省\n350200,厦门市\n350203,思明区\n")) == XIAMEN[:3]


def test_a_city_without_counties_keeps_the_county_code_of_a_short_list(read):
    found = read("code,name\n4419,东莞市\n441900,东莞市\n441900003,东城街道\n")

    assert codes(found) == [("4419", 2), ("441900", 3), ("441900003", 4)]


def test_columns_of_ones_own_are_ignored(read):
    assert codes(read("name,code,cityCode\n思明区,350203,3502\n厦港街道,350203001,3502\n")) == XIAMEN[2:4]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param("3502030,思明区,", "code-form", id="seven digits"),
        pytest.param("035020,思明区,", "code-form", id="from zero"),
        pytest.param("35020A,思明区,", "code-form", id="a letter"),
        pytest.param("3.50203E+05,思明区,", "code-form", id="spoilt by a spreadsheet"),
        pytest.param(",思明区,", "code-form", id="none"),
        pytest.param("3500,某市,", "code-form", id="an empty city"),
        pytest.param("350203000,某街道,", "code-form", id="an empty town"),
        pytest.param("350203001000,某村,", "code-form", id="an empty village"),
        pytest.param("350299,,", "name-missing", id="no name"),
        pytest.param(f"350299,{'长' * 61},", "name-long", id="name too long"),
        pytest.param("350203001002,某社区,999", "class-unknown", id="unknown class"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_taken(read, row: str, fault: str):
    found = read(SHORT + row + "\n")

    code, name, _ = row.split(",")
    assert found.refused == (RefusedRow(7, code, name, fault),)
    assert codes(found) == XIAMEN
    assert found.read == 6


def test_rows_of_one_code_that_differ_are_all_refused(read):
    found = read(SHORT + "350206,湖里区,\n350206,湖里,\n")

    assert [(row.row, row.fault) for row in found.refused] == [(7, "repeated"), (8, "repeated")]


def test_of_rows_that_say_the_same_the_first_is_taken(read):
    found = read(SHORT + "350206,湖里区,\n350206,湖里区,\n")

    assert [(row.row, row.fault) for row in found.refused] == [(8, "repeated")]
    assert codes(found) == [*XIAMEN, ("350206", 3)]


def test_a_faulty_row_makes_no_other_doubtful(read):
    found = read(SHORT + "350206,,\n350206,湖里区,\n")

    assert [(row.row, row.fault) for row in found.refused] == [(7, "name-missing")]


@pytest.mark.parametrize(
    ("content", "why", "headings"),
    [
        (b"", "empty", ()),
        (b"a,b\n1,2\n", "headings", ("a", "b")),
        ("代码\n35\n".encode(), "headings", ("代码",)),
        (b"code,name\n35,\xff\xff\n", "damaged", ()),
        (b"code,name\n35,a,b,c\n", "damaged", ()),
    ],
)
def test_another_file_is_refused_as_a_whole(tmp_path: Path, content: bytes, why: str, headings: tuple[str, ...]):
    path = tmp_path / "other.csv"
    path.write_bytes(content)

    with pytest.raises(DivisionsUnread) as caught:
        read_list(path)

    assert (caught.value.why, caught.value.found) == (why, headings)


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("350000", "35"),
        ("350200", "3502"),
        ("350203", "350203"),
        ("350200000000", "3502"),
        ("350203001000", "350203001"),
        ("350203001001", "350203001001"),
        ("350203010", "350203010"),
        ("3502", "3502"),
        ("", ""),
    ],
)
def test_zeros_that_fill_up_go(code: str, short: str):
    assert short_code(code) == short


def parts(digits: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**digits - 1).map(lambda number: str(number).zfill(digits))


@given(
    province=st.integers(11, 99).map(str).filter(lambda text: not text.endswith("0")),
    rest=st.tuples(parts(2), parts(2), parts(3), parts(3)),
    level=st.sampled_from(DivisionLevel),
)
def test_filling_up_and_shortening_is_nothing(province: str, rest: tuple[str, ...], level: DivisionLevel):
    code = (province + "".join(rest))[: level.digits]

    assert short_code(code.ljust(12, "0")) == code
