"""All files of a report."""

import json

from fazhi.lines.annual_report.papers.documents import page, pdf, word
from fazhi.lines.annual_report.papers.open_data import open_data
from fazhi.lines.annual_report.papers.plain import plain_page
from fazhi.lines.annual_report.terms import Report


def open_data_file(report: Report) -> bytes:
    """The open data as a file of JSON."""
    return f"{json.dumps(open_data(report), ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def files(report: Report) -> dict[str, bytes]:
    """All files of the report by name; the same frozen year gives the same bytes."""
    return {
        "report.docx": word(report),
        "report.html": page(report).encode(),
        "report-plain.html": plain_page(report).encode(),
        "report.pdf": pdf(report),
        "figures.json": open_data_file(report),
    }
