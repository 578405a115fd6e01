"""
A draft as it goes round the house (征求意见稿): the report in its published form, as plain data and back.

Whoever is asked for an opinion reads this text and no records: cells that are small are withheld, figures don't open.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fazhi.lines.annual_report.terms import (
    Heading,
    Piece,
    PrintedFigure,
    PrintedSection,
    PrintedTable,
    Report,
)


def to_plain(report: Report) -> dict[str, Any]:
    """The text, its figures and tables, as JSON keeps them."""
    return {
        "year": report.year,
        "bureau": report.bureau,
        "on": report.on.isoformat(),
        "sample": report.is_sample,
        "version": report.version,
        "parts": [
            {"heading": heading.value, "sections": [_section(section) for section in sections]}
            for heading, sections in report.sections
        ],
    }


def _section(section: PrintedSection) -> dict[str, Any]:
    return {
        "line": section.line,
        "title": section.title,
        "paragraphs": [[_piece(piece) for piece in pieces] for pieces in section.paragraphs],
        "tables": [
            {"title": each.title, "heads": each.heads, "rows": each.rows, "withholds": each.withholds}
            for each in section.tables
        ],
    }


def _piece(piece: Piece) -> Any:
    if isinstance(piece, str):
        return piece
    return {"code": piece.code, "title": piece.title, "text": piece.text, "value": piece.value, "unit": piece.unit}


def from_plain(kept: Mapping[str, Any]) -> Report:
    """The draft as a report without records: its tables are those that may be published."""
    sections = tuple(
        (Heading(part["heading"]), tuple(_read(section) for section in part["sections"])) for part in kept["parts"]
    )
    cited = {
        piece.code: piece
        for _, found in sections
        for section in found
        for pieces in section.paragraphs
        for piece in pieces
        if isinstance(piece, PrintedFigure)
    }
    return Report(
        year=kept["year"],
        bureau=kept["bureau"],
        engine="live",
        on=date.fromisoformat(kept["on"]),
        seal="",
        is_sample=kept["sample"],
        sections=sections,
        identities=(),
        figures=tuple(cited.values()),
        version=kept["version"],
    )


def _read(section: Mapping[str, Any]) -> PrintedSection:
    tables = tuple(
        PrintedTable(each["title"], _row(each["heads"]), (), tuple(map(_row, each["rows"])), (), each["withholds"])
        for each in section["tables"]
    )
    paragraphs = tuple(tuple(_read_piece(piece) for piece in pieces) for pieces in section["paragraphs"])
    return PrintedSection(section["line"], section["title"], paragraphs, tables, (), whole_tables=tables)


def _row(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells)


def _read_piece(piece: Any) -> Piece:
    if isinstance(piece, str):
        return piece
    return PrintedFigure(piece["code"], piece["title"], piece["text"], piece["value"], piece["unit"], None, 0)
