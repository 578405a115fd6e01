"""
Official documents as Word files, set by GB/T 9704-2012 (党政机关公文格式) as far as Word can follow it.

Fonts are named, not shipped: 方正小标宋简体, 黑体, 楷体_GB2312, 仿宋_GB2312 lie on every official's machine. A figure stands in
a content control tagged with its code, so that an edited document can be checked against the records. The same content and
date give the same bytes: the archive is written anew with fixed times and order.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, BLACK, KAI, BODY, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE = Pt(28.9)  # 22 lines in the 225 mm of the type area
TYPE_AREA = Mm(156)
INK, MARK = RGBColor(0, 0, 0), RGBColor(0x8A, 0x5A, 0x00)
_FIXED = (1980, 1, 1, 0, 0, 0)


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
                _control(paragraph, piece)
            elif piece:
                _face(paragraph.add_run(piece), BODY, SIZE_3)

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
    ) -> None:
        """
        heads   repeated on each page
        total   a last row in 黑体
        left    which columns are set left; the rest are numbers, set right
        shares  the columns' shares of the type area; equal ones if not given
        """
        table = self._document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            _cell(cell.paragraphs[0], text, BLACK, WD_ALIGN_PARAGRAPH.CENTER)
        _repeat(table.rows[0]._tr)
        for row, face in [*((row, SONG) for row in rows), *([(total, BLACK)] if total else [])]:
            made = table.add_row()
            _unbroken(made._tr)
            for place, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
                align = WD_ALIGN_PARAGRAPH.LEFT if place in left else WD_ALIGN_PARAGRAPH.RIGHT
                _cell(cell.paragraphs[0], text, face, align)
        _widths(table, shares or [1] * len(heads))
        self._paragraph("", BODY, SIZE_5, indent=0).paragraph_format.line_spacing = Pt(10)

    def picture(self, png: bytes, *, alternative: str) -> None:
        """A drawing across the type area; `alternative` says it to those who can't see it."""
        paragraph = self._paragraph("", BODY, SIZE_3, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        inline = paragraph.add_run().add_picture(io.BytesIO(png), width=TYPE_AREA)
        properties = inline._inline.docPr
        properties.set("descr", alternative)

    def signed(self, body: str, day: date) -> None:
        """署名 and 成文日期, right-aligned with four characters free on the right."""
        for text in (body, f"{day.year}年{day.month}月{day.day}日"):
            paragraph = self._paragraph(text, BODY, SIZE_3, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
            paragraph.paragraph_format.right_indent = SIZE_3 * 4
            paragraph.paragraph_format.keep_with_next = text == body

    def new_page(self) -> None:
        self._document.add_page_break()

    def bytes(self) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self._document.save(out)
        return _fixed_archive(out.getvalue())

    def _page(self, mark: str) -> None:
        section = self._document.sections[0]
        section.start_type = WD_SECTION_START.NEW_PAGE
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        section.footer_distance = Cm(2.6)
        section.header_distance = Cm(2.0)
        self._document.settings.odd_and_even_pages_header_footer = True
        for header in (section.header, section.even_page_header):
            _cell(header.paragraphs[0], mark, KAI, WD_ALIGN_PARAGRAPH.CENTER, MARK)
        _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
        _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)

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
            _unruled(paragraph)
        if text:
            _face(paragraph.add_run(text), face, size)
        return paragraph


def _face(run: Run, face: str, size: Pt, colour: RGBColor = INK) -> None:
    """Word asks the East Asian face for Chinese; without it the name is ignored."""
    run.font.name = face
    run.font.size = size
    run.font.bold = False
    run.font.italic = False
    run.font.color.rgb = colour
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _cell(paragraph: Paragraph, text: str, face: str, align: WD_ALIGN_PARAGRAPH, colour: RGBColor = INK) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _face(paragraph.add_run(text), face, SIZE_5, colour)


def _control(paragraph: Paragraph, piece: Tagged) -> None:
    """A run inside a content control with the figure's code as its tag."""
    control, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    for name, value in (("w:alias", piece.title), ("w:tag", piece.tag)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    run = paragraph.add_run(piece.text)
    _face(run, BODY, SIZE_3)
    paragraph._p.remove(run._element)
    content.append(run._element)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _widths(table: Table, shares: Sequence[int]) -> None:
    """Word asks each cell for its width, other programs the column."""
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(156 * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _unruled(paragraph: Paragraph) -> None:
    """Take Word's own line under a title away."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _repeat(row: CT_Row) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: CT_Row) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, in 4号 宋体."""
    paragraph.alignment = align
    _face(paragraph.add_run("— "), SONG, SIZE_4)
    run = paragraph.add_run()
    _face(run, SONG, SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)
    _face(paragraph.add_run(" —"), SONG, SIZE_4)


def _fixed_archive(data: bytes) -> bytes:
    """The same archive with sorted members and a fixed time, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            member = zipfile.ZipInfo(name, _FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return out.getvalue()
