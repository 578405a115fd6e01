"""
What the trail refuses, as one tree.

    TrailError
    ├── OutsideTransaction   an act was to be recorded without the transaction that does it
    ├── KeyMissing           the key file is not there although entries exist, or setup has not made it
    ├── HeadBroken           the head is missing or not sealed by the key; nothing may be recorded on top of it
    ├── DetailAbsent         the details to erase do not exist or are erased already
    ├── ExportUnsupported    an export for the auditor is to have another extension than .csv or .xlsx
    ├── ExportUnreadable     a file to check is not an export of the trail, or not a whole one
    └── KeyFileAbsent        the key to check an export with is not where it was said to be
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


class ExportUnsupported(TrailError):
    """The trail is exported to .csv and .xlsx only; an export is checked from .csv only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is neither .csv nor .xlsx")


class ExportUnreadable(TrailError):
    """
    The file can't be read as an export.

    part  "headings", "manifest" or "row"; `line` of the file, from 1, for a row
    """

    def __init__(self, path: Path, part: str, line: int = 0) -> None:
        self.path, self.part, self.line = path, part, line
        super().__init__(f"{path} is no export of the trail: its {part} {line or ''} can't be read")


class KeyFileAbsent(TrailError):
    """There is no key file at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"No key of the trail at {path}")
