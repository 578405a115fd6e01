"""The tables of the annual report: figures of a year that were published elsewhere (`published`)."""

from fazhi.lines.annual_report.models.published import PublishedRow, PublishedTable

__all__ = ["PublishedRow", "PublishedTable"]
