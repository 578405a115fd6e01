"""A line's part of the annual report as data: sentences with figure slots, tables, charts."""

from dataclasses import dataclass
from typing import Literal

from fazhi.engines.citation import Article, Document


@dataclass(frozen=True)
class Section:
    """
    One line's part of the annual report.

    heading     under which of the report's prescribed headings: "results", "shortcomings", "leader", "plans", "other"
    order       position under that heading
    paragraphs  sentences with figure slots in braces: "全年共化解矛盾纠纷{mediation.people.resolved}。"
                A slot prints value and unit; every figure in the text is a slot
    tables      tables that follow the paragraphs
    plain       the same for a citizen: short sentences with slots, codes of `paragraphs` only
    words       what the terms in `plain` mean, in a line each
    """

    line: str
    heading: str
    order: int
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple["Table", ...] = ()
    charts: tuple["Chart", ...] = ()
    plain: tuple[str, ...] = ()
    words: tuple["Word", ...] = ()


@dataclass(frozen=True)
class Word:
    """A term (名词) and what it means, in plain words; `basis` is where they come from, if from a law."""

    term: str
    meaning: str
    basis: Article | Document | None = None


@dataclass(frozen=True)
class Table:
    """
    A table of indicators (columns) broken down by one dimension (rows), with a total row.

    heads  short column heads in the order of `codes`; the indicators' titles if none are given
    """

    title: str
    by: str
    codes: tuple[str, ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """
    A bar chart of indicators broken down by one dimension, drawn beside its data table.

    heads    short names of the series in the order of `codes`; the indicators' titles if none are given
    form     "columns" in the order of the keys; "rows" by size, for long labels
    stacked  several codes on top of each other: they must be parts of one whole
    most     of rows, how many are drawn; the others stand together in a last one
    """

    title: str
    by: str
    codes: tuple[str, ...]
    heads: tuple[str, ...] = ()
    form: Literal["columns", "rows"] = "columns"
    stacked: bool = False
    most: int | None = None
