"""
Decisions of the report, without a database: published figures (`published`), the year before (`growth`), an edited report
(`checking`, with `reading` and `tables`).
"""

from fazhi.lines.annual_report.rules.published import PublishedFigure, agrees, in_unit, read_published, says_invented

__all__ = ["PublishedFigure", "agrees", "in_unit", "read_published", "says_invented"]
