"""
The annual report's kind of paper as a PDF, written from top to bottom like `word.Paper`, set by Typst.

The words go in as data, never into markup. PDF/A-2a: fonts inside, tagged, and no character without a shape. The same
content, date and fonts give the same bytes.
"""

from collections.abc import Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.compiling import font_folders, pdf_of
from fazhi.kernel.papers.drawing import require_faces
from fazhi.kernel.papers.fonts import FACES, chosen
from fazhi.kernel.papers.official import day_text
from fazhi.kernel.papers.word import Piece, Tagged


class PdfPaper:
    """A document being written, from top to bottom; `bytes` ends it. The arguments are those of `word.Paper`."""

    def __init__(self, *, title: str, lines: Sequence[str] = (), mark: str = "", dated: date) -> None:
        self._title, self._lines, self._mark, self._dated = title, tuple(lines) or (title,), mark, dated
        self._blocks: list[dict[str, Any]] = []

    def note(self, text: str) -> None:
        """A centred line under the title, in 楷体."""
        self._add("note", text=text)

    def heading(self, text: str, level: int) -> None:
        """一级 in 黑体, 二级 in 楷体."""
        self._add("heading", text=text, level=level)

    def paragraph(self, pieces: Sequence[Piece]) -> None:
        """Running text in 仿宋; a figure leads to the row of a table that bears its code."""
        written = [
            {"text": piece.text, "tag": piece.tag} if isinstance(piece, Tagged) else {"text": piece, "tag": ""}
            for piece in pieces
        ]
        self._add("text", pieces=written)

    def caption(self, text: str) -> None:
        self._add("caption", text=text)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        total: Sequence[str] = (),
        left: Sequence[int] = (0,),
        shares: Sequence[int] = (),
        note: str = "",
    ) -> None:
        self._add(
            "table",
            heads=list(heads),
            rows=[list(row) for row in rows],
            total=list(total),
            left=list(left),
            shares=list(shares) or [1] * len(heads),
            note=note,
            dense=False,
        )

    def small_table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        left: Sequence[int] = (0,),
        shares: Sequence[int],
        note: str = "",
    ) -> None:
        """A table of many narrow columns, as of the months of a year: small type, hardly any margin in the cells."""
        self._add(
            "table",
            heads=list(heads),
            rows=[list(row) for row in rows],
            total=[],
            left=list(left),
            shares=list(shares),
            note=note,
            dense=True,
        )

    def drawing(self, svg: str, *, alternative: str, with_next: bool = False) -> None:
        """
        A drawing across the type area.

        with_next  kept on one page with what follows, as with its table

        Raises FaceMissing if it names a face that is not shipped.
        """
        require_faces(svg)
        self._add("drawing", svg=svg, alternative=alternative, with_next=with_next)

    def signed(self, body: str, day: date) -> None:
        """署名 and 成文日期, right-aligned with four characters free on the right."""
        self._add("signed", lines=[body, day_text(day)])

    def new_page(self) -> None:
        self._add("page")

    def bytes(self, *, fonts: Path | None = None) -> bytes:
        """
        The finished file.

        fonts  a folder of the bureau's own licensed fonts, preferred to the shipped ones; it need not exist

        Raises FaceMissing, or GlyphMissing for a character that no face has.
        """
        folders = font_folders(fonts)
        data = {
            "layout": layout.measures(),
            "faces": chosen(FACES, folders),
            "title": self._title,
            "lines": self._lines,
            "notice": self._mark,
            "date": self._dated.timetuple()[:3],
            "blocks": self._blocks,
            "targets": self._targets(),
        }
        with resources.as_file(resources.files("fazhi.kernel.papers").joinpath("paper.typ")) as source:
            return pdf_of(source, data, folders, dated=self._dated)

    def _targets(self) -> dict[str, list[int]]:
        """Code of a figure in the text → the block and the row of the first table row that names it in a cell."""
        wanted = {piece["tag"] for block in self._blocks for piece in block.get("pieces", ()) if piece["tag"]}
        found: dict[str, list[int]] = {}
        for place, block in enumerate(self._blocks):
            for row, cells in enumerate(block.get("rows", ())):
                for code in wanted.intersection(cells):
                    found.setdefault(code, [place, row])
        return found

    def _add(self, kind: str, **values: Any) -> None:
        self._blocks.append({"kind": kind, **values})
