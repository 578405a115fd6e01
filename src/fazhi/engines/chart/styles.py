"""Colours: classes on a page, presentation attributes where a chart stands alone."""

SERIES_CLASSES = ("f1", "f3", "f2")
FONT = "Noto Sans SC"
_ALONE = {
    "f1": 'fill="#0d5a6c"',
    "f2": 'fill="#7f8b90"',
    "f3": 'fill="#bcd6da" stroke="#428492"',
    "ax": 'stroke="#dbe0e1" stroke-width="1"',
    "ax0": 'stroke="#6f7b80" stroke-width="1"',
    "mid": 'text-anchor="middle" fill="#4c585d"',
    "end": 'text-anchor="end" fill="#4c585d"',
    "start": 'fill="#4c585d"',
}


def style_of(place: int) -> str:
    """The colour of the series at `place`, from 0."""
    return SERIES_CLASSES[place % len(SERIES_CLASSES)]


def mark(style: str, standalone: bool) -> str:
    """The attributes that give a shape its style."""
    return _ALONE[style] if standalone else f'class="{style}"'
