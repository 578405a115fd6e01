"""
What a caller of the roster can act on.

RosterError
├── NotARequest    a value that no roster has, and where it stands
├── NoSuchRoster   the duties can't all be covered by the rules; carries the smallest conflict
└── Undecided      no roster was found, and none proven impossible
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.engines.roster.conflict import Conflict


class RosterError(Exception):
    """Base of this engine's findings."""


class NotARequest(RosterError):
    """`place` is the path to the value, as `teams[2].share`; `expected` says in Chinese what belongs there."""

    def __init__(self, place: str, value: object, expected: str) -> None:
        self.place, self.value, self.expected = place, value, expected
        super().__init__(f"{place} is {value!r}; it must be otherwise ({expected}).")


class NoSuchRoster(RosterError):
    """`conflict` holds demands that can't be met together; leave out any of them and the others can, if it is minimal."""

    def __init__(self, conflict: "Conflict") -> None:
        self.conflict = conflict
        super().__init__(f"{len(conflict.demands)} demands can't be met together: {conflict.demands}.")


class Undecided(RosterError):
    """`open_duties` are those that the best attempt left short of teams; `exact` whether the exact solver was asked."""

    def __init__(self, open_duties: tuple[str, ...], *, exact: bool) -> None:
        self.open_duties, self.exact = open_duties, exact
        asked = (
            "the exact solver ran out of its limit" if exact else "the exact solver (extra [planning]) isn't installed"
        )
        super().__init__(f"No roster was found (open: {', '.join(open_duties)}), none proven impossible: {asked}.")
