"""
The tables of the annual report: the report and its versions (`report`), what divisions contribute (`contribution`), figures
of a year that were published elsewhere (`published`).
"""

from fazhi.lines.annual_report.models.contribution import Contribution, Submission
from fazhi.lines.annual_report.models.published import PublishedRow, PublishedTable
from fazhi.lines.annual_report.models.report import (
    AnnualReport,
    Delivery,
    Explanation,
    ReportVersion,
    VersionFile,
)

__all__ = [
    "AnnualReport",
    "Contribution",
    "Delivery",
    "Explanation",
    "PublishedRow",
    "PublishedTable",
    "ReportVersion",
    "Submission",
    "VersionFile",
]
