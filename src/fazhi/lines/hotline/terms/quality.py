"""The nouns of quality checks: rounds, score sheets, what became of a drawn consultation."""

from collections.abc import Mapping
from dataclasses import dataclass

from fazhi.engines.citation import Article
from fazhi.engines.codes import Labelled

PRIVACY = Article("个人信息保护法", 51)
"""Whoever handles personal information decides who may get at it. A recording of a consultation is that of a sensitive kind (art. 28)."""

LEAST_SHARE = 5
"""Per cent of the answered consultations, 待核: the target that provinces print (质检率5%以上); no text of national force was found."""
USUAL_BOUND = 10
"""Points by which two scorers may differ, ours: 待核."""
MOST_BOUND = 100
SCORERS = 2
THIRD = 3
"""The place of the head's decision, after the two scorers'."""
FULL_POINTS = 100


class Level(Labelled):
    """How far an item was done (评分档次), from the least."""

    NOT = "not", "没有做到"
    PARTLY = "partly", "部分做到"
    DONE = "done", "做到"


LEVELS = tuple(Level)


class Grade(Labelled):
    """What a score amounts to (等次), from the least. The thresholds are the sheet's, 待核."""

    FAILED = "failed", "不合格"
    PASSED = "passed", "合格"
    GOOD = "good", "良好"
    EXCELLENT = "excellent", "优秀"


GRADES = tuple(Grade)


class CheckState(Labelled):
    """Where a drawn consultation stands (质检状态)."""

    AWAITED = "awaited", "待评分"
    HALF = "half", "已有一人评分"
    DISPUTED = "disputed", "待裁定"
    SETTLED = "settled", "已评定"


@dataclass(frozen=True)
class Item:
    """One thing that is scored: at most `points`."""

    code: str
    title: str
    asks: str
    points: int


@dataclass(frozen=True)
class Sheet:
    """
    A score sheet (评分表) of a version.

    faults      code → title of what fails a consultation whatever else (红线)
    thresholds  grade → least points, from the best
    """

    version: int
    items: tuple[Item, ...]
    faults: Mapping[str, str]
    thresholds: tuple[tuple[Grade, int], ...]


@dataclass(frozen=True)
class Marks:
    """What one scorer says: item → level, and the faults found."""

    levels: Mapping[str, Level]
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """
    What the scores of a drawn consultation come to.

    half_points  twice the points of 100, since the mean of two may end in a half; None until it is settled, as is `grade`
    """

    state: CheckState
    half_points: int | None = None
    grade: Grade | None = None
