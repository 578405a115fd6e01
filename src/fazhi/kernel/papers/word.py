"""
The annual report's kind of paper as a Word file, written from top to bottom, with the page and faces of GB/T 9704-2012.

A figure stands in a content control tagged with its code, with a bookmark inside, so that an edited document can be
checked against the records whatever program it went through (`figure_marks`, `word_reading`).
The same content and date give the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from fazhi.kernel.papers.drawing import png_of
from fazhi.kernel.papers.figure_marks import mark_of
from fazhi.kernel.papers.official import day_text
from fazhi.kernel.papers.typesetting import (
    BLACK,
    BODY,
    KAI,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL,
    SONG,
    TITLE,
    TYPE_AREA,
    element,
    fixed_archive,
    heads_and_feet,
    narrow_margins,
    page,
    ruled_table,
    set_face,
    unruled,
)

LINE = Pt(28.9)  # 22 lines in the 225 mm of the type area


@dataclass(frozen=True)
class Tagged:
    """Text in a content control: `tag` is the figure's code, `title` what Word shows when it is pointed at."""

    text: str
    tag: str
    title: str


Piece = str | Tagged


class Paper:
    """A document being written, from top to bottom; `bytes` ends it."""

    def __init__(self, *, title: str, lines: Sequence[str] = (), mark: str = "", dated: date) -> None:
        """
        lines  the title as it is broken into lines, where it is too long for one
        mark   printed in the head of every page, "" for none: synthetic data say so on each
        dated  the document's only date, in its properties as well
        """
        self._document: WordDocument = Document()
        self._figures = 0
        self._page(mark)
        self._properties(title, dated)
        for line in lines or (title,):
            self._paragraph(line, TITLE, SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0, style="Title")

    def note(self, text: str) -> None:
        """A centred line under the title, in 楷体."""
        self._paragraph(text, KAI, SIZE_3, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)

    def heading(self, text: str, level: int) -> None:
        """一级 in 黑体, 二级 in 楷体."""
        self._paragraph(text, BLACK if level == 1 else KAI, SIZE_3, style=f"Heading {level}")

    def paragraph(self, pieces: Sequence[Piece]) -> None:
        """Running text in 仿宋, figures in content controls."""
        paragraph = self._paragraph("", BODY, SIZE_3)
        for piece in pieces:
            if isinstance(piece, Tagged):
                self._figures += 1
                _control(paragraph, piece, self._figures)
            elif piece:
                set_face(paragraph.add_run(piece), BODY, SIZE_3)

    def caption(self, text: str) -> None:
        paragraph = self._paragraph(text, BLACK, SIZE_4, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
        paragraph.paragraph_format.keep_with_next = True

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
        """
        heads   repeated on each page
        total   a last row in 黑体
        left    which columns are set left; the rest are numbers, set right
        shares  the columns' shares of the type area; equal ones if not given
        note    a line under the table
        """
        faced = [*((row, SONG) for row in rows), *([(total, BLACK)] if total else [])]
        ruled_table(self._document, heads, faced, left=left, shares=shares or [1] * len(heads))
        self._under(note)

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
        made = ruled_table(
            self._document, heads, [(row, SONG) for row in rows], left=left, shares=shares, size=SIZE_SMALL
        )
        narrow_margins(made)
        self._under(note)

    def picture(self, png: bytes, *, alternative: str, percent: int = 100, with_next: bool = False) -> None:
        """
        A drawing over `percent` of the type area's width; `alternative` says it to those who can't see it.

        with_next  kept on one page with what follows, as with its table
        """
        paragraph = self._paragraph("", BODY, SIZE_3, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.keep_with_next = with_next
        inline = paragraph.add_run().add_picture(io.BytesIO(png), width=TYPE_AREA * percent // 100)
        properties = inline._inline.docPr
        properties.set("descr", alternative)

    def drawing(self, svg: str, *, alternative: str, with_next: bool = False) -> None:
        """A drawing across the type area, as a picture: Word can't be trusted with SVG. `with_next` as of `picture`."""
        self.picture(png_of(svg), alternative=alternative, with_next=with_next)

    def signed(self, body: str, day: date) -> None:
        """署名 and 成文日期, right-aligned with four characters free on the right."""
        for text in (body, day_text(day)):
            paragraph = self._paragraph(text, BODY, SIZE_3, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
            paragraph.paragraph_format.right_indent = SIZE_3 * 4
            paragraph.paragraph_format.keep_with_next = text == body

    def new_page(self) -> None:
        self._document.add_page_break()

    def bytes(self) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self._document.save(out)
        return fixed_archive(out.getvalue())

    def _under(self, note: str) -> None:
        """The line under a table: its note, or a little space."""
        paragraph = self._paragraph(note, SONG, SIZE_5, indent=0)
        paragraph.paragraph_format.line_spacing = Pt(16 if note else 10)

    def _page(self, mark: str) -> None:
        section = self._document.sections[0]
        section.start_type = WD_SECTION_START.NEW_PAGE
        page(section)
        heads_and_feet(self._document, mark)

    def _properties(self, title: str, dated: date) -> None:
        properties = self._document.core_properties
        moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001  Word keeps a naive moment
        properties.title, properties.author, properties.comments = title, "", ""
        properties.created = properties.modified = moment

    def _paragraph(
        self,
        text: str,
        face: str,
        size: Pt,
        *,
        align: WD_ALIGN_PARAGRAPH | None = None,
        indent: int = 2,
        style: str = "Normal",
    ) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = LINE
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.first_line_indent = size * indent
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
        if style == "Title":
            unruled(paragraph)
        if text:
            set_face(paragraph.add_run(text), face, size)
        return paragraph


def _control(paragraph: Paragraph, piece: Tagged, place: int) -> None:
    """A run inside a content control with the figure's code as its tag, and the `place`-th figure bookmark around it."""
    control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    for name, value in (("w:alias", piece.title), ("w:tag", piece.tag)):
        properties.append(element(name, val=value))
    run = paragraph.add_run(piece.text)
    set_face(run, BODY, SIZE_3)
    paragraph._p.remove(run._element)
    content.append(element("w:bookmarkStart", id=place, name=mark_of(piece.tag, place)))
    content.append(run._element)
    content.append(element("w:bookmarkEnd", id=place))
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)
