"""
A paper of a matter's file as a Word file, for clerks to edit and print; the same paper gives the same bytes.
"""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.official import Grid, Text
from fazhi.kernel.papers.official_lines import CENTER, JUSTIFY, LEFT, RIGHT
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Ruled, Sheet, Signatures, day_or_room
from fazhi.kernel.papers.typesetting import (
    BLACK,
    BODY,
    KAI,
    MARK,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SONG,
    TITLE,
    element,
    fixed_archive,
    set_cell,
    set_face,
    unruled,
)
from fazhi.kernel.papers.volume import KEPT_ABOVE, MEASURES

_LINE = Pt(MEASURES["pitch"])
_WIDTH = Mm(layout.PAGE_WIDTH - MEASURES["left"] - MEASURES["right"])
_COVER_TITLE, _COVER_CELL, _CELL = Pt(36), SIZE_3, Pt(12)


def sheet_word(sheet: Sheet) -> bytes:
    """The paper as .docx; equal papers give equal bytes."""
    document: WordDocument = Document()
    _page(document, sheet)
    _head(document, sheet)
    for block in sheet.blocks:
        match block:
            case Text(text):
                _line(document, text, indent=2)
            case Labelled(label, text, lines):
                _labelled(document, label, text, lines)
            case Ruled(lines):
                _ruled(document, lines)
            case Frame():
                _frame(document, block, is_cover=sheet.is_cover)
            case Grid():
                _grid(document, block)
            case Signatures():
                _signatures(document, block)
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue())


def _page(document: WordDocument, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(MEASURES["top"]), Mm(MEASURES["bottom"])
    section.left_margin, section.right_margin = Mm(MEASURES["left"]), Mm(MEASURES["right"])
    section.header_distance, section.footer_distance = Mm(14), Mm(12)
    set_cell(section.header.paragraphs[0], sheet.notice, KAI, CENTER, MARK)
    _page_numbers(section.footer.paragraphs[0])
    properties = document.core_properties
    moment = datetime(*sheet.dated.timetuple()[:3])  # noqa: DTZ001  Word keeps a naive moment
    properties.title, properties.author, properties.comments = sheet.title, "", ""
    properties.created = properties.modified = moment


def _page_numbers(paragraph: Paragraph) -> None:
    """第 1 页，共 2 页, by fields that Word fills."""
    paragraph.alignment = CENTER
    for text, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", "")):
        set_face(paragraph.add_run(text), SONG, SIZE_5)
        if field:
            run = paragraph.add_run()
            set_face(run, SONG, SIZE_5)
            for kind in ("begin", "", "end"):
                part = element("w:fldChar", fldCharType=kind) if kind else element("w:instrText")
                part.text = None if kind else field
                run._element.append(part)


def _head(document: WordDocument, sheet: Sheet) -> None:
    size = _COVER_TITLE if sheet.is_cover else SIZE_2
    for _ in range(2 * sheet.is_cover):
        _line(document, "")
    if sheet.office:
        office = _line(document, sheet.office, BLACK if sheet.is_cover else BODY, SIZE_3)
        office.alignment = CENTER
    title = _line(document, sheet.title, TITLE, size, style="Title")
    unruled(title)
    title.alignment = CENTER
    title.paragraph_format.line_spacing = Pt(size.pt * 1.5)
    if sheet.number:
        number = _line(document, sheet.number)
        number.alignment = CENTER if sheet.is_cover else RIGHT
    _line(document, "").paragraph_format.line_spacing = Pt(_LINE.pt * (3 if sheet.is_cover else 0.4))


def _line(
    document: WordDocument,
    text: str,
    face: str = BODY,
    size: Length = SIZE_4,
    *,
    indent: int = 0,
    style: str = "Normal",
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing, shape.line_spacing_rule = _LINE, WD_LINE_SPACING.EXACTLY
    shape.first_line_indent = size * indent
    paragraph.alignment = JUSTIFY
    if text:
        set_face(paragraph.add_run(text), face, size)
    return paragraph


def _labelled(document: WordDocument, label: str, text: str, lines: int) -> None:
    paragraph = _line(document, label and f"{label}：", BLACK)
    paragraph.alignment = LEFT
    if text:
        set_face(paragraph.add_run(text), BODY, SIZE_4)
        return
    _leader(paragraph, _WIDTH)
    paragraph.add_run("\t")
    _ruled(document, lines - 1)


def _ruled(document: WordDocument, lines: int) -> None:
    for _ in range(lines):
        paragraph = _line(document, "")
        _leader(paragraph, _WIDTH)
        paragraph.add_run("\t")


def _leader(paragraph: Paragraph, until: int) -> None:
    """A line to write on, as far as `until` from the left margin."""
    paragraph.alignment = LEFT
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(until), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _frame(document: WordDocument, frame: Frame, *, is_cover: bool) -> None:
    table = _table(document, len(frame.rows), frame.shares)
    size = _COVER_CELL if is_cover else _CELL
    for made, row in zip(table.rows, frame.rows, strict=True):
        made.height = Length(int(_LINE * max(cell.lines for cell in row) + Pt(16 if is_cover else 6)))
        place = 0
        for cell in row:
            kept = made.cells[place]
            if cell.span > 1:
                kept = kept.merge(made.cells[place + cell.span - 1])
            _fill(kept.paragraphs[0], cell, size)
            kept._tc.get_or_add_tcPr().append(element("w:vAlign", val="center"))
            place += cell.span


def _fill(paragraph: Paragraph, cell: Cell, size: Length) -> None:
    face, align = (BLACK, CENTER) if cell.label else (SONG, LEFT)
    set_cell(paragraph, cell.text, face, align, size=size)


def _grid(document: WordDocument, grid: Grid) -> None:
    table = _table(document, len(grid.rows) + 1, grid.shares or (1,) * len(grid.heads))
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for made, (row, is_head) in zip(
        table.rows, ((grid.heads, True), *((row, False) for row in grid.rows)), strict=True
    ):
        made._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for kept, text in zip(made.cells, row, strict=True):
            _fill(kept.paragraphs[0], Cell(text, label=is_head), _CELL)


def _table(document: WordDocument, rows: int, shares: tuple[int, ...]) -> Table:
    table = document.add_table(rows=rows, cols=len(shares))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    # Word asks each cell for its width, other programs the column.
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(_WIDTH * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width
    return table


def _signatures(document: WordDocument, block: Signatures) -> None:
    """A line for each who signs; the seal's body centred over its day. All keep together, and with the words above."""
    made = [_room(document)]
    for signer in block.signers:
        paragraph = _line(document, signer.text)
        paragraph.paragraph_format.line_spacing = Pt(_LINE.pt * 1.5)
        _leader(paragraph, _WIDTH - Mm(55))
        paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        set_face(paragraph.add_run(f"\t\t{day_or_room(signer.day)}"), BODY, SIZE_4)
        made.append(paragraph)
    if block.sealed_by:
        made += [_room(document), _room(document)]
        for text, size in (
            (block.sealed_by, SIZE_4),
            ("（加盖印章）", SIZE_5),
            (day_or_room(block.sealed_date), SIZE_4),
        ):
            paragraph = _line(document, text, size=size)
            paragraph.alignment = CENTER
            paragraph.paragraph_format.left_indent = Length(_WIDTH // 2)
            made.append(paragraph)
    for paragraph in made[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    above = made[0]._p.getprevious()
    for _ in range(KEPT_ABOVE):
        if above is not None and above.tag == qn("w:p"):
            Paragraph(above, made[0]._parent).paragraph_format.keep_with_next = True
            above = above.getprevious()


def _room(document: WordDocument) -> Paragraph:
    return _line(document, "")
