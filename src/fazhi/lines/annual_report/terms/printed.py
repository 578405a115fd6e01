"""The nouns of the report: its prescribed headings, and the report as it is printed and shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fazhi.lines.annual_report.terms.life import Correction, Explained


class Heading(StrEnum):
    """The five prescribed contents, in their order (法治政府建设与责任落实督察工作规定)."""

    RESULTS = "results"
    SHORTCOMINGS = "shortcomings"
    LEADER = "leader"
    PLANS = "plans"
    OTHER = "other"

    def titled(self, year: int) -> str:
        return {
            "results": f"{year}年主要举措和成效",
            "shortcomings": "存在的不足和原因",
            "leader": "党政主要负责人履行推进法治建设第一责任人职责的情况",
            "plans": f"{year + 1}年主要安排",
            "other": "其他需要报告的情况",
        }[self.value]


@dataclass(frozen=True)
class Previous:
    """
    The same figure of the year before, and what became of it.

    value       decimal text in `unit`, as it was published or sealed; "" where only a lower bound is known
    text        as it is printed, "35000件", "不少于100支"
    difference  this year's printed value less that one, as decimal text in this year's unit; None where it can't be told
    growth      in per cent of the earlier exact value, decimal text of one digit; None for a base of zero, for shares, and
                where that value is known rounded only
    source      "frozen", or "published" in a table that was brought in
    redefined   the definitions of the two years differ
    """

    year: int
    value: str
    unit: str
    text: str
    difference: str | None
    growth: str | None
    source: str
    is_invented: bool
    redefined: bool


@dataclass(frozen=True)
class PrintedFigure:
    """
    A figure where the report prints it.

    text      value and unit as printed in running text, "40980件", "5.6亿元"
    exact     the value in base units, before rounding; None where a ratio has no denominator
    rows      register rows behind it (0 for a formula)
    previous  the year before, where it is known
    """

    code: str
    title: str
    text: str
    value: str
    unit: str
    exact: Fraction | None
    rows: int
    previous: Previous | None = None


Piece = str | PrintedFigure

WITHHELD = "隐去"
"""Stands in the plain version's breakdowns for a number that is small, or that would give a small one away."""

DASH = "—"
"""Stands for it in the report's tables, and anywhere for a value that there is none of."""


@dataclass(frozen=True)
class PrintedTable:
    """
    Heads (first the row heading, then one per column, with unit), rows of label and values, a total row.

    withholds  some cells are `DASH` because they are small, or would give a small one away
    """

    title: str
    heads: tuple[str, ...]
    codes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    withholds: bool = False


@dataclass(frozen=True)
class PrintedChart:
    """
    Bars by label; `series` is (title, values) in the order of `labels`, None where a value is withheld.

    name       what the labels are, as 区
    form       "columns" or "rows"; `stacked` columns stand on top of each other
    is_tabled  a table of its section has all its numbers; else one of its own is printed beside it
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]
    name: str = ""
    form: str = "columns"
    stacked: bool = False
    is_tabled: bool = False

    @property
    def withholds(self) -> bool:
        return any(None in values for _, values in self.series)


@dataclass(frozen=True)
class PrintedWord:
    """A term explained; `basis` as it is cited, "" for none."""

    term: str
    meaning: str
    basis: str


@dataclass(frozen=True)
class Breakdown:
    """
    A figure's breakdown as it may be published.

    heads     first what the rows are, then one for each column
    rows      label and cells; a withheld cell is `WITHHELD`
    total     the last row
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]

    @property
    def withholds(self) -> bool:
        return any(WITHHELD in row for row in (*self.rows, self.total))


@dataclass(frozen=True)
class PlainFigure:
    """
    A figure as the plain version explains it.

    counted, left_out  sentences of its definition
    breakdown          None where none is published, or where it stands with another figure
    shown_with         the code of that other figure, of which this one is a part; "" for none
    """

    code: str
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    source: str
    version: int
    breakdown: Breakdown | None
    shown_with: str = ""


@dataclass(frozen=True)
class PrintedSection:
    """
    One line's part.

    tables, charts              as they are published, small cells withheld
    whole_tables, whole_charts  as the desk shows them to a reader who sees the rows
    plain, words                the same for a citizen, empty where the line declares none
    """

    line: str
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    tables: tuple[PrintedTable, ...]
    charts: tuple[PrintedChart, ...]
    whole_tables: tuple[PrintedTable, ...] = ()
    whole_charts: tuple[PrintedChart, ...] = ()
    plain: tuple[tuple[Piece, ...], ...] = ()
    words: tuple[PrintedWord, ...] = ()


@dataclass(frozen=True)
class PrintedIdentity:
    """`pieces` are its numbers and signs, each with the code of the figure that it is, if it is one; `broken` names the keys
    where it fails."""

    rule: str
    title: str
    holds: bool
    broken: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]

    @property
    def expression(self) -> str:
        """As "184,992 = 794 + 184,198"."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Report:
    """
    One year's report, ready to print.

    engine    "live" or "frozen"; a live one is marked 未封账
    on        the only date on it: the seal's, or the day given for a live one
    seal      digest of the frozen year's manifest, "" for a live one
    part      the office whose rows alone are counted, "" for the whole bureau
    plain     every figure explained, first those that the plain version cites
    sections  under each heading, in order: the lines' own, then what divisions contributed; a heading without a section is
              printed with the sentence that nothing is recorded
    version   of the report as a matter, 0 where none has been opened
    explained what stood in the way and was signed all the same, with the reasons
    correction what this version changed of the one before it that had left the house; None for a first one
    """

    year: int
    bureau: str
    engine: str
    on: date
    seal: str
    is_sample: bool
    sections: tuple[tuple[Heading, tuple[PrintedSection, ...]], ...]
    identities: tuple[PrintedIdentity, ...]
    figures: tuple[PrintedFigure, ...]
    part: str = ""
    version: int = 0
    explained: tuple[Explained, ...] = ()
    correction: Correction | None = None
    plain: tuple[PlainFigure, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.bureau}{self.year}年法治政府建设工作情况报告"

    def reason_for(self, code: str) -> str:
        """Why the finding `code` was signed over; "" if nobody said."""
        return next((item.reason for item in self.explained if item.code == code), "")
