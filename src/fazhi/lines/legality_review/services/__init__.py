"""Acts of legality review: on reviews, their opinions and documents; the other rooms have their own names."""

from fazhi.lines.legality_review.services import campaigns, circulating, cleaned, filings, received, submissions
from fazhi.lines.legality_review.services.deciding import dismiss_finding
from fazhi.lines.legality_review.services.documents import (
    abolish,
    cancel,
    declare_invalid,
    expire,
    extend,
    list_to_amend,
    publish,
    register,
)
from fazhi.lines.legality_review.services.examining import examine, examine_draft
from fazhi.lines.legality_review.services.reviewing import (
    close,
    conclude,
    drop_point,
    finish,
    raise_point,
    respond,
)
from fazhi.lines.legality_review.services.submitting import accept, ask, assign, give_back, submit, supplement, withdraw

__all__ = [
    "abolish",
    "accept",
    "ask",
    "assign",
    "campaigns",
    "cancel",
    "circulating",
    "cleaned",
    "close",
    "conclude",
    "declare_invalid",
    "dismiss_finding",
    "drop_point",
    "examine",
    "examine_draft",
    "expire",
    "extend",
    "filings",
    "finish",
    "give_back",
    "list_to_amend",
    "publish",
    "received",
    "raise_point",
    "register",
    "respond",
    "submissions",
    "submit",
    "supplement",
    "withdraw",
]
