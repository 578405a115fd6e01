"""
The text of a PDF, its lines joined to paragraphs again.

A page knows lines only. A line goes on in the next one if it reaches the right edge and the next one isn't indented;
so it is on the next page, after the page numbers are taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2  # ships no types

from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable, NoTextInside, UnderPassword
from fazhi.kernel.papers.terms import FILE_SETTING, file_bytes

MOST_PAGES = 5_000
"""How many pages a PDF may have; the longest yearbooks have two thousand."""

_PAGE_NUMBER = re.compile(r"[-—–－─·\s]{0,4}(?:第\s{0,2})?[0-9]{1,4}(?:\s{0,2}页)?[-—–－─·\s]{0,4}")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True)
class PdfText:
    """
    pages    how many there are
    unread   the numbers of pages that hold no text, from 1
    """

    paragraphs: tuple[str, ...]
    pages: int
    unread: tuple[int, ...]


@dataclass(frozen=True)
class _Line:
    """A line with its edges and the size of its first character, in points."""

    text: str
    left: float
    right: float
    size: float


def read_pdf(content: bytes, name: str) -> PdfText:
    """
    The text of a PDF.

    name  the file's own, for errors

    Raises UnderPassword, FileTooLarge, NoTextInside where no page has text, FileUnreadable for what is no whole PDF.
    """
    if len(content) > file_bytes():
        raise FileTooLarge(name, len(content), file_bytes(), FILE_SETTING)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnderPassword(name) from error
        raise FileUnreadable(name, str(error)) from error
    try:
        return _read(document, name)
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(name, str(error)) from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, name: str) -> PdfText:
    if len(document) > MOST_PAGES:
        raise FileUnreadable(name, f"{len(document)} pages; at most {MOST_PAGES}")
    pages = [_lines(document, number) for number in range(len(document))]
    unread = tuple(number for number, lines in enumerate(pages, start=1) if not lines)
    if len(unread) == len(pages):
        raise NoTextInside(name, len(pages))
    return PdfText(tuple(_paragraphs(pages)), len(pages), unread)


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        # A character outside the first plane would take two places of the page's own counting; none is left behind.
        text = "".join(
            sign if ord(sign) < 0x10000 else sign + "\0" for sign in text_page.get_text_range(errors="replace")
        )
        found = []
        for line in _LINE.finditer(text):
            words = line[0].replace("\0", "").replace("\u00a0", " ").replace("\ufffe", "").strip()
            if words:
                first = line.start() + len(line[0]) - len(line[0].lstrip())
                final = line.start() + len(line[0].rstrip()) - 1
                left, bottom, _, top = text_page.get_charbox(first, loose=True)
                found.append(_Line(words, left, text_page.get_charbox(final, loose=True)[2], top - bottom))
        return found
    finally:
        text_page.close()
        page.close()


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    text = ""
    goes_on = False
    for lines in pages:
        body = _without_number(lines)
        if not body:
            continue
        left, right = min(line.left for line in body), max(line.right for line in body)
        for line in body:
            if goes_on and line.left < left + line.size:
                text += _gap(text, line.text) + line.text
            else:
                if text:
                    yield text
                text = line.text
            goes_on = line.right > right - 1.5 * line.size
    if text:
        yield text


def _without_number(lines: list[_Line]) -> list[_Line]:
    """The lines of a page without its number in the foot or in the head."""
    kept = list(lines)
    if kept and _PAGE_NUMBER.fullmatch(kept[-1].text):
        kept.pop()
    if kept and _PAGE_NUMBER.fullmatch(kept[0].text):
        kept.pop(0)
    return kept


def _gap(before: str, after: str) -> str:
    """A space between Latin words, none in Chinese."""
    return " " if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha() else ""
