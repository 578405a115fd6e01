"""The report as files: Word, PDF, one HTML page, open data."""

from fazhi.lines.annual_report.papers.documents import (
    NOTHING_RECORDED,
    drawing,
    files,
    in_words,
    page,
    pdf,
    remarks,
    status,
    word,
)

__all__ = ["NOTHING_RECORDED", "drawing", "files", "in_words", "page", "pdf", "remarks", "status", "word"]
