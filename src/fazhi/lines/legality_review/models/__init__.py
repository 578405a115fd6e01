"""What legality review keeps: reviews, points of opinions, documents, filings; examinations, their findings and verdicts."""

from fazhi.lines.legality_review.models.findings import Examination, Finding, Likeness, Verdict
from fazhi.lines.legality_review.models.reviews import Document, Filing, Point, Review

__all__ = ["Document", "Examination", "Filing", "Finding", "Likeness", "Point", "Review", "Verdict"]
