"""Reading exact citations: an ARTICLE argument, and the strings that stand in the tables of `law/`."""

import re
import unicodedata
from collections.abc import Iterator

from fazhi.engines.citation.errors import CitationNotUnderstood
from fazhi.engines.citation.numerals import from_chinese
from fazhi.engines.citation.references import NUMBER_PATTERN, Article, Citation, Document

_NUMERAL = r"[〇零一二三四五六七八九十百千]+|\d{1,4}"
_ARTICLE_ARGUMENT = re.compile(rf"(?:第?(?P<number>{_NUMERAL})条?)(?:之(?P<suffix>{_NUMERAL})|-(?P<dashed>\d{{1,2}}))?")
_REFERENCE = re.compile(
    rf"(?:第(?P<number>{_NUMERAL})条(?:之(?P<suffix>{_NUMERAL}))?)?"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?"
    rf"(?:第[（(]?(?P<item>{_NUMERAL})[）)]?项)?"
)
_REFERENCES = re.compile(rf"第(?:{_NUMERAL})条[第条款项之、和（）()〇零一二三四五六七八九十百千\d]*")
_GLUED = re.compile(_REFERENCES.pattern + "$")
_DOCUMENT_TAIL = re.compile(rf"[（(]?(?P<wenhao>{NUMBER_PATTERN})[）)]?\s*(?P<place>.*)")

_ARTICLE_FORMS = "43, 43-1 (之一) or 第四十三条之一"
_FORMS = (
    "人民调解法 第三十三条第一款；全国人民调解工作规范 SF/T 0083-2020, titles apart from the rest by a space or in 《》"
)


def parse_article_number(written: str) -> tuple[int, int]:
    """
    Read the number of an article as people type it: `43`, `43-1`, `第四十三条之一`, full-width digits too.

    returns  (number, suffix), suffix 1 for 之一 and 0 for none

    Raises CitationNotUnderstood for any other form (NumeralNotUnderstood for a numeral like 十三四).
    """
    found = _ARTICLE_ARGUMENT.fullmatch(_halfwidth(written))
    if found is None:
        raise CitationNotUnderstood(written, _ARTICLE_FORMS)
    number = _number(found["number"])
    suffix = _number(found["suffix"] or found["dashed"]) or 0
    if not number or (found["dashed"] and not suffix):
        raise CitationNotUnderstood(written, _ARTICLE_FORMS)
    return number, suffix


def parse_citations(written: str) -> tuple[Citation, ...]:
    """
    Read a source string of the tables in `law/`: exact citations, apart by ；.

    written  as `Article.source` and `Document.source` write it; several references of one text are apart by 、
             (行政许可法 第四十二条、第四十五条第一款), and 第二款 alone continues the article before it
    returns  the citations in their order, never none

    Raises CitationNotUnderstood, or ReferenceImpossible for a number that no article has.
    """
    parts = [part.strip() for part in re.split("[；;]", written) if part.strip()]
    if not parts:
        raise CitationNotUnderstood(written, _FORMS)
    return tuple(citation for part in parts for citation in _citations(part))


def _citations(part: str) -> tuple[Citation, ...]:
    if re.fullmatch(NUMBER_PATTERN, part):
        return (Document(part),)
    title, rest = _split_title(part)
    if _REFERENCES.fullmatch(rest):
        return tuple(_articles(title, rest))
    return (_document(title, rest),)


def _split_title(part: str) -> tuple[str, str]:
    """The title and what follows it; titles hold 《》 of their own, so brackets are matched, not searched."""
    if part.startswith("《"):
        depth = 0
        for position, sign in enumerate(part):
            depth += (sign == "《") - (sign == "》")
            if depth == 0:
                return part[1:position], part[position + 1 :].strip()
        raise CitationNotUnderstood(part, _FORMS)
    number = re.match(NUMBER_PATTERN, part)
    if number:
        return number[0], part[number.end() :].strip()
    title, _, rest = part.partition(" ")
    # Without the space the article would vanish into the title of a Document.
    if _GLUED.search(title):
        raise CitationNotUnderstood(part, _FORMS)
    return title, rest.strip()


def _articles(title: str, references: str) -> Iterator[Article]:
    number, suffix = 0, 0
    for written in re.split("[、和]", references):
        found = _REFERENCE.fullmatch(written)
        if found is None or not written:
            raise CitationNotUnderstood(f"{title} {references}", _FORMS)
        if found["number"]:
            number, suffix = _number(found["number"]) or 0, _number(found["suffix"]) or 0
        yield Article(title, number, _number(found["paragraph"]), _number(found["item"]), suffix)


def _document(title: str, rest: str) -> Document:
    tail = _DOCUMENT_TAIL.fullmatch(rest)
    wenhao, place = (tail["wenhao"], tail["place"]) if tail else (None, rest)
    if wenhao and _REFERENCES.fullmatch(place):
        raise CitationNotUnderstood(
            f"{title} {rest}", f"{title} {place}: an article is cited by title alone, titles.toml has the 文号"
        )
    return Document(title, wenhao, place or None)


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdecimal() else from_chinese(written)


def _halfwidth(written: str) -> str:
    return unicodedata.normalize("NFKC", "".join(written.split())).replace("—", "-").replace("–", "-")
