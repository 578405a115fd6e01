"""
An official paper as a PDF, set by Typst with the measures of `layout`.

The words go in as data, never into markup. PDF/A-2a: fonts inside, tagged, and no character without a shape.
"""

from collections.abc import Sequence
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from fazhi.kernel.papers import layout
from fazhi.kernel.papers.compiling import font_folders, pdf_of
from fazhi.kernel.papers.fonts import FACES, chosen
from fazhi.kernel.papers.official import Block, Grid, Heading, OfficialPaper, day_text, numbered


def official_pdf(paper: OfficialPaper, *, fonts: Path | None = None) -> bytes:
    """
    The paper as PDF/A-2a; equal papers and equal fonts give equal bytes.

    fonts  a folder of the bureau's own licensed fonts, preferred to the shipped ones; it need not exist

    Raises PaperIncomplete as `official_word` does, FaceMissing, or GlyphMissing for a character that no face has.
    """
    paper.require_number()
    folders = font_folders(fonts)
    data = _data(paper) | {"faces": chosen(FACES, folders)}
    with resources.as_file(resources.files("fazhi.kernel.papers").joinpath("official.typ")) as source:
        return pdf_of(source, data, folders, dated=paper.sealed_date)


def _data(paper: OfficialPaper) -> dict[str, Any]:
    """What the template reads, as plain JSON."""
    longest = max(len(name) for name in paper.issuers)
    joint = len(paper.issuers) > 1
    size = layout.mark_size(longest + len(paper.mark_word) + joint)
    return {
        "layout": layout.measures(),
        "title": paper.title,
        "lines": paper.lines,
        "date": paper.sealed_date.timetuple()[:3],
        "day": day_text(paper.sealed_date),
        "notice": paper.notice,
        "red_head": paper.red_head,
        "marks": paper.marks,
        "issuers": paper.issuers,
        "mark_word": paper.mark_word,
        "mark_size": size,
        "mark_columns": (longest * size, len(paper.mark_word) * size),
        "number": paper.number,
        "signers": paper.signers,
        "addressed": paper.addressed,
        "body": _sticky(_blocks(paper.body), paper),
        "attachments": paper.attachment_titles,
        "footnotes": paper.footnotes,
        "annexes": [
            {"label": paper.annex_label(place), "title": annex.title, "body": _blocks(annex.body)}
            for place, annex in enumerate(paper.annexes, 1)
        ],
        "has_imprint": paper.has_imprint,
        "copied": paper.copied,
        "printer": paper.printer,
        "printed": paper.printed,
    }


def _blocks(body: Sequence[Block]) -> list[dict[str, Any]]:
    return [_plain(block) for block in numbered(body)]


def _sticky(blocks: list[dict[str, Any]], paper: OfficialPaper) -> list[dict[str, Any]]:
    """The last words go with the signature, if they are few."""
    blocks[-1]["sticky"] = paper.ends_short
    return blocks


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return asdict(block) | {"kind": "heading"}
        case Grid():
            return asdict(block) | {"kind": "table", "shares": block.shares or (1,) * len(block.heads)}
        case _:
            return asdict(block) | {"kind": "text", "sticky": False}
