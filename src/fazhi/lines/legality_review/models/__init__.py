"""What legality review keeps: reviews, the points of their opinions, normative documents, filings."""

from fazhi.lines.legality_review.models.reviews import Document, Filing, Point, Review

__all__ = ["Document", "Filing", "Point", "Review"]
