"""
A case file bound into one PDF 案卷: cover, contents, the papers with the attached files at their places, closing sheet.

Pages are numbered through from the first paper to the last; cover, contents and closing sheet bear no number, as archives
have it (DA/T 22, 归档文件整理规则).
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.compiling import font_folders, marked, pdf_of
from fazhi.kernel.papers.fonts import FACES, chosen
from fazhi.kernel.papers.official import Grid, Text
from fazhi.kernel.papers.scans import Scan, pictures_of
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Ruled, Sheet, SheetBlock, Signatures, day_or_room
from fazhi.kernel.papers.terms import MediaType

MEASURES: dict[str, float] = {
    "page_width": layout.PAGE_WIDTH,
    "page_height": layout.PAGE_HEIGHT,
    "top": 25.0,
    "left": 30.0,  # the side that is bound
    "bottom": 22.0,
    "right": 22.0,
    "size": layout.SIZE_4,
    "pitch": 24.0,
}
"""Margins in millimetres, size and pitch of the text in points."""

KEPT_ABOVE = 2
"""How many paragraphs stay with the signatures below them: they must not stand on a page without words of the paper."""


@dataclass(frozen=True)
class Part:
    """One entry of the contents: papers that the system made, and files set in behind them."""

    title: str
    sheets: tuple[Sheet, ...] = ()
    scans: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class Paging:
    """Where each part begins, counted from 1, and the number of the last page."""

    starts: tuple[int, ...]
    last: int


@dataclass(frozen=True)
class Volume:
    """
    A case file before it is bound.

    parts    in order; each has at least one page
    front    cover and contents, once it is known where the parts begin
    closing  the closing sheet 备考表, the same way
    dated    the only date in the file's properties
    """

    title: str
    parts: tuple[Part, ...]
    front: Callable[[Paging], tuple[Sheet, ...]]
    closing: Callable[[Paging], Sheet]
    dated: date
    notice: str = ""


@dataclass(frozen=True)
class Bound:
    """The PDF, and where its parts begin."""

    pdf: bytes
    paging: Paging

    @property
    def pages(self) -> int:
        """Numbered pages."""
        return self.paging.last


def bind(volume: Volume, *, fonts: Path | None = None) -> Bound:
    """
    The volume as PDF/A-2a; equal volumes and equal fonts give equal bytes.

    fonts  a folder of the bureau's own licensed fonts, preferred to the shipped ones; it need not exist

    Raises FaceMissing, GlyphMissing, PaperIncomplete, and FileUnreadable for an attached file that can't be drawn.
    """
    folders = font_folders(fonts)
    with tempfile.TemporaryDirectory() as folder:
        source = _template(Path(folder))
        parts = [_leaves(part, volume, Path(folder), number) for number, part in enumerate(volume.parts)]
        data = _frame(volume.title, volume.dated, volume.notice, folders) | {"bound": True, "parts": parts}
        bare = data | {"front": [], "back": None}
        starts = tuple(mark["page"] for mark in marked(source, bare, folders, label="part"))
        (last,) = marked(source, bare, folders, label="last")
        paging = Paging(starts, last)
        whole = data | {
            "front": [_sheet(sheet) for sheet in volume.front(paging)],
            "back": _sheet(volume.closing(paging)),
        }
        return Bound(pdf_of(source, whole, folders, dated=volume.dated), paging)


def sheet_pdf(sheet: Sheet, *, fonts: Path | None = None) -> bytes:
    """One paper alone as PDF/A-2a, its pages numbered by itself; otherwise as `bind`."""
    folders = font_folders(fonts)
    with tempfile.TemporaryDirectory() as folder:
        source = _template(Path(folder))
        data = _frame(sheet.title, sheet.dated, sheet.notice, folders) | {"bound": False, "front": [_sheet(sheet)]}
        return pdf_of(source, data, folders, dated=sheet.dated)


def _template(folder: Path) -> Path:
    """A copy of the template beside which pictures may lie: Typst reads nothing from outside its root."""
    source = folder / "sheet.typ"
    source.write_bytes(resources.files("fazhi.kernel.papers").joinpath("sheet.typ").read_bytes())
    return source


def _frame(title: str, dated: date, notice: str, folders: Sequence[Path]) -> dict[str, Any]:
    return {
        "title": title,
        "date": dated.timetuple()[:3],
        "notice": notice,
        "layout": MEASURES,
        "faces": chosen(FACES, folders),
    }


def _leaves(part: Part, volume: Volume, folder: Path, number: int) -> list[dict[str, Any]]:
    """A part's papers, then its files; one that can't be printed has a sheet in its place."""
    leaves = [_sheet(sheet) for sheet in part.sheets]
    for order, scan in enumerate(part.scans):
        if not scan.is_printable:
            leaves.append(_sheet(_slip(scan, volume)))
            continue
        for page, picture in enumerate(pictures_of(scan), 1):
            name = f"{number}-{order}-{page}{picture.suffix}"
            (folder / name).write_bytes(picture.content)
            leaves.append({"kind": "scan", "file": name, "title": scan.title})
    return leaves


def _slip(scan: Scan, volume: Volume) -> Sheet:
    """What stands for a file that has no pages: its name, kind, size and digest."""
    rows = (
        ("材料名称", scan.title),
        ("文件名", scan.name),
        ("类型", MediaType(scan.media_type).label),
        ("大小", f"{len(scan.content):,} 字节"),
        ("内容摘要", " ".join(scan.sha256[start : start + 8] for start in range(0, len(scan.sha256), 8))),
    )
    frame = Frame((1, 3), tuple((Cell(label, label=True), Cell(text)) for label, text in rows))
    told = Text("本件是电子文件，没有版式，不印入卷宗。原件按上列内容摘要保存在系统中，可以凭摘要核对。")
    return Sheet("电子文件附页", (frame, told), volume.dated, notice=volume.notice)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    """What the template reads, as plain JSON."""
    blocks = [_plain(block) for block in sheet.blocks]
    for place, block in enumerate(blocks):
        if block["kind"] == "signatures":
            for above in blocks[max(0, place - KEPT_ABOVE) : place]:
                above["sticky"] = True
    return {
        "kind": "sheet",
        "title": sheet.title,
        "office": sheet.office,
        "number": sheet.number,
        "is_cover": sheet.is_cover,
        "blocks": blocks,
    }


def _plain(block: SheetBlock) -> dict[str, Any]:
    match block:
        case Text():
            return asdict(block) | {"kind": "text", "sticky": False}
        case Labelled():
            return asdict(block) | {"kind": "labelled", "sticky": False}
        case Ruled():
            return asdict(block) | {"kind": "ruled"}
        case Grid():
            return asdict(block) | {"kind": "table", "shares": block.shares or (1,) * len(block.heads)}
        case Frame():
            return asdict(block) | {"kind": "frame"}
        case Signatures():
            signers = [{"text": one.text, "day": day_or_room(one.day)} for one in block.signers]
            sealed_day = day_or_room(block.sealed_date)
            return {"kind": "signatures", "signers": signers, "sealed_by": block.sealed_by, "sealed_day": sealed_day}
