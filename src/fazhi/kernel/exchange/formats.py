"""
Ledger formats as data (台账格式): sheet, columns, natural key, checks, target.

One declaration yields the blank template, the reading, the checks, the refusals in the template's layout and the
export, so that a ledger goes out in the format in which it comes in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

import polars as pl
from django.db.models import Model


class Type(StrEnum):
    """
    What a column holds, and what it becomes in the typed frame.

    MONEY is written in yuan with at most two decimals and read as integer fen; CODE is written as its official label
    and read as its code; FLAG is 是/否 (blank: 否) and read as 0/1; DATE is a local day.
    """

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    CODE = "code"
    FLAG = "flag"
    PHONE = "phone"


@dataclass(frozen=True)
class Column:
    """
    One column of a ledger.

    heading   the official heading; `synonyms` are read as well
    labels    for CODE: code → official label; `spellings` (as written → code) are read as well
    lookup    name of one of the format's references: the value must be found there
    low/high  bounds of an integer, or of money in fen
    added     the ledger got the column later: a file without its heading is complete, its cells are blank
    identifier  the text is a number or code: spaces in it are dropped (so are those of keys and looked-up columns)
    paragraphs  the text has paragraphs: its line breaks stay, which are spaces elsewhere
    hint      what the template says of the column
    """

    name: str
    heading: str
    type: Type = Type.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    lookup: str | None = None
    max_length: int = 120
    low: int | None = None
    high: int | None = None
    added: bool = False
    identifier: bool = False
    paragraphs: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Check:
    """
    A condition across columns of one row.

    wrong    builds the expression that is true where the row is wrong (null counts as not wrong); typed columns
    column   the column beside which the sentence stands
    says     what is wrong and what would be right, in Chinese; {heading} slots are filled with the cells as read
    warning  True: the row is accepted and the sentence is reported
    """

    code: str
    column: str
    wrong: Callable[[], pl.Expr]
    says: str
    warning: bool = False


@dataclass(frozen=True)
class DocumentPair:
    """A document type column and its number column, checked by the rule of the type (身份证号, 统一社会信用代码)."""

    type_column: str
    number_column: str


@dataclass(frozen=True)
class Reference:
    """
    A look-up of codes in the records.

    frame  reads the known codes: columns `code` (text) and `id`, and more that the target wants; they arrive in the
           typed frame as `<column>__id`, `<column>__…`
    says   the sentence for a code that is not there; {value} is the cell
    own    offices have codes of their own: looked for among those of the row's `office`, whose code the frame has as `office`
    """

    name: str
    frame: Callable[[], pl.DataFrame]
    says: str
    own: bool = False


@dataclass(frozen=True)
class Batch:
    """
    One file's import as the target sees it.

    at     when it is recorded; by the code of the acting post or "system"
    sha256 digest of the original file, the reason given for rectifications
    """

    id: int
    at: datetime
    by: str
    sha256: str


class Target(Protocol):
    """
    Where a format's rows go; written by the line that owns the records.

    Frames are typed: one column per format column (blank cells null, a blank FLAG 0), `<column>__…` of the references,
    and `subject`, the row's matter id (UUID text with hyphens; a new UUIDv7 for new rows, the stored one for updates).
    """

    @property
    def procedure(self) -> str:
        """
        Name under which subjects stand in the trail; acts outside imports are looked for under it, and under the names
        that it begins, as "referral" begins "referral.police".
        """

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        """For those of `keys` (the key columns, typed, references included) that the records have: the keys and `subject`."""

    def records(self, rows: pl.DataFrame, batch: Batch) -> Sequence[tuple[type[Model], pl.DataFrame]]:
        """What new rows become, a frame for each table. Called before the transaction; writes nothing."""

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        """What else new rows need once their records are written. Called inside the import's transaction."""

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        """Write changed rows; returns the old values, a mapping for each with `subject`, for the trail's erasable detail."""

    def export(self, start: date, end: date) -> pl.DataFrame:
        """The typed frame of the rows that belong to the period [start, end] (days), in ledger order."""


@runtime_checkable
class Undoable(Protocol):
    """
    A target whose imports can be undone while nothing was built on them; a batch of another target stays.

    Both are called inside the undo's transaction, on frames and values as they were kept with the batch. A database
    constraint that something else refers to a record may refuse: the undo is then refused as a whole.
    """

    def remove(self, rows: pl.DataFrame, batch: Batch) -> None:
        """Delete the records that `insert` made, with all that came with them; `rows` as `insert` had them."""

    def restore(self, old: Sequence[Mapping[str, Any]], batch: Batch) -> None:
        """Write back the old values that `update` returned; ids, days and moments are text, as JSON keeps them."""


@dataclass(frozen=True)
class Format:
    """
    A ledger format.

    code        as "mediation.people"; `title` is the ledger's official name and the template's title row
    key         names of the natural key's columns
    order       imports of a folder go by ascending order (offices before matters)
    stands_on   the column that names the matter on which rows stand, and its procedure: once somebody has acted on that, no
                row of it comes or changes by a ledger; None for rows that are matters themselves
    scope_rule  by what rule, with its document, nobody reports for another office; told to who tries, beside what is right
    """

    code: str
    title: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    target: Target
    checks: tuple[Check, ...] = ()
    documents: tuple[DocumentPair, ...] = ()
    references: tuple[Reference, ...] = ()
    order: int = 100
    stands_on: tuple[str, str] | None = None
    scope_rule: str = ""

    def column(self, name: str) -> Column:
        """The column `name`; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]


_formats: dict[str, Format] = {}


def register(*formats: Format) -> None:
    """Make formats known; called from the `apps.py` of the line that owns them."""
    for item in formats:
        _formats[item.code] = item


def registered() -> tuple[Format, ...]:
    """All formats in import order."""
    return tuple(sorted(_formats.values(), key=lambda item: (item.order, item.code)))


def brings(procedure: str) -> bool:
    """Whether a ledger brings matters of this procedure; "referral" stands for "referral.police" and the like too."""
    named = {item.target.procedure for item in _formats.values()}
    return any(procedure == name or procedure.startswith(f"{name}.") for name in named)
