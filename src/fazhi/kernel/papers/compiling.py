"""Typst templates with data, made into PDF: the same for official papers and reports."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import typst

from fazhi.kernel.papers.errors import FaceMissing, GlyphMissing

STANDARD: Final = "a-2a"
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed with font `"(.*)"`', re.DOTALL)


def compiled(template: Traversable, data: dict[str, Any], *, folders: Sequence[Path], day: date) -> bytes:
    """
    The template's PDF/A-2a; equal data, day and fonts give equal bytes.

    data     what the template reads as JSON from `sys.inputs.paper`
    folders  the only fonts there are
    day      the only date in it

    Raises FaceMissing, or GlyphMissing for a character that no face has.
    """
    moment = datetime(*day.timetuple()[:3], tzinfo=UTC)
    with resources.as_file(template) as source:
        try:
            pdf, warnings = typst.compile_with_warnings(
                source,
                root=source.parent,
                format="pdf",
                font_paths=[*folders],
                ignore_system_fonts=True,
                sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
                pdf_standards=[STANDARD],
                timestamp=int(moment.timestamp()),
            )
        except typst.TypstError as error:
            found = _NO_GLYPH.search(error.message)
            if found is None:
                raise
            raise GlyphMissing(*found.groups()) from error
    if warnings:
        raise FaceMissing(tuple(str(warning) for warning in warnings))
    assert isinstance(pdf, bytes)  # a PDF is one file
    return pdf
