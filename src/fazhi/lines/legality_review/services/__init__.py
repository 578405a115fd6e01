"""Acts of legality review: on reviews, their opinions, documents and filings (`filings` has its own names)."""

from fazhi.lines.legality_review.services import filings
from fazhi.lines.legality_review.services.documents import (
    abolish,
    cancel,
    declare_invalid,
    expire,
    extend,
    publish,
    register,
)
from fazhi.lines.legality_review.services.reviewing import close, conclude, drop_point, finish, raise_point, respond
from fazhi.lines.legality_review.services.submitting import accept, ask, assign, give_back, submit, supplement, withdraw

__all__ = [
    "abolish",
    "accept",
    "ask",
    "assign",
    "cancel",
    "close",
    "conclude",
    "declare_invalid",
    "drop_point",
    "expire",
    "extend",
    "filings",
    "finish",
    "give_back",
    "publish",
    "raise_point",
    "register",
    "respond",
    "submit",
    "supplement",
    "withdraw",
]
