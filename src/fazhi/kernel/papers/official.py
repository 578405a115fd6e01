"""
An official paper 公文 as data: its parts by GB/T 9704-2012, before any renderer.

Both renderers, `official_word` and `official_pdf`, take their words from here: numbering, dates, 附件说明, 版记.
State secrets have no place in this system (保守国家秘密法), so there are no 份号 and no 密级.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise

from fazhi.engines.citation import to_chinese
from fazhi.kernel.papers.errors import PaperIncomplete
from fazhi.kernel.papers.layout import CHARACTERS


class Urgency(Enum):
    """紧急程度."""

    EXTRA = "特急"
    URGENT = "加急"


class Disclosure(Enum):
    """公开属性 (公文处理工作条例: decided when the paper is made)."""

    ACTIVE = "此件主动公开"
    ON_REQUEST = "此件依申请公开"
    NONE = "此件不予公开"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, without its number: 一、（一）1.（1） are put before it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Grid:
    """
    A table.

    shares  the columns' shares of the width; equal ones if not given
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    shares: tuple[int, ...] = ()


Block = Heading | Text | Grid


@dataclass(frozen=True)
class Annex:
    """An attachment 附件 printed with the paper, on pages of its own."""

    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class OfficialPaper:
    """
    One official paper.

    issuers      发文机关, the sponsor 主办机关 first; each signs
    title_lines  the title as its sense breaks it into lines; one line unless given
    sealed_date  成文日期
    red_head     版头 with the 发文机关标志 in red; False for internal papers, which have none
    mark_word    follows the issuers in the head: 文件, or "" where the name stands alone
    signers      签发人, for papers to a superior (上行文) only
    annexes      附件; `attached` names those that come as files of their own
    remarks      附注, without brackets
    copies       抄送机关
    printer      印发机关, with `printed_date`; a paper with either, or with copies, has a 版记
    notice       printed in the head of every page, as for synthetic data

    Raises PaperIncomplete if a part is missing or contradicts another.
    """

    title: str
    issuers: tuple[str, ...]
    sealed_date: date
    body: tuple[Block, ...]
    number: str = ""
    title_lines: tuple[str, ...] = ()
    red_head: bool = True
    mark_word: str = "文件"
    urgency: Urgency | None = None
    signers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    attached: tuple[str, ...] = ()
    disclosure: Disclosure | None = None
    remarks: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    printer: str = ""
    printed_date: date | None = None
    notice: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        for holds, part, expected in self._conditions():
            if not holds:
                raise PaperIncomplete(part, expected)

    def _conditions(self) -> Iterator[tuple[bool, str, str]]:
        yield bool(self.title.strip()), "标题", "不能空白"
        yield "".join(self.title_lines or (self.title,)) == self.title, "标题", "分行后的文字应与标题一致"
        yield bool(self.issuers) and all(name.strip() for name in self.issuers), "发文机关", "至少写明一个机关"
        yield bool(self.body), "正文", "不能空白"
        yield self.red_head or not self.signers, "签发人", "只用于有版头的上行文"
        yield bool(self.printer) == (self.printed_date is not None), "版记", "印发机关与印发日期应同时写明"
        yield self.printed_date is None or self.printed_date >= self.sealed_date, "印发日期", "不早于成文日期"
        for block in self._blocks():
            yield from _block_conditions(block)

    def _blocks(self) -> Iterator[Block]:
        yield from self.body
        for annex in self.annexes:
            yield from annex.body

    def require_number(self) -> None:
        """Raise PaperIncomplete if a paper with a red head has no 发文字号 yet; renderers ask before they begin."""
        if self.red_head and not self.number:
            raise PaperIncomplete("发文字号", "有版头的公文应先编号")

    @property
    def marks(self) -> tuple[str, ...]:
        """Lines in the upper left corner of a paper with a red head."""
        return (self.urgency.value,) if self.urgency else ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The title, broken into lines."""
        return self.title_lines or (self.title,)

    @property
    def addressed(self) -> str:
        """主送机关, closed by a full-width colon; "" for none."""
        return f"{'、'.join(self.addressees)}：" if self.addressees else ""

    @property
    def attachment_titles(self) -> tuple[tuple[str, str], ...]:
        """附件说明: number ("1.", or "" for a single one) and title, without a full stop."""
        titles = (*(annex.title for annex in self.annexes), *self.attached)
        return tuple((f"{place}." if len(titles) > 1 else "", title) for place, title in enumerate(titles, 1))

    def annex_label(self, place: int) -> str:
        """附件, or 附件2 where there are several; `place` counts from 1."""
        return f"附件{place}" if len(self.attachment_titles) > 1 else "附件"

    @property
    def ends_short(self) -> bool:
        """Whether the text ends in a paragraph of three lines at most, which a seal's page can begin with."""
        last = self.body[-1]
        return isinstance(last, Text) and width_of(last.text) <= 3 * CHARACTERS - 2

    @property
    def footnotes(self) -> tuple[str, ...]:
        """附注 in brackets, the 公开属性 first."""
        told = (self.disclosure.value,) if self.disclosure else ()
        return tuple(f"（{text}）" for text in (*told, *self.remarks))

    @property
    def copied(self) -> str:
        """抄送机关, closed by a full stop; "" for none."""
        return f"{'，'.join(self.copies)}。" if self.copies else ""

    @property
    def printed(self) -> str:
        """印发日期 as the 版记 has it."""
        return f"{day_text(self.printed_date)}印发" if self.printed_date else ""

    @property
    def has_imprint(self) -> bool:
        return bool(self.copies or self.printer)


def _block_conditions(block: Block) -> Iterator[tuple[bool, str, str]]:
    match block:
        case Heading(text, level):
            yield bool(text.strip()), "结构层次", "标题不能空白"
            yield 1 <= level <= 4, "结构层次", "共四层：一、（一）1.（1）"
        case Text(text):
            yield bool(text.strip()), "正文", "段落不能空白"
        case Grid(heads, rows, _, shares):
            yield all(len(row) == len(heads) for row in rows), "表格", "各行与表头列数一致"
            yield len(shares) in {0, len(heads)}, "表格", "列宽与表头列数一致"


def day_text(day: date) -> str:
    """2024年6月3日: Arabic numerals, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_of(text: str) -> float:
    """How wide `text` is, in Chinese characters: signs of ASCII take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def numbered(body: Sequence[Block]) -> tuple[Block, ...]:
    """
    The body with its headings numbered: 一、 （一） 1. （1）, each level anew under the one above.

    Raises PaperIncomplete if a level is skipped on the way down.
    """
    levels = [block.level for block in body if isinstance(block, Heading)]
    for above, below in pairwise([0, *levels]):
        if below > above + 1:
            raise PaperIncomplete("结构层次", f"第{to_chinese(below)}层之上应先有第{to_chinese(below - 1)}层")
    counts = [0] * 5
    made: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (4 - block.level)
            block = Heading(_ordinal(block.level, counts[block.level]) + block.text, block.level)
        made.append(block)
    return tuple(made)


def _ordinal(level: int, count: int) -> str:
    chinese = to_chinese(count)
    return {1: f"{chinese}、", 2: f"（{chinese}）", 3: f"{count}.", 4: f"（{count}）"}[level]
