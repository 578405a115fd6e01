"""
What a caller of the annual report can act on.

ReportError
├── NothingToReport      no records and no frozen year for that year
├── UnreadablePublished  a table of published figures can't be read: where, and what would be right
├── UnreadableText       a file with a contribution can't be read
├── UnknownFigure        a text has a slot for a figure that nobody defines
├── NoReport             no report of that year has been opened
├── NoVersion            the report has no such version, or none with files
├── ReportExists         a report of that year is opened already
├── YearNotOver          the year has not ended
├── NotTheBureau         a report is the bureau's own, not a division's
├── NotAsked             an office submits a text that it was not asked for, or could mean several
├── TextsClosed          the report takes no contributions any more, or not yet again
├── AcceptedAlready      a contribution that is to be asked anew was not accepted
├── DraftChanged         somebody else saved the text meanwhile
├── CommentsClosed       the report takes no comments any more, or not yet again
├── NotConcerned         an office comments on a report that asked it for nothing
├── NoPlace              a comment at a figure or paragraph that the report doesn't have
├── CommentAnswered      somebody else has answered the comment
├── DueBeforeAsked       the day by which a text is due lies before the day on which it was asked
├── NothingToExplain     nothing that stands in the way has this code
├── Unexplained          what stands in the way of signing was not explained
├── MeetingAhead         the meeting is to be later than the signature
├── FiguresMoved         figures are no longer as they were signed, or sealed
├── SealBroken           the sealed files are not as they were sealed
├── DeliveredAlready     this recipient has the version already
├── DeliveriesMissing    not every recipient has it
└── NoAddress            a place of publication that is no web address
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.lines.annual_report.terms import Finding, Recipient


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


class UnreadableText(ReportError):
    """`expected` says in Chinese what would be right."""

    def __init__(self, path: str, expected: str) -> None:
        self.path, self.expected = path, expected
        super().__init__(f"{path} can't be read as a contribution; expected {expected}.")


class UnknownFigure(ReportError):
    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(f"No indicator is called {', '.join(codes)}. Codes are listed by `fazhi figures`.")


class NoReport(ReportError):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"No report of {year} has been opened.")


class NoVersion(ReportError):
    """`kept` are the versions that have files."""

    def __init__(self, year: int, version: int, kept: Sequence[int]) -> None:
        self.year, self.version, self.kept = year, version, tuple(kept)
        super().__init__(
            f"The report of {year} keeps no files of version {version}; it does of {list(kept) or 'none'}."
        )


class ReportExists(ReportError):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"The report of {year} has been opened already; there is one a year, with versions.")


class YearNotOver(ReportError):
    def __init__(self, year: int, on: date) -> None:
        self.year, self.on = year, on
        super().__init__(f"The report of {year} can't be opened on {on}: the year ends on {year}-12-31.")


class NotTheBureau(ReportError):
    def __init__(self, office: str) -> None:
        self.office = office
        super().__init__(f"{office} lies below another office; the report is that of the bureau itself.")


class NotAsked(ReportError):
    """`titles` are those of the texts that the office owes under this heading: none, or more than one."""

    def __init__(self, office: str, year: int, heading: str, titles: Sequence[str]) -> None:
        self.office, self.year, self.heading, self.titles = office, year, heading, tuple(titles)
        owed = f"several: {', '.join(titles)}; name one" if titles else "none"
        super().__init__(f"Of {office} the report of {year} asks under {heading!r} {owed}.")


class TextsClosed(ReportError):
    """`state` is the label of the report's state."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(f"{number} is {state}: it takes no contributions. Recall the signature or correct it first.")


class AcceptedAlready(ReportError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} can't be asked anew: it wasn't accepted, or it was asked anew already.")


class DraftChanged(ReportError):
    """`by` is who saved it, as in the trail; `text` what is kept now."""

    def __init__(self, number: str, by: str, text: str) -> None:
        self.number, self.by, self.text = number, by, text
        super().__init__(f"{by} saved the text of {number} meanwhile. Put both together, then save again.")


class CommentsClosed(ReportError):
    """`state` is the label of the report's state."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(
            f"{number} is {state}: comments are taken until it is signed, and again while it is corrected."
        )


class NotConcerned(ReportError):
    def __init__(self, office: str, year: int) -> None:
        self.office, self.year = office, year
        super().__init__(f"{office} was asked for nothing of the report of {year}; the bureau and those asked comment.")


class NoPlace(ReportError):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The report has no figure or paragraph {key!r}.")


class CommentAnswered(ReportError):
    """`outcome` is the label of what it was answered."""

    def __init__(self, by: str, outcome: str) -> None:
        self.by, self.outcome = by, outcome
        super().__init__(f"The comment was answered already: {outcome}, by {by}.")


class DueBeforeAsked(ReportError):
    def __init__(self, due: date, on: date) -> None:
        self.due, self.on = due, on
        super().__init__(f"A text asked on {on} can't be due on {due}.")


class NothingToExplain(ReportError):
    """`open` is what stands in the way."""

    def __init__(self, code: str, open_: "Sequence[Finding]") -> None:
        self.code, self.open = code, tuple(open_)
        super().__init__(f"Nothing called {code!r} stands in the way; there are {[item.code for item in open_]}.")


class Unexplained(ReportError):
    def __init__(self, number: str, findings: "Sequence[Finding]") -> None:
        self.number, self.findings = number, tuple(findings)
        told = ", ".join(finding.code for finding in findings)
        super().__init__(f"{number} can't be signed: {told} unexplained. Mend them, or give the reason for each.")


class MeetingAhead(ReportError):
    def __init__(self, number: str, meeting: date, on: date) -> None:
        self.number, self.meeting, self.on = number, meeting, on
        super().__init__(f"{number} can't be signed on {on}: the meeting is on {meeting}.")


class FiguresMoved(ReportError):
    """`since` is "signed" or "sealed"."""

    def __init__(self, number: str, codes: Sequence[str], since: str) -> None:
        self.number, self.codes, self.since = number, tuple(codes), since
        remedy = "recall the signature and sign anew" if since == "signed" else "correct the report: a new version"
        super().__init__(f"{number}: {', '.join(codes)} moved since it was {since}; {remedy}.")


class SealBroken(ReportError):
    def __init__(self, number: str, frozen: str) -> None:
        self.number, self.frozen = number, frozen
        super().__init__(f"{number} can't be published: the frozen year {frozen} isn't as it was sealed.")


class DeliveredAlready(ReportError):
    def __init__(self, number: str, recipient: "Recipient", on: date) -> None:
        self.number, self.recipient, self.on = number, recipient, on
        super().__init__(f"{number} was delivered to {recipient} on {on} already.")


class DeliveriesMissing(ReportError):
    def __init__(self, number: str, missing: "Sequence[Recipient]") -> None:
        self.number, self.missing = number, tuple(missing)
        super().__init__(f"{number} is not submitted yet: no receipt of {', '.join(missing)}.")


class NoAddress(ReportError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"{url!r} is no web address; expected http:// or https:// with a host.")
