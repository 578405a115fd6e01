"""What filings that come in refuse; `errors` draws the whole tree."""

from fazhi.lines.legality_review.errors import LegalityReviewError


class FlawsUnfit(LegalityReviewError):
    """`flaws` were found: a document is cleared with none, and a letter on it needs one."""

    def __init__(self, number: str, flaws: int) -> None:
        self.number, self.flaws = number, flaws
        super().__init__(f"{number}: {flaws} flaws; it is cleared with none, and a letter needs at least one.")


class FiledBefore(LegalityReviewError):
    """A filing of that document has come in already."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} has been filed here already; record what came later on that filing.")
