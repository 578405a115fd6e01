"""What clean-up campaigns refuse; `errors` draws the whole tree."""

from collections.abc import Sequence
from datetime import date

from fazhi.lines.legality_review.errors import LegalityReviewError


class ScopeEmpty(LegalityReviewError):
    """No document in force within the campaign's scope waits to be assigned."""

    def __init__(self, number: str, drafter: str) -> None:
        self.number, self.drafter = number, drafter
        super().__init__(f"{number}: nothing of {drafter or 'any drafter'} within its scope is left to assign.")


class DueUnfit(LegalityReviewError):
    """A day by which an answer is due lies before it is asked for, or after `last`, the end of the campaign."""

    def __init__(self, number: str, due: date, first: date, last: date | None) -> None:
        self.number, self.due, self.first, self.last = number, due, first, last
        super().__init__(f"{number}: {due} is no day to answer by; it lies between {first} and {last or 'later'}.")


class OutcomeUnclear(LegalityReviewError):
    """A line of opinions on documents that is not written as it should be."""

    def __init__(self, number: str, line: str) -> None:
        self.number, self.line = number, line
        super().__init__(f"{number}: {line!r} is no opinion; write 厦司规〔2024〕1号 保留, or 废止 and the reason.")


class OutcomesUnfit(LegalityReviewError):
    """`strange` are numbers that are not asked or told twice; `unreasoned` not kept and without a reason."""

    def __init__(self, number: str, strange: Sequence[str], unreasoned: Sequence[str]) -> None:
        self.number, self.strange, self.unreasoned = number, tuple(strange), tuple(unreasoned)
        super().__init__(f"{number}: not to be answered here {self.strange}, without a reason {self.unreasoned}.")


class CampaignUnfinished(LegalityReviewError):
    """`unassigned` documents of the scope in force, `unreviewed` numbers without the reviewing office's opinion."""

    def __init__(self, number: str, unassigned: int, unreviewed: Sequence[str]) -> None:
        self.number, self.unassigned, self.unreviewed = number, unassigned, tuple(unreviewed)
        super().__init__(f"{number}: {unassigned} documents are not assigned, {len(unreviewed)} not reviewed.")
