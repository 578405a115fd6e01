"""What a reading of a report is made of: figures, and relations stated among them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What is stated of the figures of one relation."""

    SUM = "sum"
    SHARE = "share"
    GROWTH = "growth"
    BOUND = "bound"


class Bound(StrEnum):
    """How a figure is limited when it is not stated exactly: 余、多、超过 · 不足、以下 · 近、约、左右."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


PERCENT = "%"
POINTS = frozenset({"个百分点", "百分点"})
TIMES = "倍"
RELATIVE_UNITS = POINTS | {PERCENT, "‰", TIMES}


@dataclass(frozen=True)
class StatedFigure:
    """
    One figure as the report states it.

    text    the words, from the number to the unit, as written
    value   decimal string, 万 and 亿 expanded, percentages as given
    unit    the word that follows the number; "%" also for 百分之… and …成
    offset  code points from the beginning of the text
    slack   half a unit of the last digit as written; 0 for a whole number without 万 or 亿
    bound   None for a figure stated exactly (or rounded, see slack)
    """

    text: str
    value: str
    unit: str
    offset: int
    slack: Decimal = Decimal(0)
    bound: Bound | None = None

    @property
    def number(self) -> Decimal:
        return Decimal(self.value)

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    @property
    def is_count(self) -> bool:
        """Whether it counts or measures things, rather than comparing two figures."""
        return self.unit not in RELATIVE_UNITS


@dataclass(frozen=True)
class StatedIdentity:
    """
    One relation that the text states and that its own figures can test.

    expression  in figures, as "794 + 184198 = 184992"
    offset      of the first of its figures
    """

    expression: str
    kind: Kind
    holds: bool
    offset: int


@dataclass(frozen=True)
class Reading:
    """All figures and all testable relations of one text, each in the order of the text."""

    figures: tuple[StatedFigure, ...]
    identities: tuple[StatedIdentity, ...]
