"""What the check of the trail can answer."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    DETAIL = "detail"
    READS = "reads"
    HEAD = "head"
    ANCHOR = "anchor"
    MANIFEST = "manifest"


WHAT = {
    Kind.EDITED: ("columns", "mac", "previous_mac", "order"),
    Kind.DELETED: ("gap", "head", "anchor"),
    Kind.INSERTED: ("columns",),
    Kind.DETAIL: ("content", "missing", "added"),
    Kind.READS: ("rows",),
    Kind.HEAD: ("missing", "mac", "latest_mac", "replayed"),
    Kind.ANCHOR: ("mac", "unreadable"),
    Kind.MANIFEST: ("mac",),
}


@dataclass(frozen=True)
class Finding:
    """
    One thing that does not fit, for entries `first` to `last`.

    what  what differs, or for deleted entries what shows it: one of `WHAT[kind]`
    """

    kind: Kind
    first: int
    last: int
    what: str


@dataclass(frozen=True)
class Verification:
    """
    The answer of `services.verify`.

    entries       entries found
    holds         nothing was found against the trail
    first_broken  lowest entry number concerned, None if it holds
    """

    entries: int
    holds: bool
    first_broken: int | None
    findings: tuple[Finding, ...]
