"""The grid of an official paper in Word: its measures in Word's units, and one line on it."""

import math

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.typesetting import BODY, INK, SIZE_3, set_face

LINE_TWIPS = math.floor(layout.LINE_PITCH * 20)
"""Whole twips (1/20 pt), downwards, so that 22 lines fit."""
CHARACTER_SPACE = math.floor((layout.CHARACTER_PITCH - layout.SIZE_3) * 4096)
"""What each character of 三号 is set closer, in 1/4096 pt, downwards, so that 28 fit."""
TIGHTER = math.ceil((layout.SIZE_3 - layout.CHARACTER_PITCH) * 20) + 1
"""The same in whole twips; one more, because LibreOffice rounds each character and would set 27."""
LINE = Twips(LINE_TWIPS)
CHARACTER = Pt(layout.CHARACTER_PITCH)
RED = RGBColor.from_string(layout.RED)
LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def line(
    document: WordDocument,
    text: str,
    face: str = BODY,
    size: Length = SIZE_3,
    *,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    indent: int = 2,
    style: str = "Normal",
    colour: RGBColor = INK,
) -> Paragraph:
    """One paragraph on the grid of lines; `indent` in characters of the first line."""
    paragraph = document.add_paragraph(style=style)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing, shape.line_spacing_rule = LINE, WD_LINE_SPACING.EXACTLY
    if indent:
        shape.first_line_indent = CHARACTER * indent
        # Word reckons this one in characters of the grid; the length is for programs that don't.
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(indent * 100))
    paragraph.alignment = align
    if text:
        set_face(paragraph.add_run(text), face, size, colour)
    return paragraph
