"""Decisions: when a computed figure equals a published one, and what became of the figures of an edited report."""

from fazhi.lines.annual_report.rules.published import PublishedFigure, agrees, in_unit, read_published

__all__ = ["PublishedFigure", "agrees", "in_unit", "read_published"]
