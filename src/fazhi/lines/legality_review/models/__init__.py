"""What legality review keeps: submissions, reviews, points, consultations, documents, filings both ways, clean-up campaigns."""

from fazhi.lines.legality_review.models.campaigns import Campaign, CleanedItem
from fazhi.lines.legality_review.models.consulting import Consultation, Inquiry, Remark
from fazhi.lines.legality_review.models.received import Flaw, ReceivedFiling
from fazhi.lines.legality_review.models.reviews import Document, Filing, Point, Review
from fazhi.lines.legality_review.models.submissions import Submission

__all__ = [
    "Campaign",
    "CleanedItem",
    "Consultation",
    "Document",
    "Filing",
    "Flaw",
    "Inquiry",
    "Point",
    "ReceivedFiling",
    "Remark",
    "Review",
    "Submission",
]
