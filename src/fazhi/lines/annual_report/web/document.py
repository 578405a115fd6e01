"""The report laid out for reading: numbered parts, blocks of text, tables and charts, and where a figure opens."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from fazhi.engines.chart import style_of
from fazhi.engines.citation import to_chinese
from fazhi.lines.annual_report.papers import data_rows, drawing, remarks
from fazhi.lines.annual_report.queries.previous import REDEFINED
from fazhi.lines.annual_report.rules.anchors import digest_of, words_of
from fazhi.lines.annual_report.rules.growth import signed
from fazhi.lines.annual_report.terms import (
    Heading,
    Piece,
    Previous,
    PrintedChart,
    PrintedFigure,
    PrintedSection,
    PrintedTable,
    Report,
)


@dataclass(frozen=True)
class Before:
    """The year before, told behind a figure; `before` is the whole remark."""

    before: str


@dataclass(frozen=True)
class TableTotal:
    """A cell of a table's total row; it opens the column's figure."""

    text: str
    code: str


@dataclass(frozen=True)
class Block:
    """
    One paragraph, table or chart; exactly one of the three is given.

    anchors  codes of the figures that stand here for the first time: their links come back to this block
    total    the table's total row, first the row heading
    drawing  the chart as SVG; `legend` pairs a class with a title where it has several series; `rows` are its numbers
    opens    the opened figure follows this block
    digest   of a paragraph's words, by which comments find it; `comments` are the open ones that stand at it
    place    number of the block in the document, where a figure opens without a new page
    """

    pieces: tuple[Piece | Before, ...] = ()
    table: PrintedTable | None = None
    total: tuple[TableTotal, ...] = ()
    chart: PrintedChart | None = None
    drawing: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    anchors: tuple[str, ...] = ()
    opens: bool = False
    digest: str = ""
    comments: int = 0
    place: int = 0


@dataclass(frozen=True)
class ShownSection:
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """
    One of the five prescribed contents.

    remarks  that nothing stands here or no causes, and why it was signed all the same
    """

    heading: Heading
    number: str
    title: str
    remarks: tuple[str, ...]
    sections: tuple[ShownSection, ...]

    @property
    def is_present(self) -> bool:
        return bool(self.sections)


@dataclass(frozen=True)
class Document:
    """
    The whole report.

    opens_first  the opened figure stands in no block, so it comes before the text
    """

    parts: tuple[Part, ...]
    opens_first: bool


def lay_out(
    report: Report, opened: str | None = None, commented: Mapping[str, int] | None = None, *, beside: bool = False
) -> Document:
    """
    Number and arrange the report.

    opened     code of the figure that is open, if any
    commented  digest of a paragraph → how many open comments stand there
    beside     behind each figure the year before
    """
    layout = _Layout(opened, commented or {}, beside)
    parts = tuple(
        Part(
            heading,
            to_chinese(place),
            heading.titled(report.year),
            tuple(remarks(report, heading)),
            tuple(layout.sections(sections)),
        )
        for place, (heading, sections) in enumerate(report.sections, 1)
    )
    return Document(parts, opens_first=layout.waiting)


def _with_before(pieces: Iterable[Piece]) -> Iterator[Piece | Before]:
    for piece in pieces:
        yield piece
        if isinstance(piece, PrintedFigure) and piece.previous:
            yield Before(told_before(piece, piece.previous))


def told_before(figure: PrintedFigure, before: Previous) -> str:
    """The year before with difference and growth, as 2023年35000件，+5980件，+17.1%."""
    unit = "个百分点" if figure.unit == "%" else figure.unit
    change = (
        "" if before.difference is None else f"{signed(before.difference)}{unit}",
        "" if before.growth is None else f"{signed(before.growth)}%",
        REDEFINED if before.redefined else "",
        _("虚构") if before.is_invented else "",
    )
    return "，".join((f"{before.year}{_('年')}{before.text}", *filter(None, change)))


def _legend(chart: PrintedChart) -> tuple[tuple[str, str], ...]:
    if len(chart.series) < 2:
        return ()
    return tuple((style_of(place), title) for place, (title, _) in enumerate(chart.series))


class _Layout:
    """Remembers which figures already have their place, and whether the opened one waits for its own."""

    def __init__(self, opened: str | None, commented: Mapping[str, int], beside: bool) -> None:
        self.opened, self.commented, self.beside = opened, commented, beside
        self.waiting = opened is not None
        self.placed: set[str] = set()
        self.charts = 0
        self.count = 0

    def sections(self, sections: tuple[PrintedSection, ...]) -> Iterator[ShownSection]:
        for place, section in enumerate(sections, 1):
            blocks = tuple(self._numbered(block) for block in self.blocks(section))
            yield ShownSection(f"（{to_chinese(place)}）", section.title, blocks)

    def _numbered(self, block: Block) -> Block:
        self.count += 1
        return replace(block, place=self.count)

    def blocks(self, section: PrintedSection) -> Iterator[Block]:
        for pieces in section.paragraphs:
            codes = [piece.code for piece in pieces if isinstance(piece, PrintedFigure)]
            digest = digest_of(words_of(pieces))
            yield Block(
                pieces=tuple(_with_before(pieces)) if self.beside else pieces,
                anchors=self._anchors(codes),
                opens=self._opens(codes),
                digest=digest,
                comments=self.commented.get(digest, 0),
            )
        for table in section.whole_tables:
            opening = ("", *table.codes) if table.total else ()
            total = tuple(TableTotal(*cell) for cell in zip(table.total, opening, strict=True))
            yield Block(table=table, total=total, anchors=self._anchors(table.codes), opens=self._opens(table.codes))
        for chart in section.whole_charts:
            self.charts += 1
            yield Block(
                chart=chart,
                drawing=drawing(chart, f"chart-{self.charts}", standalone=False),
                legend=_legend(chart),
                rows=tuple(data_rows(chart)),
            )

    def _anchors(self, codes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        fresh = tuple(code for code in dict.fromkeys(codes) if code not in self.placed)
        self.placed.update(fresh)
        return fresh

    def _opens(self, codes: list[str] | tuple[str, ...]) -> bool:
        if self.waiting and self.opened in codes:
            self.waiting = False
            return True
        return False
