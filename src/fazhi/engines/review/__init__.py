"""
Review of a draft: its clauses, and what is wrong with its form and its content.

`review` is pure: a text and what is known of it in, clauses and findings with offsets of the original out. Every check
is data with its articles; every finding names them. A person decides.
"""

from fazhi.engines.review.overlap import ALIKE, Earlier, Overlap, overlaps
from fazhi.engines.review.reviewing import CHECKS, EDITION, review
from fazhi.engines.review.terms import About, Check, Clause, DocumentKind, Finding, Level, Review, Severity

__all__ = [
    "ALIKE",
    "CHECKS",
    "EDITION",
    "About",
    "Check",
    "Clause",
    "DocumentKind",
    "Earlier",
    "Finding",
    "Level",
    "Overlap",
    "Review",
    "Severity",
    "overlaps",
    "review",
]
