"""
What a caller of `engines.lookup` can act on.

LookupFault
├── IndexUnusable   a folder that holds no whole index of this engine's kind
└── LessonsInvalid  learned data that can't be read
"""

from pathlib import Path


class LookupFault(Exception):
    """An index or learned data that can't be used."""


class IndexUnusable(LookupFault):
    """`folder` holds no index, or not all of one, or one of another build of the engine."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"The index {folder} can't be used: {reason}.")


class LessonsInvalid(LookupFault):
    """`place` of the learned data says `reason`."""

    def __init__(self, place: str, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(f"Learned data, {place}: {reason}.")
