"""What is looked up, and what comes of it."""

from dataclasses import dataclass

STATUTE, INTERPRETATION = "statute", "judicial_interpretation"
"""Levels that the ranking tells apart from all others."""


@dataclass(frozen=True, slots=True)
class Article:
    """
    One article of the version of a text that is law.

    title   full title of the text; `short` the same without 中华人民共和国
    number  None where the text has no numbering
    suffix  1 for 之一, 0 for none
    label   as printed
    part    编 it stands in; `chapter` 章 and `section` 节 likewise, "" for none
    text    paragraphs separated by line feeds
    level   as STATUTE, or any other word
    note    whatever the caller wants to get back, such as the version's date and standing
    """

    title: str
    short: str
    number: int | None
    suffix: int
    label: str
    part: str
    chapter: str
    section: str
    text: str
    level: str
    note: str = ""

    @property
    def key(self) -> tuple[str, int | None, int]:
        """By which learned data know it."""
        return self.title, self.number, self.suffix


@dataclass(frozen=True, slots=True)
class Why:
    """
    Why an article was found.

    words    of the question that stand in the article or its headings, rarest first
    bridges  a layman's word of the question, and the law's word for it that stands in the article
    similar  how like the nearest known question is whose answer cites the article, 0 to 1; 0 for none
    """

    words: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]
    similar: float


@dataclass(frozen=True, slots=True)
class Hit:
    """
    An article found.

    score  of a question: the log odds that the article answers it; of a search: how many of its phrases stand in the
           article word for word, and behind the point how well its words fit
    why    of a question only
    """

    article: Article
    score: float
    why: Why | None = None
