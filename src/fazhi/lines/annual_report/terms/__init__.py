"""The nouns of the report: as it is printed and shown (`printed`)."""

from fazhi.lines.annual_report.terms.printed import (
    Heading,
    Piece,
    Previous,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    Report,
)

__all__ = [
    "Heading",
    "Piece",
    "Previous",
    "PrintedChart",
    "PrintedFigure",
    "PrintedIdentity",
    "PrintedSection",
    "PrintedTable",
    "Report",
]
