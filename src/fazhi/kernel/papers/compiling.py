"""Typst at work: a template of this room and plain data in, PDF/A-2a out, and nothing silently missing."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import typst

from fazhi.kernel.papers.errors import FaceMissing, GlyphMissing
from fazhi.kernel.papers.fonts import shipped_folder

STANDARD: Final = "a-2a"
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed with font `"(.*)"`', re.DOTALL)


def font_folders(fonts: Path | None) -> list[Path]:
    """The shipped faces, and the bureau's own folder where there is one."""
    return [shipped_folder(), *([fonts] if fonts and fonts.is_dir() else [])]


def pdf_of(source: Path, data: Mapping[str, Any], folders: Sequence[Path], *, dated: date) -> bytes:
    """
    Set `data` by the template `source`; equal data, fonts and files beside it give equal bytes.

    dated  the only date in the file

    Raises FaceMissing, GlyphMissing for a character that no face has, and TypstError for a fault of the template.
    """
    try:
        pdf, warnings = typst.compile_with_warnings(
            source,
            root=source.parent,
            format="pdf",
            font_paths=[*folders],
            ignore_system_fonts=True,
            sys_inputs=_inputs(data),
            pdf_standards=[STANDARD],
            timestamp=int(datetime(*dated.timetuple()[:3], tzinfo=UTC).timestamp()),
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


def marked(source: Path, data: Mapping[str, Any], folders: Sequence[Path], *, label: str) -> list[Any]:
    """The values of the metadata that the template has set under `label`, in order, as they stand when it is laid out."""
    found = typst.query(
        source,
        f"<{label}>",
        field="value",
        root=source.parent,
        font_paths=[*folders],
        ignore_system_fonts=True,
        sys_inputs=_inputs(data),
    )
    return list(json.loads(found))


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"paper": json.dumps(data, ensure_ascii=False)}
