"""The two kinds of citation: `Article` for texts with articles, `Document` for the rest."""

import re
from dataclasses import dataclass

from fazhi.engines.citation.errors import ReferenceImpossible
from fazhi.engines.citation.numerals import LARGEST, to_chinese

# 国办发〔2018〕115号 · 司法部令第75号 · SF/T 0083-2020
NUMBER_PATTERN = (
    r"[一-鿿]{1,14}〔(?:19|20)\d{2}〕[1-9]\d*号"
    r"|[一-鿿]{1,14}令第?[1-9]\d*号"
    r"|[A-Z]{2,4}(?:/[A-Z]{1,2})?[ ]\d+(?:\.\d+)?-(?:19|20)\d{2}"
)


@dataclass(frozen=True, slots=True)
class Article:
    """
    An article of a text: 条, and in it 款 and 项 where they are meant.

    title      as cited, short or full, without 《》
    number     of the article, 1 to 9999
    paragraph  款, counted from 1; None cites the whole article
    item       项, counted from 1; of `paragraph`, or of the article's first list where that is None
    suffix     2 for 第…条之二; 0 for none

    Raises ReferenceImpossible for a blank title or a number out of range.
    """

    title: str
    number: int
    paragraph: int | None = None
    item: int | None = None
    suffix: int = 0

    def __post_init__(self) -> None:
        _require_title(self.title)
        _require_number("number", self.number, smallest=1)
        _require_number("suffix", self.suffix, smallest=0)
        for field, value in (("paragraph", self.paragraph), ("item", self.item)):
            if value is not None:
                _require_number(field, value, smallest=1)

    @property
    def label(self) -> str:
        """The part after the title: 第三十三条第一款第（二）项."""
        paragraph = f"第{to_chinese(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{to_chinese(self.item)}）项" if self.item else ""
        return article_label(self.number, self.suffix) + paragraph + item

    @property
    def text(self) -> str:
        """As a sentence cites it: 《人民调解法》第三十三条."""
        return f"《{self.title}》{self.label}"

    @property
    def source(self) -> str:
        """As tables and the trail keep it: 人民调解法 第三十三条; `parse_citations` reads it back."""
        return f"{self.title} {self.label}"


@dataclass(frozen=True, slots=True)
class Document:
    """
    An official text cited as a whole or by a place of its own: notices, standards, Party documents.

    title   as cited, without 《》; a document known by its number alone has that number here
    wenhao  文号, order number or standard number; None where it has none or titles.toml gives it
    place   where in it, in its own words (第三部分, 附件2); None cites the whole

    Raises ReferenceImpossible for a blank title.
    """

    title: str
    wenhao: str | None = None
    place: str | None = None

    def __post_init__(self) -> None:
        _require_title(self.title)

    @property
    def text(self) -> str:
        """As a sentence cites it: 《全国人民调解工作规范》（SF/T 0083-2020）第三部分."""
        name = self.title if re.fullmatch(NUMBER_PATTERN, self.title) else f"《{self.title}》"
        return name + (f"（{self.wenhao}）" if self.wenhao else "") + (self.place or "")

    @property
    def source(self) -> str:
        """As tables and the trail keep it; `parse_citations` reads it back."""
        return " ".join(part for part in (self.title, self.wenhao, self.place) if part)


Citation = Article | Document


def article_label(number: int, suffix: int = 0) -> str:
    """第四十三条, or 第四十三条之一 for suffix 1."""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(suffix)}" if suffix else "")


def _require_title(title: str) -> None:
    if not title.strip():
        raise ReferenceImpossible("title", title, "every citation names its text")


def _require_number(field: str, value: int, *, smallest: int) -> None:
    if not smallest <= value <= LARGEST:
        raise ReferenceImpossible(field, value, f"it lies from {smallest} to {LARGEST}")
