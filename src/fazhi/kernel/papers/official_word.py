"""
An official paper as a Word file, set by GB/T 9704-2012: 22 lines of 28 characters on a grid that Word itself keeps.

The same paper gives the same bytes: no clock, fixed times and order in the archive.
"""

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.official import Annex, Block, Grid, Heading, OfficialPaper, Text, day_text, numbered, width_of
from fazhi.kernel.papers.official_edges import imprint, red_head
from fazhi.kernel.papers.official_lines import (
    CENTER,
    CHARACTER,
    CHARACTER_SPACE,
    JUSTIFY,
    LEFT,
    LINE_TWIPS,
    RIGHT,
    TIGHTER,
    line,
)
from fazhi.kernel.papers.typesetting import (
    BLACK,
    BODY,
    KAI,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SONG,
    TITLE,
    element,
    fixed_archive,
    heads_and_feet,
    page,
    ruled_table,
    unruled,
)

_LEVELS = {1: BLACK, 2: KAI, 3: BODY, 4: BODY}


def official_word(paper: OfficialPaper) -> bytes:
    """
    The paper as .docx; equal papers give equal bytes.

    Raises PaperIncomplete if a level of its headings is skipped, or if a red head has no number.
    """
    paper.require_number()
    document: WordDocument = Document()
    _base(document, paper)
    if paper.red_head:
        red_head(document, paper)
    _title(document, paper.lines, blank_before=2 if paper.red_head else 0)
    if paper.addressed:
        line(document, paper.addressed, indent=0)
    _body(document, paper.body)
    _attachment_note(document, paper.attachment_titles)
    _signature(document, paper)
    for text in paper.footnotes:
        line(document, text)
    for place, annex in enumerate(paper.annexes, 1):
        _annex(document, annex, paper.annex_label(place))
    if paper.has_imprint:
        imprint(document, paper)
    out = io.BytesIO()
    document.save(out)
    return fixed_archive(out.getvalue())


def _base(document: WordDocument, paper: OfficialPaper) -> None:
    """Page, grid, the style that the grid is reckoned from, properties without an author."""
    section = document.sections[0]
    page(section)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("w:docGrid", type="linesAndChars", linePitch=LINE_TWIPS, charSpace=CHARACTER_SPACE))
    _normal(document)
    heads_and_feet(document, paper.notice)
    properties = document.core_properties
    moment = datetime(*paper.sealed_date.timetuple()[:3])  # noqa: DTZ001  Word keeps a naive moment
    properties.title, properties.author, properties.comments = paper.title, "", ""
    properties.created = properties.modified = moment


def _normal(document: WordDocument) -> None:
    """
    正文 in 三号仿宋, 28 characters to a line by their spacing, no page shortened for a widow.

    LibreOffice gives a character that is wider than its cell two cells, so the cells of the grid stand in the section and
    the characters come to their places by themselves: 28 however a program reads the grid.
    """
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, SIZE_3
    letters, lines = style.element.get_or_add_rPr(), style.element.get_or_add_pPr()
    letters.get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    for item in (element("w:snapToGrid", val="0"), element("w:spacing", val=-TIGHTER)):
        letters.insert_element_before(item, "w:sz")
    letters.append(element("w:lang", val="zh-CN", eastAsia="zh-CN"))
    for name in ("w:widowControl", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        lines.insert_element_before(element(name, val="0"), "w:spacing", "w:ind", "w:jc")


def _title(document: WordDocument, lines: Sequence[str], *, blank_before: int) -> None:
    for _ in range(blank_before):
        line(document, "")
    for text in lines:
        made = line(document, text, TITLE, SIZE_2, align=CENTER, indent=0, style="Title")
        unruled(made)
        made.paragraph_format.line_spacing = Pt(layout.SIZE_2 * 1.4)
    line(document, "")


def _body(document: WordDocument, body: Sequence[Block]) -> None:
    for block in numbered(body):
        match block:
            case Heading(text, level):
                made = line(document, text, _LEVELS[level], style=f"Heading {level}")
                made.paragraph_format.keep_with_next = True
            case Text(text):
                line(document, text, align=JUSTIFY)
            case Grid():
                _grid(document, block)


def _grid(document: WordDocument, grid: Grid) -> None:
    if grid.caption:
        line(document, grid.caption, BLACK, SIZE_4, align=CENTER, indent=0).paragraph_format.keep_with_next = True
    shares = grid.shares or (1,) * len(grid.heads)
    rows = [(row, SONG) for row in grid.rows]
    ruled_table(document, grid.heads, rows, left=range(len(grid.heads)), shares=shares, size=Pt(12))


def _attachment_note(document: WordDocument, titles: Sequence[tuple[str, str]]) -> None:
    """附件说明, one line below the text; a long title goes on under its own first character."""
    if titles:
        line(document, "")
    for place, (number, title) in enumerate(titles):
        lead = "附件：" if place == 0 else ""
        made = line(document, lead + number + title, align=LEFT, indent=0)
        numbers = width_of(number)
        made.paragraph_format.left_indent = Length(round(CHARACTER * (5 + numbers)))
        made.paragraph_format.first_line_indent = Length(round(-CHARACTER * (numbers + len(lead))))


def _signature(document: WordDocument, paper: OfficialPaper) -> None:
    """
    署名 centred over 成文日期, which ends four characters from the right edge: the seal covers both.

    Source: GB/T 9704-2012, 7.3.5.1.
    """
    # A seal should not stand on a page without text of the paper.
    if paper.attachment_titles or paper.ends_short:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for _ in range(2):
        line(document, "").paragraph_format.keep_with_next = True
    day = day_text(paper.sealed_date)
    for text in paper.issuers:
        made = line(document, text, align=RIGHT, indent=0)
        made.paragraph_format.right_indent = Length(round(CHARACTER * max(0, 4 + (width_of(day) - width_of(text)) / 2)))
        made.paragraph_format.keep_with_next = True
    line(document, day, align=RIGHT, indent=0).paragraph_format.right_indent = CHARACTER * 4


def _annex(document: WordDocument, annex: Annex, label: str) -> None:
    """附件 on a page of its own: its number at the upper left, its title on the third line."""
    head = line(document, label, BLACK, indent=0)
    head.paragraph_format.page_break_before = True
    line(document, "")
    _title(document, (annex.title,), blank_before=0)
    _body(document, annex.body)
