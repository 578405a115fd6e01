"""
What stops the linking of records into one dispute, and the acceptance of a referral with its matter.

DisputeError
├── EarlierUnknown      no matter or referral of that number within the post's offices
├── ResultContradicts   the result to be sent back is not the one that the matter had
└── NotConcluded        the matter of the referral has not ended, so there is no result to send back
"""


class DisputeError(Exception):
    """Base of these findings; `number` is the matter's or referral's."""

    number: str


class EarlierUnknown(DisputeError):
    def __init__(self, number: str, earlier: str) -> None:
        self.number, self.earlier = number, earlier
        super().__init__(f"{number}: there is no earlier matter {earlier!r} within the post's offices.")


class ResultContradicts(DisputeError):
    """`given` is the outcome to be reported, `found` that of the matter `matter`."""

    def __init__(self, number: str, matter: str, given: str, found: str) -> None:
        self.number, self.matter, self.given, self.found = number, matter, given, found
        super().__init__(f"{number} can't report {given!r}: the matter {matter} is {found!r}.")


class NotConcluded(DisputeError):
    def __init__(self, number: str, matter: str) -> None:
        self.number, self.matter = number, matter
        super().__init__(f"{number} has no result yet: the matter {matter} is still open.")
