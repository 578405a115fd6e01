"""
A paper of a matter's file (案卷文书) as data: a form in a frame, a record, an agreement; before any renderer.

Unlike an official paper 公文 it has no 版头 and 版记 and is not bound by GB/T 9704-2012: the forms of its trade say how it looks.
Both renderers, `sheet_word` and `volume_pdf`, take their words from here. What is not known stands as room to write in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.papers.errors import PaperIncomplete
from fazhi.kernel.papers.official import Grid, Text, day_text

BLANK_DAY = "　　　年　　月　　日"
"""A day to be written by hand."""


@dataclass(frozen=True)
class Cell:
    """
    One cell of a frame.

    span   how many columns it takes
    label  whether it names what stands beside it; labels are set in 黑体, centred
    lines  the least height, in lines: room for a hand
    """

    text: str = ""
    span: int = 1
    label: bool = False
    lines: int = 1


@dataclass(frozen=True)
class Frame:
    """A form: rows of cells, whose spans add up to the columns in each; `shares` are the columns' shares of the width."""

    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Labelled:
    """
    `label：text` set from the margin, the label in 黑体; without text so many ruled `lines` to write on.

    A text without a label is an addressee's name.
    """

    label: str
    text: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Ruled:
    """Ruled lines to write on."""

    lines: int


@dataclass(frozen=True)
class Signature:
    """
    Who signs, and when; room for the name, and for the day if it is not known yet.

    note  how, as 签名、盖章或者按指印
    """

    label: str
    note: str = "签名"
    day: date | None = None

    @property
    def text(self) -> str:
        return f"{self.label}（{self.note}）："


@dataclass(frozen=True)
class Signatures:
    """
    All who sign, the last of them the body that seals: its name over the day, with room for a seal that covers both.

    One block: it is never broken over pages, and never stands on a page without words of the paper.
    """

    signers: tuple[Signature, ...] = ()
    sealed_by: str = ""
    sealed_date: date | None = None


SheetBlock = Text | Grid | Frame | Labelled | Ruled | Signatures


@dataclass(frozen=True)
class Sheet:
    """
    One paper of a file.

    title      in 小标宋
    blocks     from top to bottom
    dated      the only date in the file's properties
    office     the body whose paper it is, over the title; "" where it stands elsewhere
    number     under the title, at the right
    is_cover   the cover of a file: larger, spread over the page
    notice     printed in the head of every page, as for synthetic data

    Raises PaperIncomplete if a part is missing or contradicts another.
    """

    title: str
    blocks: tuple[SheetBlock, ...]
    dated: date
    office: str = ""
    number: str = ""
    is_cover: bool = False
    notice: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        for holds, part, expected in self._conditions():
            if not holds:
                raise PaperIncomplete(part, expected)

    def _conditions(self) -> Iterator[tuple[bool, str, str]]:
        yield bool(self.title.strip()), "标题", "不能空白"
        yield bool(self.blocks), "正文", "不能空白"
        for block in self.blocks:
            if isinstance(block, Frame):
                widths = {sum(cell.span for cell in row) for row in block.rows}
                yield widths == {len(block.shares)}, "表格", "各行格数与列数一致"


def day_or_room(day: date | None) -> str:
    """The day, or room to write it."""
    return day_text(day) if day else BLANK_DAY


def paragraphs(text: str) -> tuple[Text, ...]:
    """Running text, a paragraph a line; blank lines are left out."""
    return tuple(Text(line.strip()) for line in text.splitlines() if line.strip())
