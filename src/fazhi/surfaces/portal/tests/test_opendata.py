"""Tables as files: what a spreadsheet makes of them, and who may fetch them."""

import pytest

from fazhi.surfaces.portal.opendata import csv_of


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@sum", "\t1", "\r1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    text = csv_of("table", ("甲",), [(cell,)]).content.decode("utf-8-sig")

    assert f"'{cell}" in text


def test_any_page_may_fetch_a_table_and_a_spreadsheet_reads_its_characters() -> None:
    answer = csv_of("table", ("甲", "乙"), [("一,二", "三")])

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.content == b"\xef\xbb\xbf" + '甲,乙\r\n"一,二",三\r\n'.encode()
