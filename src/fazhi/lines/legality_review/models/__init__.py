"""
What legality review keeps: submissions, reviews, points, circulations, documents, filings both ways, clean-up campaigns; examinations
of drafts, their findings and verdicts.
"""

from fazhi.lines.legality_review.models.campaigns import Campaign, CleanedItem
from fazhi.lines.legality_review.models.circulating import Circulation, Inquiry, Remark
from fazhi.lines.legality_review.models.findings import Examination, Finding, Likeness, Verdict
from fazhi.lines.legality_review.models.received import Flaw, ReceivedFiling
from fazhi.lines.legality_review.models.reviews import Document, Filing, Point, Review
from fazhi.lines.legality_review.models.submissions import Submission

__all__ = [
    "Campaign",
    "CleanedItem",
    "Circulation",
    "Document",
    "Examination",
    "Filing",
    "Finding",
    "Flaw",
    "Inquiry",
    "Likeness",
    "Point",
    "ReceivedFiling",
    "Remark",
    "Review",
    "Submission",
    "Verdict",
]
