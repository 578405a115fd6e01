"""Statutes as files of their own: Markdown, plain text and Word, as a bureau downloads them from flk.npc.gov.cn."""

import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from fazhi.kernel.law.errors import TextRefused
from fazhi.kernel.law.statute_text import Line, read_statute
from fazhi.kernel.law.terms import Fault, ReadDocument, Refusal

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".docx"})

_BLANKS = " \u3000\t\r\n\ufeff\u00a0"
_MEBIBYTE = 1024 * 1024
_NAMED_DATE = re.compile(r"_(\d{4})(\d\d)(\d\d)$|[（(](\d{4})-(\d\d)-(\d\d)[）)]$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"^(?:#{1,6}\s+|>\s+)|\*\*|\\(?=[.()\[\]-])")


def largest_bytes() -> int:
    """The largest file, in bytes, and what a Word file may unpack to; `FAZHI_LAW_MAX_BYTES`, 50 MB unless set."""
    return int(os.environ.get("FAZHI_LAW_MAX_BYTES", 50 * _MEBIBYTE))


def read_file(path: Path) -> ReadDocument | Refusal:
    """The statute in a file, or why there is none."""
    if path.suffix.lower() not in SUFFIXES:
        return Refusal(path, None, Fault.UNSUPPORTED, path.suffix or path.name)
    try:
        size = _unpacked_size(path)
        if size > largest_bytes():
            return Refusal(path, None, Fault.TOO_LARGE, f"{size:,}")
        return read_statute(list(_lines(path)), named_date=_named_date(path))
    except TextRefused as refused:
        return Refusal(path, refused.line, refused.fault, refused.found)
    except (OSError, UnicodeError, zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        return Refusal(path, None, Fault.UNREADABLE, str(error))


def _unpacked_size(path: Path) -> int:
    """In bytes, from the directory of a Word file, before anything is unpacked."""
    if path.suffix.lower() != ".docx":
        return path.stat().st_size
    with zipfile.ZipFile(path) as packed:
        return sum(entry.file_size for entry in packed.infolist())


def _named_date(path: Path) -> date | None:
    """The day in a name like 人民调解法_20100828 or 人民调解法(2010-08-28)."""
    found = _NAMED_DATE.search(path.stem)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def _lines(path: Path) -> Iterator[Line]:
    written = _word_lines(path) if path.suffix.lower() == ".docx" else _text_lines(path)
    for number, text in enumerate(written, start=1):
        if stripped := text.replace("\0", "").strip(_BLANKS):
            yield number, stripped


def _text_lines(path: Path) -> list[str]:
    text = _decoded(path.read_bytes())
    if path.suffix.lower() == ".txt":
        return text.split("\n")
    # A comment keeps its line feeds, so that the lines after it keep their numbers.
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return [_MARKS.sub("", line) for line in bare.split("\n")]


def _decoded(content: bytes) -> str:
    """UTF-8, with or without its mark, UTF-16 with it, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _word_lines(path: Path) -> Iterator[str]:
    """Paragraphs, and rows of tables as | cell | cell |, in the order of the text."""
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            # A line break inside a paragraph is one paragraph on the page of the statute.
            yield from block.text.split("\n")
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        yield f"| {' | '.join(cells)} |"
