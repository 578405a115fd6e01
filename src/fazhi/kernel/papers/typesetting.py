"""
Setting text in Word: faces, cells, page numbers, and an archive that is the same for the same content.

Fonts are named, not shipped: 方正小标宋简体, 黑体, 楷体_GB2312, 仿宋_GB2312 lie on every official's machine.
"""

import io
import zipfile
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from fazhi.kernel.papers import layout

TITLE, BLACK, KAI, BODY, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_5, SIZE_SMALL = Pt(22), Pt(16), Pt(14), Pt(10.5), Pt(8)
TYPE_AREA = Mm(layout.TYPE_WIDTH)
INK, MARK = RGBColor(0, 0, 0), RGBColor(0x8A, 0x5A, 0x00)
_FIXED = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, **attributes: object) -> BaseOxmlElement:
    """An element of the namespace `w`, as element("w:jc", val="both")."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_face(run: Run, face: str, size: Length, colour: RGBColor = INK) -> None:
    """Word asks the East Asian face for Chinese; without it the name is ignored."""
    run.font.name = face
    run.font.size = size
    run.font.bold = False
    run.font.italic = False
    run.font.color.rgb = colour
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def set_cell(
    paragraph: Paragraph, text: str, face: str, align: WD_ALIGN_PARAGRAPH, colour: RGBColor = INK, size: Length = SIZE_5
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    set_face(paragraph.add_run(text), face, size, colour)


def page(section: Section) -> None:
    """A4 with the margins of the standard."""
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.INNER), Mm(layout.OUTER)
    section.footer_distance, section.header_distance = Mm(26), Mm(20)


def heads_and_feet(document: WordDocument, mark: str) -> None:
    """`mark` in the head of every page; page numbers on the right of odd pages, on the left of even ones."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        set_cell(header.paragraphs[0], mark, KAI, WD_ALIGN_PARAGRAPH.CENTER, MARK)
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        page_number(footer.paragraphs[0], align)


def page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, in 4号 宋体, one character in from the edge. Source: GB/T 9704-2012, 7.5."""
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE_4
    set_face(paragraph.add_run("— "), SONG, SIZE_4)
    run = paragraph.add_run()
    set_face(run, SONG, SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        field = element("w:fldChar", fldCharType=kind) if kind else element("w:instrText")
        field.text = text or None
        run._element.append(field)
    set_face(paragraph.add_run(" —"), SONG, SIZE_4)


def ruled_table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Sequence[tuple[Sequence[str], str]],
    *,
    left: Sequence[int],
    shares: Sequence[int],
    size: Length = SIZE_5,
) -> Table:
    """
    A table across the type area; its heads are repeated on each page, no row is broken.

    rows    cells and the row's face
    left    which columns are set left; the rest are numbers, set right
    shares  the columns' shares of the width
    """
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        set_cell(cell.paragraphs[0], text, BLACK, WD_ALIGN_PARAGRAPH.CENTER, size=size)
    _mark_row(table.rows[0]._tr, "w:tblHeader")
    for row, face in rows:
        made = table.add_row()
        _mark_row(made._tr, "w:cantSplit")
        for place, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
            align = WD_ALIGN_PARAGRAPH.LEFT if place in left else WD_ALIGN_PARAGRAPH.RIGHT
            set_cell(cell.paragraphs[0], text, face, align, size=size)
    set_widths(table, shares)
    return table


def set_widths(table: Table, shares: Sequence[int]) -> None:
    """Word asks each cell for its width, other programs the column."""
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(layout.TYPE_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def narrow_margins(table: Table) -> None:
    """Cells with hardly any space left and right of their text."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=30, type="dxa"))
    table._tbl.tblPr.append(margins)


def _mark_row(row: CT_Row, name: str) -> None:
    row.get_or_add_trPr().append(element(name))


def unruled(paragraph: Paragraph) -> None:
    """Take Word's own line under a title away."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="nil"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def fixed_archive(data: bytes) -> bytes:
    """The same archive with sorted members and a fixed time, so that equal content is equal bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return archive({name: source.read(name) for name in source.namelist()})


def archive(members: dict[str, bytes]) -> bytes:
    """An Office file of these members, in one order and with one time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, members[name])
    return out.getvalue()
