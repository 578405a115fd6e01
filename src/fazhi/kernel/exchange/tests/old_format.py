"""A workbook of the old format (.xls), just enough of BIFF8 in a compound file for one sheet of texts and numbers."""

import struct
from collections.abc import Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write(path: Path, sheet: str, lines: Sequence[Sequence[str | float]]) -> Path:
    stream = _workbook(sheet, lines).ljust(8 * _SECTOR, b"\0")  # shorter streams would need the mini format
    sectors = -(-len(stream) // _SECTOR)
    fat = [_FAT, _END, *range(3, sectors + 2), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory = root + _entry("Workbook", 2, child=_FREE, start=2, size=len(stream)) + b"\0" * 256
    table = struct.pack(f"<{_SECTOR // 4}L", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    path.write_bytes(header + table + directory + stream.ljust(sectors * _SECTOR, b"\0"))
    return path


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBLLL", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<LLL", start, size, 0)


def _workbook(sheet: str, lines: Sequence[Sequence[str | float]]) -> bytes:
    start, end = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 0, 0, 0)), _record(0x000A, b"")
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    offset = len(start) + 4 + 6 + len(name) + len(end)
    cells = b"".join(_cell(row, column, value) for row, line in enumerate(lines) for column, value in enumerate(line))
    page = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x10, 0, 0, 0, 0)) + cells + end
    return start + _record(0x0085, struct.pack("<LBB", offset, 0, 0) + name) + end + page


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
