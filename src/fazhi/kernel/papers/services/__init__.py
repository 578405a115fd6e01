"""Acts of this room: numbers drawn and voided, files attached and made fit for publication, papers issued."""

from fazhi.kernel.papers.services.attachments import attach, attach_masked, hand_on, original_of, publishable, read
from fazhi.kernel.papers.services.issuing import IssuedPaper, issue
from fazhi.kernel.papers.services.numbers import issue_number, open_series, void_number

__all__ = [
    "IssuedPaper",
    "attach",
    "attach_masked",
    "hand_on",
    "issue",
    "issue_number",
    "open_series",
    "original_of",
    "publishable",
    "read",
    "void_number",
]
