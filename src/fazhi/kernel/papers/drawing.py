"""Drawings for Word: the same SVG that a page shows, as PNG."""

import re
import tempfile
from pathlib import Path

import typst

from fazhi.kernel.papers.errors import FaceMissing
from fazhi.kernel.papers.fonts import SHIPPED, shipped_folder

_SOURCE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg", width: {width}pt)\n'


def png_of(svg: str, *, width_points: int = 440, ppi: int = 200) -> bytes:
    """
    Render an SVG with the fonts that the system ships, never the machine's own, so that every machine prints the same.

    Raises FaceMissing if a face that the drawing names is not among them (Typst would print boxes).
    """
    require_faces(svg)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "chart.svg").write_text(svg, encoding="utf-8")
        source = root / "chart.typ"
        source.write_text(_SOURCE.replace("{width}", str(width_points)), encoding="utf-8")
        png, warnings = typst.compile_with_warnings(
            source, root=root, format="png", ppi=ppi, font_paths=[shipped_folder()], ignore_system_fonts=True
        )
    if warnings:
        raise FaceMissing(tuple(str(warning) for warning in warnings))
    if not isinstance(png, bytes):
        raise TypeError("a chart has one page")
    return png


def require_faces(svg: str) -> None:
    """Raise FaceMissing for a face that isn't shipped: inside an SVG, Typst puts another face in place of a missing one and says nothing."""
    families = re.findall(r'font-family[=:]\s*["\']?([^"\';>]+)', svg)
    missing = {first for first in (family.split(",")[0].strip() for family in families) if first not in SHIPPED}
    if missing:
        raise FaceMissing(tuple(sorted(missing)))
