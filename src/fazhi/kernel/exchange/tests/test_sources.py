"""Files that can't or may not be read: one clear error each, before anything is unpacked that shouldn't be."""

import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from fazhi.kernel.exchange import sources
from fazhi.kernel.exchange.errors import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MacrosFound,
    UnsupportedFile,
)
from fazhi.kernel.exchange.tests import cases, old_format

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def good(tmp_path):
    return cases.book(tmp_path / "good.xlsx", cases.rows(3))


def repacked(source: Path, path: Path, changes: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.pop(name, None) or old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return path


def test_row_numbers_are_those_of_the_sheet(tmp_path):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1), above=("", "", "标题"))

    (grid,) = sources.grids(path)

    assert grid.cells.row(2)[0] == "标题"
    assert grid.cells.row(4)[0] == "D-1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_of_chinese_offices(tmp_path, encoding):
    path = written(tmp_path / "a.csv", '标题\r\n编号,移送单位\r\n1,"思明,分局"\r\n'.encode(encoding))

    (grid,) = sources.grids(path)

    assert grid.cells.rows() == [("标题", None), ("编号", "移送单位"), ("1", "思明,分局")]


def test_the_apostrophe_of_an_export_is_taken_off_again(tmp_path):
    path = written(tmp_path / "a.csv", "电话,名\n'+8613800000000,'引号\n".encode())

    (grid,) = sources.grids(path)

    assert grid.cells.row(1) == ("+8613800000000", "'引号")


def test_cells_merged_over_rows_have_their_value_in_each(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("台账")
    page.write_row(0, 0, ["组织", "编号"])
    page.merge_range(1, 0, 3, 0, "XM-SM-01")
    page.write_column(1, 1, ["1", "2", "3"])
    book.close()

    (grid,) = sources.grids(path)

    assert grid.cells.rows()[1:] == [("XM-SM-01", "1"), ("XM-SM-01", "2"), ("XM-SM-01", "3")]


def test_an_empty_file(tmp_path):
    with pytest.raises(EmptyFile):
        sources.grids(written(tmp_path / "a.xlsx", b""))


def test_a_workbook_without_a_cell(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet()
    book.close()

    with pytest.raises(EmptyFile):
        sources.grids(tmp_path / "a.xlsx")


def test_a_file_over_the_limit_is_refused_with_the_setting_named(good, monkeypatch):
    monkeypatch.setenv("FAZHI_LEDGER_MAX_BYTES", "1000")

    with pytest.raises(FileTooLarge) as caught:
        sources.grids(good)

    assert (caught.value.measure, caught.value.limit, caught.value.setting) == ("size", 1000, "FAZHI_LEDGER_MAX_BYTES")


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path, good):
    path = repacked(good, tmp_path / "bomb.xlsx", {"xl/bomb.xml": b"\0" * 20_000_000})

    with pytest.raises(FileTooLarge) as caught:
        sources.grids(path)

    assert (caught.value.measure, caught.value.setting) == ("ratio", "FAZHI_LEDGER_MAX_RATIO")


def test_what_unpacks_to_too_much_is_refused_by_its_directory(good, monkeypatch):
    monkeypatch.setenv("FAZHI_LEDGER_MAX_UNPACKED_BYTES", "5000")

    with pytest.raises(FileTooLarge) as caught:
        sources.grids(good)

    assert caught.value.measure == "unpacked"


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path, good):
    path = repacked(good, tmp_path / "liar.xlsx", {"xl/bomb.xml": b"\0" * 20_000_000})
    content = path.read_bytes()
    lie = struct.pack("<L", 1_000)
    path.write_bytes(content.replace(struct.pack("<L", 20_000_000), lie))

    with pytest.raises(CorruptFile):
        sources.grids(path)


def test_macros_are_refused_by_extension(tmp_path, good):
    path = tmp_path / "a.xlsm"
    path.write_bytes(good.read_bytes())

    with pytest.raises(MacrosFound):
        sources.grids(path)


def test_macros_are_refused_by_content(tmp_path, good):
    with pytest.raises(MacrosFound):
        sources.grids(repacked(good, tmp_path / "a.xlsx", {"xl/vbaProject.bin": b"code"}))


def test_macros_in_the_old_format_are_refused(tmp_path):
    with pytest.raises(MacrosFound):
        sources.grids(written(tmp_path / "a.xls", COMPOUND + b"\0" * 600 + "_VBA_PROJECT".encode("utf-16-le")))


def test_a_workbook_under_a_password(tmp_path):
    content = COMPOUND + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(EncryptedFile):
        sources.grids(written(tmp_path / "a.xlsx", content))


@pytest.mark.parametrize("cut", [100, 3000, -30])
def test_a_workbook_cut_off(tmp_path, good, cut):
    with pytest.raises(CorruptFile):
        sources.grids(written(tmp_path / "a.xlsx", good.read_bytes()[:cut]))


def test_a_workbook_with_a_changed_byte(tmp_path, good):
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as book:
        content[book.getinfo("xl/worksheets/sheet1.xml").header_offset + 90] ^= 0xFF

    with pytest.raises(CorruptFile):
        sources.grids(written(tmp_path / "a.xlsx", bytes(content)))


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.xlsx", b"<html><table></table></html>", "markup"),
        ("a.xls", b"\xef\xbb\xbf<html></html>", "markup"),
        ("a.xlsx", COMPOUND + b"\0" * 600, "compound"),
        ("a.xlsx", b"number,name\n1,x\n", "text"),
        ("a.csv", b"\0\1\2\3", "binary"),
        ("a.pdf", b"%PDF-1.7", ""),
    ],
)
def test_a_file_of_another_kind_than_its_extension_says(tmp_path, name, content, found):
    with pytest.raises(UnsupportedFile) as caught:
        sources.grids(written(tmp_path / name, content))

    assert caught.value.found == found


def test_a_workbook_named_as_csv(tmp_path, good):
    with pytest.raises(UnsupportedFile):
        sources.grids(written(tmp_path / "a.csv", good.read_bytes()))


def test_any_zip_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")

    with pytest.raises(UnsupportedFile):
        sources.grids(tmp_path / "a.xlsx")


def test_csv_in_no_known_encoding(tmp_path):
    with pytest.raises(CorruptFile):
        sources.grids(written(tmp_path / "a.csv", b"\xff\xff\xff,\xfe\xfe"))


def test_the_old_format_is_read(tmp_path):
    path = old_format.write(tmp_path / "a.xls", "台账", [["编号", "人数", "日期"], ["D-1", 2.0, 45356.0]])

    (grid,) = sources.grids(path)

    assert (grid.name, grid.cells.rows()) == ("台账", [("编号", "人数", "日期"), ("D-1", "2", "45356")])
