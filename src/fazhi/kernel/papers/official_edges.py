"""版头 and 版记 of an official paper in Word: what stands above and below the text."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.official import OfficialPaper
from fazhi.kernel.papers.official_lines import CENTER, CHARACTER, LEFT, LINE, LINE_TWIPS, RED, RIGHT, line
from fazhi.kernel.papers.typesetting import BLACK, BODY, KAI, SIZE_3, SIZE_4, TITLE, element, set_face, set_widths


def red_head(document: WordDocument, paper: OfficialPaper) -> None:
    """版头: marks, issuers in red, number (and 签发人 beside it), red rule."""
    for text in paper.marks:
        line(document, text, BLACK, indent=0)
    before = Length(Pt(layout.MARK_TOP * layout.MM) - LINE * len(paper.marks))
    if len(paper.issuers) == 1:
        _one_mark(document, paper.issuers[0] + paper.mark_word, before)
    else:
        _joint_mark(document, paper, before)
    for _ in range(2):
        line(document, "")
    _number_line(document, paper)


def _one_mark(document: WordDocument, text: str, before: Length) -> None:
    size = layout.mark_size(len(text))
    mark = line(document, text, TITLE, Pt(size), align=CENTER, indent=0, colour=RED)
    mark.paragraph_format.space_before = before
    mark.paragraph_format.line_spacing = Pt(size * 1.2)


def _joint_mark(document: WordDocument, paper: OfficialPaper, before: Length) -> None:
    """联合行文: the names below each other, spread to one width; 文件 to their right, half-way down."""
    space = line(document, "", indent=0)
    space.paragraph_format.line_spacing = before
    columns = 2 if paper.mark_word else 1
    table = document.add_table(rows=len(paper.issuers), cols=columns)
    longest = max(len(name) for name in paper.issuers)
    size = layout.mark_size(longest + len(paper.mark_word) + 1) * 0.8
    for row, name in zip(table.rows, paper.issuers, strict=True):
        _mark_cell(row.cells[0], name, size, WD_ALIGN_PARAGRAPH.DISTRIBUTE)
    if paper.mark_word:
        right = table.columns[1].cells
        merged = right[0].merge(right[-1])
        merged._tc.get_or_add_tcPr().append(element("w:vAlign", val="center"))
        _mark_cell(merged, paper.mark_word, size, LEFT)
        set_widths(table, (longest, len(paper.mark_word) + 1))


def _mark_cell(cell: _Cell, text: str, size: float, align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(size * 1.3)
    set_face(paragraph.add_run(text), TITLE, Pt(size), RED)


def _number_line(document: WordDocument, paper: OfficialPaper) -> None:
    """发文字号 in the middle; to a superior on the left, with 签发人 on the right, two to a line."""
    if not paper.signers:
        made = line(document, paper.number, align=CENTER, indent=0)
    else:
        pairs = ["　".join(paper.signers[place : place + 2]) for place in range(0, len(paper.signers), 2)]
        for place, names in enumerate(pairs):
            last = place == len(pairs) - 1
            made = line(document, "　" + paper.number if last else "", align=LEFT, indent=0)
            made.paragraph_format.tab_stops.add_tab_stop(_signers_from(pairs))
            set_face(made.add_run("\t" + ("签发人：" if place == 0 else "　　　　")), BODY, SIZE_3)
            set_face(made.add_run(names), KAI, SIZE_3)
    _red_rule(made)


def _signers_from(pairs: Sequence[str]) -> Length:
    """Where 签发人 begins, so that its longest line ends one character from the right edge."""
    return Length(CHARACTER * (layout.CHARACTERS - 1 - 4 - max(len(names) for names in pairs)))


def _red_rule(paragraph: Paragraph) -> None:
    """版头分隔线, 4 mm below the number."""
    borders = element("w:pBdr")
    size, space = round(layout.RED_RULE * layout.MM * 8), round(layout.RED_RULE_GAP * layout.MM)
    borders.append(element("w:bottom", val="single", sz=size, space=space, color=layout.RED))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")


def imprint(document: WordDocument, paper: OfficialPaper) -> None:
    """
    版记 at the foot of the last page: a table that floats to the lower edge of the type area.

    LibreOffice before 7.6 leaves a floating table of the full width where the text ends; Word and WPS float it.
    """
    rows = [(f"抄送：{paper.copied}", "")] * bool(paper.copies) + [(paper.printer, paper.printed)] * bool(paper.printer)
    table = document.add_table(rows=len(rows), cols=2)
    table.autofit = False
    _float(table)
    set_widths(table, (1, 1))
    for row, (left, right) in zip(table.rows, rows, strict=True):
        if right:
            _imprint_cell(row.cells[0], left, LEFT)
            _imprint_cell(row.cells[1], right, RIGHT)
        else:
            shape = _imprint_cell(row.cells[0].merge(row.cells[1]), left, LEFT).paragraph_format
            shape.left_indent, shape.first_line_indent = SIZE_4 * 4, -SIZE_4 * 3
    # Word asks for a paragraph after a table; this one takes no room.
    line(document, "", indent=0).paragraph_format.line_spacing = Pt(1)


def _imprint_cell(cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing, shape.line_spacing_rule = Pt(24), WD_LINE_SPACING.EXACTLY
    shape.left_indent = shape.right_indent = SIZE_4
    set_face(paragraph.add_run(text), BODY, SIZE_4)
    return paragraph


def _float(table: Table) -> None:
    """To the lower edge of the type area; thick rules first and last, a thin one between, none at the sides."""
    thick, thin = (round(width * layout.MM * 8) for width in (layout.THICK_RULE, layout.THIN_RULE))
    place = element("w:tblpPr", topFromText=LINE_TWIPS, vertAnchor="margin", horzAnchor="margin")
    for name, value in (("tblpXSpec", "center"), ("tblpYSpec", "bottom")):
        place.set(qn(f"w:{name}"), value)
    borders = element("w:tblBorders")
    for side, size in (("top", thick), ("bottom", thick), ("insideH", thin)):
        borders.append(element(f"w:{side}", val="single", sz=size, space=0, color="000000"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    properties = table._tbl.tblPr
    properties.insert_element_before(place, "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    properties.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")
