"""
What a caller of the annual report can act on.

ReportError
├── NothingToReport      no records and no frozen year for that year
└── UnreadablePublished  a table of published figures can't be read: where, and what would be right
"""


class ReportError(Exception):
    """Base of this line's findings."""


class NothingToReport(ReportError):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"There are no records for {year}. Import the year's ledgers first.")


class UnreadablePublished(ReportError):
    def __init__(self, path: str, line: int, column: str, found: str, expected: str) -> None:
        self.path, self.line, self.column, self.found, self.expected = path, line, column, found, expected
        super().__init__(f"{path}, line {line}, column {column}: found {found!r}, expected {expected}.")
