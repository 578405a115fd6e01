"""
A document that came in, as text: Word, PDF with text, plain text.

What a person reads on the page is the text; what stands beside it (tracked changes, comments, pages without text) is
listed. The file is never changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable
from fazhi.kernel.papers.pdf_reading import read_pdf
from fazhi.kernel.papers.terms import FILE_SETTING, TEXT_SETTING, file_bytes, text_bytes
from fazhi.kernel.papers.word_reading import WordText, read_word
from fazhi.kernel.papers.word_revisions import Change, Comment, revisions

WORD, PDF, TEXT = "word", "pdf", "text"
"""Kinds of documents."""

READABLE = frozenset({".docx", ".pdf", ".txt", ".md", ".markdown"})
"""The suffixes that are looked for in a folder."""

_LONGEST_CELL = 60
"""Signs of a cell of several lines, over which its table is taken for one of layout."""
_WORD_SUFFIXES = {".docx", ".docm", ".doc", ".wps"}


@dataclass(frozen=True)
class ReadDocument:
    """
    text          the final text; of a plain file its own, character by character (without the mark before it)
    paragraphs    where each paragraph starts and ends in the text
    changes       tracked changes, taken as accepted in the text
    comments      what stands in the margin
    kind          word | pdf | text
    unread_pages  pages of a PDF that hold no text, from 1
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    kind: str = TEXT
    unread_pages: tuple[int, ...] = ()


def read_document(path: Path) -> ReadDocument:
    """
    The document in a file.

    Raises FileRefused: FileTooLarge before anything is read or unpacked, OldWord, UnderPassword, NoTextInside,
    FileUnreadable.
    """
    try:
        _require_size(path.name, path.stat().st_size)
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError for a name with a NUL
        raise FileUnreadable(path.name, str(error)) from error
    return read_content(content, path.name)


def read_content(content: bytes, name: str) -> ReadDocument:
    """The document in a file's content; what it is, its name says. Raises as `read_document`."""
    _require_size(name, len(content))
    suffix = _suffix(name)
    if suffix in _WORD_SUFFIXES:
        return _word(content, name)
    if suffix == ".pdf":
        found = read_pdf(content, name)
        return _of_paragraphs(found.paragraphs, kind=PDF, unread_pages=found.unread)
    text = _decoded(content, name)
    return ReadDocument(text, _lines(text))


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _require_size(name: str, size: int) -> None:
    suffix = _suffix(name)
    paged = suffix in _WORD_SUFFIXES or suffix == ".pdf"
    limit, setting = (file_bytes(), FILE_SETTING) if paged else (text_bytes(), TEXT_SETTING)
    if size > limit:
        raise FileTooLarge(name, size, limit, setting)


def _word(content: bytes, name: str) -> ReadDocument:
    paragraphs = tuple(_shown(read_word(content, name)))
    changes, comments = revisions(content, name)
    return _of_paragraphs(paragraphs, kind=WORD, changes=changes, comments=comments)


def _shown(word: WordText) -> Iterator[str]:
    """
    The paragraphs; a table as rows with |, so that its columns can be told apart, unless it is there for the layout only and a
    cell holds a text of its own.
    """
    told: set[int] = set()
    for passage in word.passages:
        if passage.table is None or not _is_of_cells(word.tables[passage.table]):
            yield passage.text
        elif passage.table not in told:
            told.add(passage.table)
            for row in word.tables[passage.table]:
                yield f"| {' | '.join(_cell(cell) for cell in row)} |"


def _is_of_cells(table: tuple[tuple[str, ...], ...]) -> bool:
    is_text = any("\n" in cell.strip() and len(cell) > _LONGEST_CELL for row in table for cell in row)
    return max(map(len, table), default=0) > 1 and not is_text


def _cell(text: str) -> str:
    return " ".join(text.split("\n")).strip().replace("|", "｜")


def _of_paragraphs(
    paragraphs: tuple[str, ...],
    *,
    kind: str,
    changes: tuple[Change, ...] = (),
    comments: tuple[Comment, ...] = (),
    unread_pages: tuple[int, ...] = (),
) -> ReadDocument:
    text = "\n".join(paragraphs)
    return ReadDocument(text, _lines(text), changes, comments, kind, unread_pages)


def _lines(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the lines that hold anything."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line.rstrip("\r"))))
        start += len(line) + 1
    return tuple(found)


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise FileUnreadable(name, "it isn't text: a NUL inside")
    else:
        codings = ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable(name, f"it is not text in {' or '.join(codings)}")
