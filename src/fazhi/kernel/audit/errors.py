"""
What the trail refuses, as one tree.

    TrailError
    ├── OutsideTransaction   an act was to be recorded without the transaction that does it
    ├── KeyMissing           the key file is not there although entries exist, or setup has not made it
    ├── HeadBroken           the head is missing or not sealed by the key; nothing may be recorded on top of it
    └── DetailAbsent         the details to erase do not exist or are erased already
"""

from pathlib import Path


class TrailError(Exception):
    """Something is wrong with the trail, or with how it is used."""


class OutsideTransaction(TrailError):
    """The act and its entry must stand or fall together."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(f"record({action!r}) outside transaction.atomic; call it in the transaction that does the act")


class KeyMissing(TrailError):
    """The key of the trail is not at `path`; with `entries` recorded under it, it is never made anew."""

    def __init__(self, path: Path, entries: int) -> None:
        self.path = path
        self.entries = entries
        super().__init__(
            f"No trail key at {path}, {entries} entries recorded; "
            + ("restore the key file from its backup" if entries else "run `fazhi setup`, which makes it")
        )


class HeadBroken(TrailError):
    """The head does not carry a valid MAC (or is gone): someone wrote to it without the key."""

    def __init__(self, count: int | None) -> None:
        self.count = count
        found = "no head" if count is None else f"a head of {count} entries without a valid MAC"
        super().__init__(f"The trail has {found}; nothing is recorded on top of it. Run `fazhi audit verify`")


class DetailAbsent(TrailError):
    """Entry `number` has no details to erase."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Entry {number} has no details: it never had any, or they are erased")
