"""What circulations and departments' own submissions refuse; `errors` draws the whole tree."""

from collections.abc import Sequence
from datetime import date

from fazhi.lines.legality_review.errors import LegalityReviewError


class RecipientsUnfit(LegalityReviewError):
    """Nobody is asked, or `twice` are named more than once."""

    def __init__(self, number: str, twice: Sequence[str]) -> None:
        self.number, self.twice = number, tuple(twice)
        super().__init__(f"{number}: name whom to ask, each once; twice: {', '.join(twice) or 'nobody is named'}.")


class DraftUnfit(LegalityReviewError):
    """The review is not under way, so its draft can't be circulated."""

    def __init__(self, review: str) -> None:
        self.review = review
        super().__init__(f"{review} is no review under way that you see; its draft can't be circulated.")


class RecipientUnknown(LegalityReviewError):
    """Who is said to have replied was not asked, or has replied already."""

    def __init__(self, number: str, name: str) -> None:
        self.number, self.name = number, name
        super().__init__(f"{number}: {name} was not asked, or has replied already.")


class RemarkUnclear(LegalityReviewError):
    """A line of a reply that is not written as it should be."""

    def __init__(self, number: str, line: str) -> None:
        self.number, self.line = number, line
        super().__init__(f"{number}: {line!r} is no remark; write 第六条 建议 and what, or 无意见.")


class CollationUnfit(LegalityReviewError):
    """`open_remarks` have no answer yet; `waiting` may still reply until `due`."""

    def __init__(self, number: str, open_remarks: Sequence[int], waiting: Sequence[str], due: date) -> None:
        self.number, self.open_remarks, self.waiting, self.due = number, tuple(open_remarks), tuple(waiting), due
        super().__init__(f"{number}: remarks {self.open_remarks} are open, {self.waiting} may reply until {due}.")


class AddresseeUnknown(LegalityReviewError):
    """No office of that code reviews drafts."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"{code!r} is the code of no office that reviews drafts.")


class SubmissionUnfit(LegalityReviewError):
    """`why` is "unknown", "taken", "withdrawn", "accepted", "concluded", "no_opinion", "points" or "pointless"."""

    def __init__(self, number: str, why: str) -> None:
        self.number, self.why = number, why
        super().__init__(f"The submission {number!r} does not allow that: {why}.")
