"""
Everything that happens to a report.

    write, fetch, …    its files leave the system         writing
    open_report, …     until it goes to the meeting       drafting
    explain, sign, …   what the head decides              deciding
    freeze             sealed with the year               sealing
    deliver, …         out of the house                   leaving
    ask, …             what divisions contribute          contributions
    comment, answer    what readers of the draft say      comments
    bring_in_published figures published elsewhere        published
"""

from fazhi.lines.annual_report.services.comments import answer, comment
from fazhi.lines.annual_report.services.contributions import (
    Submitted,
    accept,
    ask,
    cancel,
    return_,
    save_draft,
    submit_text,
)
from fazhi.lines.annual_report.services.deciding import correct, explain, in_the_way, recall, sign
from fazhi.lines.annual_report.services.drafting import consult, deliberate, open_report, review, send_back
from fazhi.lines.annual_report.services.leaving import archive, deliver, publish, submit
from fazhi.lines.annual_report.services.published import bring_in_published
from fazhi.lines.annual_report.services.sealing import freeze
from fazhi.lines.annual_report.services.writing import exported, fetch, fetched, write

__all__ = [
    "Submitted",
    "accept",
    "answer",
    "archive",
    "ask",
    "bring_in_published",
    "cancel",
    "comment",
    "consult",
    "correct",
    "deliberate",
    "deliver",
    "explain",
    "exported",
    "fetch",
    "fetched",
    "freeze",
    "in_the_way",
    "open_report",
    "publish",
    "recall",
    "return_",
    "review",
    "save_draft",
    "send_back",
    "sign",
    "submit",
    "submit_text",
    "write",
]
