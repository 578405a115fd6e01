"""
The measures of GB/T 9704-2012 (党政机关公文格式), for every renderer.

Lengths in millimetres, sizes and pitches in points (1 pt = 25.4/72 mm).
"""

MM = 72 / 25.4
"""Points in a millimetre."""

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, INNER = 37.0, 28.0
"""天头 and 订口."""
TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
"""版心."""
BOTTOM, OUTER = PAGE_HEIGHT - TOP - TYPE_HEIGHT, PAGE_WIDTH - INNER - TYPE_WIDTH

LINES, CHARACTERS = 22, 28
LINE_PITCH = TYPE_HEIGHT * MM / LINES
CHARACTER_PITCH = TYPE_WIDTH * MM / CHARACTERS

SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
"""二号, 三号, 四号."""

MARK_TOP = 35.0
"""From the upper edge of the type area to that of the 发文机关标志."""
MARK_LARGEST, MARK_SMALLEST = 48.0, 22.0
RED_RULE_GAP = 4.0
"""From the 发文字号 to the red rule."""
RED_RULE = 0.7
FOOTER_GAP = 7.0
"""From the lower edge of the type area to the dashes of the page number."""
THICK_RULE, THIN_RULE = 0.35, 0.25
"""Rules of the 版记: first and last, those between."""
RED = "FF0000"


def mark_size(characters: int) -> float:
    """
    Size in points of a 发文机关标志 of so many characters: as large as one line holds, within bounds.

    The standard asks for 醒目、美观、庄重 and gives no number.
    """
    return max(MARK_SMALLEST, min(MARK_LARGEST, int(TYPE_WIDTH * MM / max(characters, 1))))


def measures() -> dict[str, float | str]:
    """All measures by name in small letters, for a renderer that is not Python."""
    return {name.lower(): value for name, value in globals().items() if name.isupper()}
