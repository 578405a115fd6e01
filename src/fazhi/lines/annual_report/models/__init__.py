"""
The tables of the annual report: the report and its versions (`report`), what divisions contribute (`contribution`), comments
on a draft (`comment`), figures of a year that were published elsewhere (`published`).
"""

from fazhi.lines.annual_report.models.comment import Comment
from fazhi.lines.annual_report.models.contribution import Contribution, Draft, Submission
from fazhi.lines.annual_report.models.published import PublishedRow, PublishedTable
from fazhi.lines.annual_report.models.report import (
    AnnualReport,
    Circulation,
    Delivery,
    Explanation,
    ReportVersion,
    VersionFile,
)

__all__ = [
    "AnnualReport",
    "Circulation",
    "Comment",
    "Contribution",
    "Delivery",
    "Draft",
    "Explanation",
    "PublishedRow",
    "PublishedTable",
    "ReportVersion",
    "Submission",
    "VersionFile",
]
