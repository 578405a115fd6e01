"""The report as files: Word, PDF, one HTML page, a plain-language page, open data; and an edited Word file read back."""

from fazhi.lines.annual_report.papers.charts import data_rows, drawing, in_words
from fazhi.lines.annual_report.papers.checking import check
from fazhi.lines.annual_report.papers.documents import NOTHING_RECORDED, page, pdf, remarks, status, word
from fazhi.lines.annual_report.papers.files import files, open_data_file
from fazhi.lines.annual_report.papers.open_data import open_data
from fazhi.lines.annual_report.papers.plain import plain_page

__all__ = [
    "NOTHING_RECORDED",
    "check",
    "data_rows",
    "drawing",
    "files",
    "in_words",
    "open_data",
    "open_data_file",
    "page",
    "pdf",
    "plain_page",
    "remarks",
    "status",
    "word",
]
