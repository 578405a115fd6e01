"""
What can be wrong with a file, or keep it from being imported. What is wrong with single rows is a finding, not an error.

ExchangeError
├── UnreadableFile
│   ├── UnsupportedFile      not a ledger file: extension unknown, or the content is of another kind
│   ├── EmptyFile            no byte, or no sheet with data
│   ├── EncryptedFile        protected by a password
│   ├── CorruptFile          cut off or damaged
│   ├── MacrosFound          carries program code
│   └── FileTooLarge         over a limit, told before unpacking
├── UnknownLedger            no sheet has the headings of a known kind
├── AmbiguousLedger          sheets of several kinds in one file
├── HeadingsMissing          a kind was recognised, some of its headings are not there
├── HeadingTwice             two columns have the same heading
├── HeadingsShifted          the headings stand beside the data they belong to
├── AmbiguousMapping         the headings fit the saved mappings of several senders
├── MappingUnfit             the sender that was named has no mapping that fits
├── MappingUnreadable        a mapping's TOML is none, or of another shape
├── MappingInvalid           a mapping leaves columns open, or names what is not there
├── UnknownMapping           no mapping was saved for that sender
├── UnknownKind              no such kind of ledger
├── NoFiles                  the paths hold no ledger file
├── ImportRunning            another import holds the lock
├── ImportCancelled          it was cancelled before its last row was written
├── RecordsMoved             records changed between check and write, or since they were previewed
├── RefusedByDatabase        a constraint of the database refused the rows
├── OutOfScope               a post imports a kind whose rows have no office
├── KindNotAllowed           a post imports reference data, or matters, with the right for the other
├── UnknownBatch             no such batch, or none that the post sees
├── FileNotKept              the file that was asked for is not kept with its batch, or not any more
├── UndoRefused              something was built on the batch, or it can't be told
├── UnknownLayout            no such layout of a superior system
├── LayoutInvalid            a layout's TOML is none, or names what is not there
├── LayoutPeriod             the layout is for periods of another length
├── ReceiptUnknown           a file has the headings of no layout's receipt
├── ListTooLong              a list has more rows than one file may
└── TreeBroken               offices would hang below an office that is refused, or below themselves
"""

from collections.abc import Iterable
from dataclasses import dataclass


class ExchangeError(Exception):
    """Base of this room's errors."""


class UnreadableFile(ExchangeError):
    """The file as such can't be read."""


class UnsupportedFile(UnreadableFile):
    """`found` is what the content looks like, "" if only the extension is unknown."""

    def __init__(self, name: str, found: str = "") -> None:
        self.name, self.found = name, found
        super().__init__(
            f"{name} can't be read: it looks like {found or 'no known kind'}. Read are .xlsx, .xls and .csv."
        )


class EmptyFile(UnreadableFile):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is empty.")


class EncryptedFile(UnreadableFile):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is protected by a password. Save it without one.")


class CorruptFile(UnreadableFile):
    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name} is damaged or cut off: {reason}")


class MacrosFound(UnreadableFile):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} carries macros. Save it as .xlsx without macros.")


class FileTooLarge(UnreadableFile):
    """
    measure   "size" or "unpacked" (bytes), "ratio" (unpacked by packed)
    setting   the environment variable that holds the limit
    """

    def __init__(self, name: str, measure: str, found: int, limit: int, setting: str) -> None:
        self.name, self.measure, self.found, self.limit, self.setting = name, measure, found, limit, setting
        super().__init__(f"{name}: {measure} {found} is over the limit of {limit} ({setting}).")


class UnknownLedger(ExchangeError):
    def __init__(self, name: str, sheets: Iterable[tuple[str, tuple[str, ...]]], kinds: Iterable[str]) -> None:
        self.name, self.sheets, self.kinds = name, tuple(sheets), tuple(kinds)
        super().__init__(
            f"{name}: no sheet has the headings of a known ledger; sheets: {self.sheets}; kinds: {self.kinds}."
        )


class AmbiguousLedger(ExchangeError):
    def __init__(self, name: str, found: Iterable[tuple[str, str]]) -> None:
        self.name, self.found = name, tuple(found)
        super().__init__(
            f"{name} holds several kinds of ledgers: {self.found}. One file, one kind; or name one by --kind."
        )


class HeadingsMissing(ExchangeError):
    """`near` maps a missing heading to a heading found that may be meant by it."""

    def __init__(
        self, name: str, sheet: str, title: str, missing: tuple[str, ...], found: tuple[str, ...], near: dict[str, str]
    ) -> None:
        self.name, self.sheet, self.title, self.missing, self.found, self.near = (
            name,
            sheet,
            title,
            missing,
            found,
            near,
        )
        super().__init__(f"{name}, sheet {sheet}: {title} lacks the headings {missing}; found {found}.")


class HeadingTwice(ExchangeError):
    def __init__(self, name: str, sheet: str, heading: str) -> None:
        self.name, self.sheet, self.heading = name, sheet, heading
        super().__init__(f"{name}, sheet {sheet}: two columns are headed {heading}.")


class HeadingsShifted(ExchangeError):
    """`step` columns to the right of their headings (negative: left) stand the data."""

    def __init__(self, name: str, sheet: str, step: int, example: tuple[str, str]) -> None:
        self.name, self.sheet, self.step, self.example = name, sheet, step, example
        super().__init__(f"{name}, sheet {sheet}: the data stand {step} columns off their headings, as in {example}.")


class AmbiguousMapping(ExchangeError):
    """`found` are pairs (sender, title of the kind) whose mappings fit."""

    def __init__(self, name: str, found: Iterable[tuple[str, str]]) -> None:
        self.name, self.found = name, tuple(found)
        super().__init__(f"{name}: its headings fit the mappings of {self.found}. Name the sender.")


class MappingUnfit(ExchangeError):
    """`kinds` are the kinds for which the sender has a mapping; empty if there is none at all."""

    def __init__(self, name: str, sender: str, kinds: Iterable[str]) -> None:
        self.name, self.sender, self.kinds = name, sender, tuple(kinds)
        super().__init__(f"{name}: its headings are not those of {sender}'s mappings {self.kinds}.")


class MappingUnreadable(ExchangeError):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The mapping can't be read: {reason}.")


@dataclass(frozen=True)
class MappingFault:
    """
    One thing wrong with a mapping.

    code   "open", "unknown", "column_twice", "heading_twice", "fixed_and_mapped", "unclear" or "missing"
    where  the heading; `found` is what stands there
    says   for "unclear": the Chinese sentence of our own reader
    """

    code: str
    where: str
    found: str
    says: str = ""


class MappingInvalid(ExchangeError):
    def __init__(self, sender: str, title: str, faults: tuple[MappingFault, ...]) -> None:
        self.sender, self.title, self.faults = sender, title, faults
        super().__init__(f"The mapping of {sender} for {title} is not saved: {faults}.")


class UnknownMapping(ExchangeError):
    """`senders` are those that have one."""

    def __init__(self, sender: str, senders: Iterable[str]) -> None:
        self.sender, self.senders = sender, tuple(senders)
        super().__init__(
            f"There is no mapping of {sender!r}; there are those of {', '.join(self.senders) or 'nobody'}."
        )


class UnknownKind(ExchangeError):
    def __init__(self, kind: str, kinds: Iterable[str]) -> None:
        self.kind, self.kinds = kind, tuple(kinds)
        super().__init__(f"There is no ledger kind {kind!r}; there are {', '.join(self.kinds)}.")


class NoFiles(ExchangeError):
    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(f"No .xlsx, .xls or .csv file at {', '.join(self.paths)}.")


class ImportRunning(ExchangeError):
    """`file` and `started_at` (ISO text) of the import that runs."""

    def __init__(self, file: str, started_at: str, waited_seconds: float) -> None:
        self.file, self.started_at, self.waited_seconds = file, started_at, waited_seconds
        super().__init__(f"An import of {file} runs since {started_at}; waited {waited_seconds:.0f} s for it.")


class ImportCancelled(ExchangeError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name}: the import was cancelled. Nothing of the file was written.")


class RecordsMoved(ExchangeError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name}: records changed between checking and writing. Nothing was written; import it again.")


class RefusedByDatabase(ExchangeError):
    def __init__(self, name: str, constraint: str) -> None:
        self.name, self.constraint = name, constraint
        super().__init__(f"{name}: the database refused its rows ({constraint}). Nothing of the file was written.")


class TreeBroken(ExchangeError):
    """`offices` are codes of offices without a way up to a root."""

    def __init__(self, offices: Iterable[str]) -> None:
        self.offices = tuple(offices)
        super().__init__(f"Offices {self.offices} have no way up to a root: their parent is refused or below them.")


class OutOfScope(ExchangeError):
    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"{title} belongs to no single office; a post of the bureau itself imports it.")


class KindNotAllowed(ExchangeError):
    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"The acting post may not import {title}: matters and reference data are in different hands.")


class UnknownBatch(ExchangeError):
    def __init__(self, batch: int) -> None:
        self.batch = batch
        super().__init__(f"There is no batch {batch}.")


class FileNotKept(ExchangeError):
    def __init__(self, batch: int) -> None:
        self.batch = batch
        super().__init__(f"That file of batch {batch} is not kept.")


@dataclass(frozen=True)
class Blocker:
    """
    Why a batch can't be undone.

    code   "state", "kind", "files", "later", "act", "frozen", "referred", "scope" or "erased"
    count  how many rows it concerns, 0 where it is not told by rows
    found  an example: a key, an act, years, what refers to the rows
    """

    code: str
    count: int
    found: str


class UndoRefused(ExchangeError):
    def __init__(self, batch: int, name: str, blockers: tuple[Blocker, ...]) -> None:
        self.batch, self.name, self.blockers = batch, name, blockers
        super().__init__(f"Batch {batch} ({name}) can't be undone: {blockers}.")


class UnknownLayout(ExchangeError):
    def __init__(self, code: str, codes: Iterable[str]) -> None:
        self.code, self.codes = code, tuple(codes)
        super().__init__(f"There is no layout {code!r}; there are {', '.join(self.codes)}.")


class LayoutInvalid(ExchangeError):
    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"Layout {name}: {reason}.")


class LayoutPeriod(ExchangeError):
    """`wanted` is "year", "quarter" or "month"."""

    def __init__(self, title: str, wanted: str, found: str) -> None:
        self.title, self.wanted, self.found = title, wanted, found
        super().__init__(f"{title} is sent by {wanted}; {found} is none.")


class ListTooLong(ExchangeError):
    def __init__(self, rows: int, most: int) -> None:
        self.rows, self.most = rows, most
        super().__init__(f"The list has {rows} rows; one file takes {most}. Narrow it, or export the ledger by period.")


class ReceiptUnknown(ExchangeError):
    """`layouts` are titles of the layouts whose receipts are known; those that fit, if several do."""

    def __init__(self, name: str, layouts: Iterable[str]) -> None:
        self.name, self.layouts = name, tuple(layouts)
        super().__init__(f"{name} is not the receipt of exactly one layout: {', '.join(self.layouts)}.")
