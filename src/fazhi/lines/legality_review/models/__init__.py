"""What legality review keeps: reviews, the points of their opinions, normative documents, filings, clean-up campaigns."""

from fazhi.lines.legality_review.models.campaigns import Campaign, CleanedItem
from fazhi.lines.legality_review.models.reviews import Document, Filing, Point, Review

__all__ = ["Campaign", "CleanedItem", "Document", "Filing", "Point", "Review"]
