"""Questions of the report: what it says for a year, put together from what the lines registered."""

from fazhi.lines.annual_report.queries.printing import SLOT, chosen_engine, figures_document, report

__all__ = ["SLOT", "chosen_engine", "figures_document", "report"]
