"""
Questions of the report: put together to be printed (`printing`, with `filling`, `publishing`, `previous` and `plain`), and
where it stands as a matter (`standing`).
"""

from fazhi.lines.annual_report.queries.printing import chosen_engine, figures_document, report
from fazhi.lines.annual_report.queries.standing import current_version, opened_report, report_of_year

__all__ = ["chosen_engine", "current_version", "figures_document", "opened_report", "report", "report_of_year"]
