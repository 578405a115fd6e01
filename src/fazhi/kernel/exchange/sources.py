"""
Opening a file (打开文件): what it is, whether it is safe to read, and its sheets as grids of text.

Limits are judged from sizes in the zip directory, then the directory itself is held to its word: every part is unpacked
once up to the size it declares, before another reader unpacks it without asking.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import fastexcel
import polars as pl

from fazhi.kernel.exchange import json_rows, limits
from fazhi.kernel.exchange.errors import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MacrosFound,
    UnsupportedFile,
)

SUFFIXES = frozenset({".xlsx", ".xls", ".csv", ".json"})
_MACRO_SUFFIXES = frozenset({".xlsm", ".xltm", ".xlsb", ".xlam"})
_ZIP, _COMPOUND = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"{\\rtf", b"%pdf")
# Names in a compound file's directory are UTF-16.
_ENCRYPTED, _VBA = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
_CHUNK = 1024 * 1024
NOT_COMPUTED = "#未计算"
"""How a cell reads whose formula was saved without its value, as programs do that write workbooks and can't compute."""

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FAILED_SIGNS = (b't="e"', b"</f></c>", b"</f><v></v>", b"</f><v/>")
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"([^>/]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")


@dataclass(frozen=True)
class Grid:
    """
    One sheet as it is: columns "0", "1", … of text, null where blank; row i is the sheet's row i + 1.

    Merged cells that span rows have their value in every row. Dates read "2024-03-05 00:00:00". In an .xlsx a cell whose
    formula failed reads as its error, "#DIV/0!", and one whose formula was never computed as NOT_COMPUTED; readers of
    .xlsx give neither, so that a value would be lost in silence.

    since_1904  the workbook counts days from 1904-01-01, so a day's serial number is 1,462 less than elsewhere
    """

    name: str
    cells: pl.DataFrame
    since_1904: bool = False


@dataclass(frozen=True)
class _Merge:
    top: int
    bottom: int
    column: int


@dataclass(frozen=True)
class _Part:
    """What a sheet's XML says that readers leave out: merges over rows, and (row, column) → text of failed formulas."""

    merges: tuple[_Merge, ...] = ()
    failed: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Book:
    """`parts` by sheet name."""

    parts: Mapping[str, _Part] = field(default_factory=dict)
    since_1904: bool = False


def grids(path: Path) -> tuple[Grid, ...]:
    """
    The sheets of an .xlsx, .xls, .csv or .json file, those without any cell left out.

    Raises an UnreadableFile for whatever keeps the file from being read.
    """
    container = _guard(path)
    if path.suffix.lower() == ".json":
        found: tuple[Grid, ...] = (Grid(path.stem, json_rows.cells_of(path)),)
    else:
        found = tuple(_csv(path) if container == "text" else _excel(path, container))
    if not found:
        raise EmptyFile(path.name)
    return found


def _guard(path: Path) -> str:
    """Which container the file is, "zip", "compound" or "text"; raises if it may not be read."""
    suffix = path.suffix.lower()
    if suffix in _MACRO_SUFFIXES:
        raise MacrosFound(path.name)
    if suffix not in SUFFIXES:
        raise UnsupportedFile(path.name)
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(path.name)
    if size > limits.file_bytes():
        raise FileTooLarge(path.name, "size", size, limits.file_bytes(), "FAZHI_LEDGER_MAX_BYTES")
    with path.open("rb") as file:
        container = _container(file.read(16))
    if container == "compound":
        _guard_compound(path)
    if container != {".xlsx": "zip", ".xls": "compound", ".csv": "text", ".json": "text"}[suffix]:
        raise UnsupportedFile(path.name, container)
    if container == "zip":
        _guard_zip(path)
    return container


def _container(start: bytes) -> str:
    if start.startswith(_ZIP):
        return "zip"
    if start.startswith(_COMPOUND):
        return "compound"
    return "markup" if start.lower().lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_MARKUP) else "text"


def _guard_compound(path: Path) -> None:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise EncryptedFile(path.name)
    if _VBA in content:
        raise MacrosFound(path.name)


def _guard_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
    except zipfile.BadZipFile as error:
        raise CorruptFile(path.name, str(error)) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > limits.unpacked_bytes():
        raise FileTooLarge(path.name, "unpacked", unpacked, limits.unpacked_bytes(), "FAZHI_LEDGER_MAX_UNPACKED_BYTES")
    if unpacked > packed * limits.unpacked_ratio():
        raise FileTooLarge(path.name, "ratio", unpacked // packed, limits.unpacked_ratio(), "FAZHI_LEDGER_MAX_RATIO")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFile(path.name)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise MacrosFound(path.name)
    if "xl/workbook.xml" not in names:
        raise UnsupportedFile(path.name, "zip")


def _excel(path: Path, container: str) -> Iterator[Grid]:
    told = _look_into(path) if container == "zip" else _Book()
    try:
        book = fastexcel.read_excel(path)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            cells = sheet.to_polars()
            if cells.height and cells.width:
                cells.columns = [str(place) for place in range(cells.width)]
                # blank columns at the left are no columns of the frame; rows are all there
                first = sheet.available_columns()[0].absolute_index
                yield Grid(name, _fill(cells, told.parts.get(name, _Part()), first), told.since_1904)
    except fastexcel.FastExcelError as error:
        raise CorruptFile(path.name, str(error).splitlines()[0]) from error


def _look_into(path: Path) -> _Book:
    """What readers leave out; unpacks every part once and so finds out a false directory."""
    try:
        with zipfile.ZipFile(path) as book:
            found = {entry.filename: _scan(book, entry) for entry in book.infolist()}
            sheets = _sheet_parts(book)
            settings = _attributes(book, "xl/workbook.xml", "workbookPr")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise CorruptFile(path.name, str(error)) from error
    parts = {name: found[part] for name, part in sheets.items() if part in found}
    return _Book(parts, any(item.get("date1904") in {"1", "true"} for item in settings))


def _scan(book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _Part:
    is_sheet = entry.filename.startswith("xl/worksheets/")
    merges: list[_Merge] = []
    has_failed = False
    before = b""
    with book.open(entry) as part:
        while chunk := part.read(_CHUNK):
            if is_sheet:
                seen = before + chunk
                has_failed = has_failed or any(sign in seen for sign in _FAILED_SIGNS)
                if b"mergeCell" in seen:
                    # a reference cut in two is seen with the next chunk
                    merges += (_merge(*found.groups()) for found in _MERGE.finditer(seen))
            before = chunk[-64:]
    over_rows = tuple(dict.fromkeys(merge for merge in merges if merge.bottom > merge.top))
    return _Part(over_rows, _failed(book.read(entry)) if has_failed else {})


def _failed(sheet: bytes) -> dict[tuple[int, int], str]:
    """Cells whose formula failed or has no value, by row and column; the few sheets that have some are read twice."""
    failed = {}
    for letters, row, attributes, content in _CELL.findall(sheet):
        value = _VALUE.search(content)
        if b't="e"' in attributes and value:
            failed[int(row) - 1, _column(letters)] = value[1].decode("ascii", "replace")
        elif b"</f>" in content and not (value and value[1]) and b't="str"' not in attributes:
            failed[int(row) - 1, _column(letters)] = NOT_COMPUTED
    return failed


def _merge(left: bytes, top: bytes, _right: bytes, bottom: bytes) -> _Merge:
    return _Merge(int(top) - 1, int(bottom) - 1, _column(left))


def _column(letters: bytes) -> int:
    """Place of a column from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _sheet_parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → name of its part in the zip."""
    relations = _attributes(book, "xl/_rels/workbook.xml.rels", "Relationship")
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    sheets = _attributes(book, "xl/workbook.xml", "sheet")
    parts = {item.get("name", ""): targets.get(item.get("r:id", ""), "") for item in sheets}
    return {name: part.lstrip("/") if part.startswith("/") else f"xl/{part}" for name, part in parts.items()}


def _attributes(book: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    if part not in book.namelist():
        return []
    text = book.read(part).decode("utf-8", "replace")
    elements = re.findall(rf"<(?:\w+:)?{tag}\s([^>]*?)/?>", text)
    return [{name: _unescape(value) for name, value in re.findall(r'([\w:]+)="([^"]*)"', item)} for item in elements]


def _unescape(text: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def _fill(cells: pl.DataFrame, part: _Part, first: int) -> pl.DataFrame:
    """`cells`, which begin at column `first` of the sheet, with failed formulas told and merges filled in all their rows."""
    texts: dict[int, dict[int, str | None]] = {}
    for (row, column), text in part.failed.items():
        if 0 <= column - first < cells.width and row < cells.height:
            texts.setdefault(column - first, {})[row] = text
    for merge in part.merges:
        place = merge.column - first
        if 0 <= place < cells.width and merge.top < cells.height:
            value = texts.get(place, {}).get(merge.top, cells.item(merge.top, place))
            rows = range(merge.top + 1, min(merge.bottom + 1, cells.height))
            texts.setdefault(place, {}).update(dict.fromkeys(rows, value))
    for place, values in texts.items():
        series = cells.to_series(place).scatter(list(values), list(values.values()))
        cells = cells.with_columns(series)
    return cells


def _csv(path: Path) -> Iterator[Grid]:
    text = _decode(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CorruptFile(path.name, str(error)) from error
    columns = [[cell or None for cell in column] for column in zip_longest(*rows, fillvalue=None)]
    if columns:
        schema = {str(place): pl.String for place in range(len(columns))}
        cells = pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)
        yield Grid(path.stem, cells.with_columns(pl.all().str.replace(r"^'([=+\-@\t\r])", "${1}")))


def _decode(path: Path) -> str:
    content = path.read_bytes()
    if b"\x00" in content:
        raise UnsupportedFile(path.name, "binary")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorruptFile(path.name, "neither UTF-8 nor GB18030")
