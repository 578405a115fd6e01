"""
Everything that happens to a report.

    write               its files put into a folder                     writing
    bring_in_published  figures of a year that were published elsewhere published
"""

from fazhi.lines.annual_report.services.published import bring_in_published
from fazhi.lines.annual_report.services.writing import write

__all__ = ["bring_in_published", "write"]
