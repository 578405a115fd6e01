"""What is found in prose: citations, what they resolve to, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Aliases = Mapping[str, str]
"""Short names that were declared before the text: short → full title, both without 《》."""


class Problem(StrEnum):
    """What is wrong with a citation, the gravest first: of several the first is the citation's."""

    TITLE_NOT_FOUND = "title_not_found"
    """No such title, in a kind that is complete here, or one that a known title is written like."""
    TITLE_NOT_HELD = "title_not_held"
    """The text is not here; it may well exist."""
    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    """An older version is cited: it is named, or its words are quoted under a number that has stayed."""
    ARTICLE_NOT_FOUND = "article_not_found"
    PARAGRAPH_NOT_FOUND = "paragraph_not_found"
    ITEM_NOT_FOUND = "item_not_found"
    QUOTE_MISMATCH = "quote_mismatch"
    STALE_NUMBER = "stale_number"
    """Number and quotation fit an older version; the article has another number now."""
    NOT_YET_IN_FORCE = "not_yet_in_force"


class Status(StrEnum):
    """How the version meant stands on the day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


class Sort(StrEnum):
    """Whether what is named can be the basis of an act."""

    INSTRUMENT = "instrument"
    OTHER = "other"
    """A form, a report, a standard, a contract."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place in a text: 条 with 之N (0 for none), 款 and 项; None where not named."""

    article: int
    suffix: int = 0
    paragraph: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Repeal:
    """What repeals a text: title, place in it, from when (None where nobody tells), and the sentence."""

    by_title: str
    place: str
    since: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation against those of the text; either may be empty."""

    quoted: str
    actual: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    A quotation beside the text that it is said to be from.

    start, end   the quotation, without its marks, in the text that was searched
    similarity   1 − edit distance ÷ length, signs not counted
    differences  in their order; `actual` is the text's wording of all that was quoted
    weighty      whether a number, a unit or a word of duty (应当 可以 不得) has to do with it
    grave        whether all but a few words agree, and one number or word of duty stands for another
    """

    start: int
    end: int
    similarity: float
    differences: tuple[Difference, ...]
    actual: str
    weighty: bool
    grave: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """
    What helps to mend a citation; only what is known is set.

    titles      known titles written like the one cited, at most three, the nearest first
    ref         where the text stands now
    final       the last article there is, with its suffix
    count       how many 款 or 项 there are
    repeal      what repeals the text
    since       from when the version meant was no longer law, or from when it will be
    comparison  how a quotation differs
    """

    titles: tuple[str, ...] = ()
    ref: Ref | None = None
    final: tuple[int, int] | None = None
    count: int | None = None
    repeal: Repeal | None = None
    since: date | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """
    A citation in a text.

    start, end    in signs; from the instrument's name or its 《 to the last 条, 款 or 项, or to the end of the name
    text          what stands there
    title         full official title, as written where the text isn't known; None for what is no instrument
    refs          the places cited, lists and ranges expanded; none where the whole is cited
    status        of the version meant, on the day
    problem       the gravest, or None
    ref_problems  of each of `refs`
    advice        on the problem
    sort          instrument or other
    version_date  of the version that the answer rests on; None where no text is held
    """

    start: int
    end: int
    text: str
    title: str | None
    refs: tuple[Ref, ...]
    status: Status
    problem: Problem | None
    ref_problems: tuple[Problem | None, ...]
    advice: Advice | None
    sort: Sort
    version_date: date | None
