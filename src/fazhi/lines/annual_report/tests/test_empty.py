"""A year in which a line has nothing to count: its sentences stand, tables and charts without a row don't."""

from datetime import datetime
from typing import Any

from fazhi.lines.annual_report import queries
from fazhi.lines.annual_report.terms import Heading


def test_a_table_or_chart_that_has_nothing_to_tell_is_left_out(city: Any, at: datetime) -> None:
    (inspections,) = [
        section for section in dict(queries.report(2024).sections)[Heading.RESULTS] if section.line == "inspections"
    ]

    assert inspections.paragraphs
    assert inspections.tables == inspections.whole_tables == ()
    assert inspections.charts == inspections.whole_charts == ()
