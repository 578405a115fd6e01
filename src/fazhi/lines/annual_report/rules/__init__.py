"""
Decisions of the report, without a database: published figures (`published`), texts (`texts`), what is in the way
(`findings`), the year before (`growth`), small cells (`publishing`), an edited report (`checking`, with `reading` and
`tables`), places of comments (`anchors`).
"""

from fazhi.lines.annual_report.rules.findings import CAUSE, findings, heading_code, identity_code
from fazhi.lines.annual_report.rules.published import PublishedFigure, agrees, in_unit, read_published, says_invented
from fazhi.lines.annual_report.rules.texts import (
    SLOT,
    bare_figures,
    paragraphs_of,
    printable,
    tells_cause,
    unknown_codes,
)

__all__ = [
    "CAUSE",
    "SLOT",
    "PublishedFigure",
    "agrees",
    "bare_figures",
    "findings",
    "heading_code",
    "identity_code",
    "in_unit",
    "paragraphs_of",
    "printable",
    "read_published",
    "says_invented",
    "tells_cause",
    "unknown_codes",
]
