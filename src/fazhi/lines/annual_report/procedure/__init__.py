"""The tables of the report and of what divisions contribute to it."""

from fazhi.lines.annual_report.procedure.contribution import CONTRIBUTION_PROCEDURE
from fazhi.lines.annual_report.procedure.report import REPORT_PROCEDURE

__all__ = ["CONTRIBUTION_PROCEDURE", "REPORT_PROCEDURE"]
