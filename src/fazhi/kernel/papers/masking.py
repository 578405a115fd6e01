"""
Files masked 脱敏: their text as the engine sees it, and the same kind of file with other words in it.

Word: every part with words, so that nothing stays in a head, a note, a text box or a deleted passage. PDF: what is drawn can't be
taken out of a page with certainty, so a new one is set from the masked text. Plain text as it is. Properties, authors, earlier
versions, comments and thumbnails go.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.engines.masking import Masked
from fazhi.kernel.papers.errors import MaskedTextLeft
from fazhi.kernel.papers.office_files import clean_office
from fazhi.kernel.papers.pdf import PdfPaper
from fazhi.kernel.papers.pdf_reading import read_pdf
from fazhi.kernel.papers.reading import PDF, TEXT, WORD, read_document
from fazhi.kernel.papers.word_masking import WordParts

SET_ANEW = "本件由原件的文字重新排版而成，不含原件的版式、图片、签名和印章；“某”和“＊＊＊”处为隐去的内容。"
"""Stands on every PDF that was masked."""
_TITLE = "脱敏文本"
_LONGEST_KEPT = 2
"""Shorter originals are looked for only as whole names: a single sign proves nothing."""


@dataclass(frozen=True)
class Maskable:
    """
    A file that can be masked.

    text          its words, a paragraph a line; offsets of spans are places in it
    kind          word | pdf | text
    pictures      how many pictures it holds, which nobody can mask here
    unread_pages  pages of a PDF without text, from 1; they are left out of the new one
    """

    name: str
    text: str
    kind: str
    content: bytes
    pictures: int = 0
    unread_pages: tuple[int, ...] = ()


def maskable(path: Path) -> Maskable:
    """
    A file's words, all of them.

    Raises FileRefused as `read_document` does: OldWord, UnderPassword, NoTextInside for a scan, FileUnreadable, FileTooLarge.
    """
    found = read_document(path)
    content = path.read_bytes()
    if found.kind == WORD:
        parts = WordParts(content, path.name)
        return Maskable(path.name, parts.text, WORD, content, parts.pictures)
    return Maskable(path.name, found.text, found.kind, content, 0, found.unread_pages)


def masked_file(given: Maskable, masked: Masked, *, dated: date) -> bytes:
    """
    The file with the words of `masked` in place of its own; equal input, equal bytes.

    dated  the only date in the properties of a PDF

    Raises MaskedTextLeft if a masked word is found in the new file (nothing is given out then), HiddenContent for a Word file
    with embedded files, GlyphMissing for a character that no face has.
    """
    originals = tuple(sorted({given.text[span.start : span.end] for span in masked.spans}, key=len, reverse=True))
    if given.kind == WORD:
        parts = WordParts(given.content, given.name)
        content = clean_office(parts.masked(masked), given.name)
        written = WordParts(content, given.name)
        _prove(f"{written.text}\n{written.beside}", masked, originals, given.name)
        return content
    if given.kind == PDF:
        content = _set_anew(masked.text, given.unread_pages, dated)
        _prove("\n".join(read_pdf(content, given.name).paragraphs), masked, originals, given.name)
        return content
    return masked.text.encode()


def suffix(given: Maskable) -> str:
    """The suffix of the new file's name."""
    return {WORD: ".docx", PDF: ".pdf", TEXT: ".txt"}[given.kind]


def _set_anew(text: str, unread: tuple[int, ...], dated: date) -> bytes:
    paper = PdfPaper(title=_TITLE, dated=dated)
    paper.note(SET_ANEW)
    if unread:
        paper.note(f"原件第 {'、'.join(map(str, unread))} 页是图片，没有文字，未收入本件。")
    for line in text.splitlines():
        if line.strip():
            paper.paragraph([line.strip()])
    return paper.bytes()


def _prove(written: str, masked: Masked, originals: tuple[str, ...], name: str) -> None:
    """Raise MaskedTextLeft if the new file holds a masked word more often than the masked text does: 高兴 may stand as a word."""
    for original in originals:
        if len(original) > _LONGEST_KEPT and _count(original, written) > _count(original, masked.text):
            raise MaskedTextLeft(name, original)


def _count(original: str, text: str) -> int:
    return re.sub(r"\s", "", text).count(re.sub(r"\s", "", original))
