"""
Attached files made pages of a volume: pictures as they are, PDF pages as pictures.

PDF/A can't take another PDF in (Typst refuses), so each page is drawn at `PPI`; the file itself stays in the store. A face
that such a PDF names and does not carry is drawn by another one, or not at all: scans and PDF/A carry theirs.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

from fazhi.kernel.papers.errors import FileUnreadable
from fazhi.kernel.papers.terms import SUFFIXES, MediaType

PPI = 150
"""Pixels per inch of a page drawn from a PDF: legible in print; the file itself is kept beside the copy."""
MOST_PAGES = 300
"""How many pages one PDF may bring into a volume."""
MOST_POINTS = 3_700
"""Width and height of a PDF's page at most, in points: a sheet of A0 has 2384 by 3370. Drawing takes memory by its size."""
_SHEET = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
_PICTURE = _SHEET + '#image("{file}")\n'
_PAGE = _SHEET + (
    '#context {{ let drawn = image("{file}", page: {page}); let size = measure(drawn); '
    'assert(calc.max(size.width, size.height) <= {most} * 1pt, message: "a page of " + repr(size)); drawn }}\n'
)
_OVER = "does not exist"
_CHECK_PPI = 4


@dataclass(frozen=True)
class Scan:
    """An attached file: its title in the file, its name, kind and digest, and the bytes."""

    title: str
    name: str
    media_type: str
    sha256: str
    content: bytes

    @property
    def is_printable(self) -> bool:
        """Whether it can be made pages; Word, Excel and OFD files can't."""
        return self.media_type in {MediaType.PDF, MediaType.PNG, MediaType.JPEG}


@dataclass(frozen=True)
class Picture:
    """One page: a PNG or JPEG."""

    suffix: str
    content: bytes


def pictures_of(scan: Scan) -> tuple[Picture, ...]:
    """
    The pages of a printable file, in order; equal files give equal pages.

    Raises FileUnreadable for what can't be drawn, is encrypted, or has more than MOST_PAGES pages.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        suffix = SUFFIXES[MediaType(scan.media_type)][0]
        (root / f"scan{suffix}").write_bytes(scan.content)
        if scan.media_type == MediaType.PDF:
            return tuple(Picture(".png", page) for page in _pages(root, scan.name))
        _drawn(root, f"scan{suffix}", scan.name, ppi=_CHECK_PPI)
        return (Picture(suffix, scan.content),)


def _pages(root: Path, name: str) -> Iterator[bytes]:
    number = 1
    while (drawn := _drawn(root, "scan.pdf", name, ppi=PPI, page=number)) is not None:
        if number > MOST_PAGES:
            raise FileUnreadable(name, f"more than {MOST_PAGES} pages")
        yield drawn
        number += 1


def _drawn(root: Path, file: str, name: str, *, ppi: int, page: int = 0) -> bytes | None:
    """A page of the file, None behind its last one. Raises FileUnreadable."""
    source = root / "page.typ"
    text = _PAGE.format(file=file, page=page, most=MOST_POINTS) if page else _PICTURE.format(file=file)
    source.write_text(text, encoding="utf-8")
    try:
        png = typst.compile(source, root=root, format="png", ppi=ppi, ignore_system_fonts=True)
    except typst.TypstError as error:
        if page > 1 and _OVER in error.message:
            return None
        raise FileUnreadable(name, error.message) from error
    assert isinstance(png, bytes)  # one page is one picture
    return png
