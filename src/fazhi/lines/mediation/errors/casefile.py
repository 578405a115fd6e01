"""
What stops a case file from being archived, beyond what stops any act (`kernel.procedures.errors`).

CaseFileError
├── NotEnded        the mediation is still going on
├── ItemsMissing    the file lacks what it must hold
├── AlreadyFiled    it is archived already
└── FileChanged     its records changed while it was being bound
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.lines.mediation.terms.casefile import Item


class CaseFileError(Exception):
    """Base of these findings; `number` is the matter's."""

    number: str


class NotEnded(CaseFileError):
    """`state` is the code of the state it is in."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(f"{number} can't be archived: it is {state!r}, and only what has ended is.")


class ItemsMissing(CaseFileError):
    """`items` are the required places that are empty, in the order of the file."""

    def __init__(self, number: str, items: "Sequence[Item]") -> None:
        self.number, self.items = number, tuple(items)
        super().__init__(f"{number} can't be archived: its file lacks {', '.join(self.items)}.")


class AlreadyFiled(CaseFileError):
    def __init__(self, number: str, volume: str, on: date) -> None:
        self.number, self.volume, self.on = number, volume, on
        super().__init__(f"{number} was archived on {on} as {volume}.")


class FileChanged(CaseFileError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"The records of {number} changed while its file was being bound. Archive it again.")
