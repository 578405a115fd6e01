"""
The ledgers of legality review: reviews, points of their opinions, normative documents, filings; clean-up campaigns and their
documents; filings that came in and what their examination found.
"""

from fazhi.lines.legality_review.ledgers.campaigns import CAMPAIGN_FORMAT, CLEANED_FORMAT
from fazhi.lines.legality_review.ledgers.documents import DOCUMENT_FORMAT, FILING_FORMAT
from fazhi.lines.legality_review.ledgers.received import FLAW_FORMAT, RECEIVED_FORMAT
from fazhi.lines.legality_review.ledgers.reviews import POINT_FORMAT, REVIEW_FORMAT

FORMATS = (
    REVIEW_FORMAT,
    POINT_FORMAT,
    DOCUMENT_FORMAT,
    FILING_FORMAT,
    CAMPAIGN_FORMAT,
    CLEANED_FORMAT,
    RECEIVED_FORMAT,
    FLAW_FORMAT,
)
