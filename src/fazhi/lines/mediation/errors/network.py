"""
What can go wrong in mediation beyond what stops any matter (`kernel.procedures.errors`).

MediationError
└── NetworkError               about committees and those who serve in them
    ├── CompositionUnlawful    members as 人民调解法 art. 8 does not allow
    ├── Underage               who is to mediate is no adult on that day (art. 14)
    ├── RemovalGroundWrong     a removal without one of the grounds of art. 15, or a ground without a removal
    ├── MemberLineUnclear      a line of the election's result can't be read
    ├── UnknownServant         the official's number is not known
    ├── NotServing             the person or seal had ended already, or not begun
    ├── CommitteeUnregistered  the office has no record as a committee
    └── CommitteeCancelled     the committee no longer exists on that day
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fazhi.engines.citation import Article

if TYPE_CHECKING:
    from fazhi.lines.mediation.terms import CompositionRule


class MediationError(Exception):
    """Base of this line's findings."""


class NetworkError(MediationError):
    """Base of the findings about committees."""


class CompositionUnlawful(NetworkError):
    """`broken` are the rules with their articles, at least one."""

    def __init__(self, office: str, broken: Sequence[tuple["CompositionRule", Article]]) -> None:
        self.office, self.broken = office, tuple(broken)
        told = "; ".join(f"{rule.value} ({article.text})" for rule, article in self.broken)
        super().__init__(f"{office} can't be composed so: {told}.")


class Underage(NetworkError):
    def __init__(self, name: str, birth: date, on: date, basis: Article) -> None:
        self.name, self.birth, self.on, self.basis = name, birth, on, basis
        super().__init__(f"{name}, born {birth}, is no adult on {on} ({basis.text}).")


class RemovalGroundWrong(NetworkError):
    """`given` tells whether a ground was given where none belongs; else it is missing."""

    def __init__(self, name: str, basis: Article, *, given: bool) -> None:
        self.name, self.basis, self.given = name, basis, given
        fault = "a ground without a removal" if given else "a removal without its ground"
        super().__init__(f"{name}: {fault} ({basis.text}).")


class MemberLineUnclear(NetworkError):
    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(f"{line!r} is no member: OFFICIAL POSITION SEX BIRTH [专职], or OFFICIAL POSITION if known.")


class UnknownServant(NetworkError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no official {code!r}; import the officials ledger first.")


class NotServing(NetworkError):
    """`until` is the last day, None if it had not begun."""

    def __init__(self, name: str, on: date, until: date | None) -> None:
        self.name, self.on, self.until = name, on, until
        super().__init__(
            f"{name} does not serve on {on}; " + (f"it ended on {until}." if until else "it begins later.")
        )


class CommitteeUnregistered(NetworkError):
    def __init__(self, office: str) -> None:
        self.office = office
        super().__init__(f"{office} is not registered as a committee; import the committee ledger first.")


class CommitteeCancelled(NetworkError):
    def __init__(self, office: str, cancelled: date) -> None:
        self.office, self.cancelled = office, cancelled
        super().__init__(f"{office} was cancelled on {cancelled}.")
