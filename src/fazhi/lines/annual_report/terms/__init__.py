"""The nouns of the report: as it is printed and shown (`printed`)."""

from fazhi.lines.annual_report.terms.printed import (
    WITHHELD,
    Breakdown,
    Heading,
    Piece,
    PlainFigure,
    Previous,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    PrintedWord,
    Report,
)

__all__ = [
    "WITHHELD",
    "Breakdown",
    "Heading",
    "Piece",
    "PlainFigure",
    "Previous",
    "PrintedChart",
    "PrintedFigure",
    "PrintedIdentity",
    "PrintedSection",
    "PrintedTable",
    "PrintedWord",
    "Report",
]
