"""The tables of the annual report: the report and its versions (`report`), what divisions contribute (`contribution`)."""

from fazhi.lines.annual_report.models.contribution import Contribution, Submission
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
    "ReportVersion",
    "Submission",
    "VersionFile",
]
