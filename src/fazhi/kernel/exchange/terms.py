"""What an import answers: a report per file, and its findings as sentences."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.kernel.exchange.previewing import Preview


@dataclass(frozen=True)
class Step:
    """
    How far an import is.

    stage         what is being done, in Chinese
    done, total   files, of this stage
    seconds_left  of the whole import, judged by the bytes done so far; None before the first file
    share         of the whole import that is done, from 0 to 1, by bytes
    """

    stage: str
    done: int
    total: int
    seconds_left: float | None = None
    share: float = 0.0


Progress = Callable[[Step], None]
Cancelled = Callable[[], bool]
"""Asked between files and between the steps of one; True: files that are done stay, the one at work is rolled back."""


@dataclass(frozen=True)
class Told:
    """One finding as a person reads it; `row` is the sheet's row number."""

    sheet: str
    row: int
    heading: str
    sentence: str
    warning: bool

    def __str__(self) -> str:
        return f"第{self.row}行{self.sentence}"


class RowState(StrEnum):
    """What became of one row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowOutcome:
    """`row` is the sheet's row number; `says` the sentences about it: why it was refused, or what it is warned of."""

    row: int
    state: RowState
    says: tuple[str, ...]


@dataclass(frozen=True)
class FileReport:
    """
    What became of one file: read = accepted + unchanged + refused; accepted includes updated.

    findings       the first `services.FINDINGS_TOLD` ones; all of them stand in the file at `refusals_path`
    codes          how many findings there are of each code
    ignored        headings and sheets that belong to no column of the format
    frozen_years   sealed years that the accepted rows touch
    batch          number of the batch, by which it can be undone; None for a dry run
    locked_seconds how long the final transaction held the database's write lock
    sender         whose mapping the file was read by, with its `mapping_version`; "" for our own headings
    rows           what became of each row, where that was asked for
    preview        what importing it would change, for a dry run
    error          why the file was not imported; the counts are 0 then
    """

    path: Path
    sha256: str = ""
    kind: str = ""
    read: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    skipped: int = 0
    warned: int = 0
    refusals_path: Path | None = None
    findings: tuple[Told, ...] = ()
    codes: dict[str, int] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    frozen_years: tuple[int, ...] = ()
    locked_seconds: float = 0.0
    batch: int | None = None
    sender: str = ""
    mapping_version: int = 0
    rows: tuple[RowOutcome, ...] = ()
    preview: "Preview | None" = None
    error: Exception | None = None


@dataclass(frozen=True)
class Report:
    """
    An import: its files in the order of import, and how long it took.

    interrupted  names of files that an import killed before this one had not finished
    left         names of files that were not imported because the import was cancelled
    """

    files: tuple[FileReport, ...]
    seconds: float
    interrupted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
