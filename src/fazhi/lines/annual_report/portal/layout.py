"""A published report laid out for reading: parts, paragraphs with figures as links, and where the opened figure stands."""

from dataclasses import dataclass
from typing import Any

from fazhi.engines.chart import cell_bar
from fazhi.engines.citation import to_chinese
from fazhi.lines.annual_report.terms import WITHHELD

Data = dict[str, Any]


@dataclass(frozen=True)
class Paragraph:
    """`pieces` are texts and figures (mappings with code and text); `opens` tells that the opened figure follows."""

    pieces: tuple[Any, ...]
    opens: bool


@dataclass(frozen=True)
class SectionShown:
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Data, ...]


@dataclass(frozen=True)
class PartShown:
    number: str
    title: str
    remarks: tuple[str, ...]
    sections: tuple[SectionShown, ...]


@dataclass(frozen=True)
class OpenedFigure:
    """
    A figure opened to its definition and its published breakdown.

    table  heads, lines of (label, bar as SVG, cells), total; None where no breakdown is published
    with_  title and code of the figure in whose table it stands, "" for none
    """

    code: str
    title: str
    value: str
    unit: str
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    source: str
    version: int
    heads: tuple[str, ...]
    lines: tuple[tuple[str, str, tuple[str, ...]], ...]
    total: tuple[str, ...]
    withholds: bool
    with_code: str
    with_title: str


def parts_of(data: Data, opened: str = "") -> tuple[PartShown, ...]:
    """The text; `opened` is the code of the figure that is open, and its panel follows the first paragraph that cites it."""
    waiting = bool(opened)
    parts = []
    for place, part in enumerate(data["text"], 1):
        sections = []
        for number, section in enumerate(part["sections"], 1):
            paragraphs = []
            for pieces in section["paragraphs"]:
                opens = waiting and any(isinstance(piece, dict) and piece["code"] == opened for piece in pieces)
                waiting = waiting and not opens
                paragraphs.append(Paragraph(tuple(pieces), opens))
            tables = tuple(section["tables"])
            sections.append(SectionShown(f"（{to_chinese(number)}）", section["title"], tuple(paragraphs), tables))
        parts.append(PartShown(to_chinese(place), part["title"], tuple(part["remarks"]), tuple(sections)))
    return tuple(parts)


def figures_cited(data: Data) -> list[Data]:
    """The figures that the text cites, each once, in reading order."""
    by_code = {figure["code"]: figure for figure in data["figures"]}
    codes = dict.fromkeys(
        piece["code"]
        for part in data["text"]
        for section in part["sections"]
        for pieces in section["paragraphs"]
        for piece in pieces
        if isinstance(piece, dict)
    )
    return [by_code[code] for code in codes]


def open_figure(data: Data, code: str) -> OpenedFigure | None:
    """A cited figure opened; None if the report cites none of that code."""
    figures = {figure["code"]: figure for figure in data["figures"]}
    if code not in {figure["code"] for figure in figures_cited(data)}:
        return None
    figure = figures[code]
    told = figure.get("definition") or {}
    whole = told.get("shown_with") or ""
    table = told.get("breakdown") or (figures[whole]["definition"]["breakdown"] if whole else None)
    return OpenedFigure(
        code=code,
        title=figure["title"],
        value=grouped(figure["value"]),
        unit=figure["unit"],
        counted=tuple(told.get("counted", ())),
        left_out=tuple(told.get("left_out", ())),
        source=told.get("source", ""),
        version=told.get("version", 1),
        heads=tuple(table["heads"]) if table else (),
        lines=tuple(_lines(table["rows"])) if table else (),
        total=tuple(table["total"]) if table else (),
        withholds=table is not None and any(WITHHELD in row for row in (*table["rows"], table["total"])),
        with_code=whole,
        with_title=figures[whole]["title"] if whole else "",
    )


def _lines(rows: list[list[str]]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each row with a bar of its last number, by which they are compared; the largest first, withheld ones last by name."""
    sized = [(number(row[-1]), row) for row in rows]
    largest = max((size for size, _ in sized if size is not None), default=0)
    ordered = sorted(sized, key=lambda each: (each[0] is None, -(each[0] or 0), each[1][0]))
    return [(row[0], cell_bar([size], largest) if size is not None else "", tuple(row[1:])) for size, row in ordered]


def number(text: str) -> int | None:
    """A cell as an integer; None for what is withheld or is none."""
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() else None


def grouped(value: int | str | None) -> str:
    """40980 → 40,980; a decimal keeps its digits; no value is a dash."""
    if value is None or value == "—":
        return "—"
    whole, point, rest = str(value).partition(".")
    return f"{int(whole):,}{point}{rest}"
