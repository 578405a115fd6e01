"""How a citation stands on a page: with its mark, and a link where the text is held."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext_noop

from fazhi.engines.citation import Article, Citation
from fazhi.kernel.law import queries as law
from fazhi.kernel.law.queries import Mark, Resolution


@dataclass(frozen=True)
class Cited:
    """
    A citation as shown.

    text   人民调解法第二十七条
    url    its article's page, "" where the text is not held
    mark   原文未收录, 待核, or "" where the text is held
    style  class of the mark
    """

    text: str
    url: str
    mark: str
    style: str


_MARKS = {
    Mark.HELD: ("", ""),
    Mark.IDENTIFIED: (gettext_noop("原文未收录"), "unheld"),
    Mark.UNVERIFIED: (gettext_noop("待核"), "unsure"),
    Mark.UNKNOWN: (gettext_noop("待核"), "unsure"),
}


_KEPT_SECONDS = 300
"""How long a mark is remembered: texts come with releases of their corpus, not in the course of a day."""


def cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """Citations in the order given, each with its mark; two queries for those not shown lately, however many they are."""
    asked = tuple(citations)
    keys = {citation: _key(citation) for citation in asked}
    known: dict[str, Cited] = cache.get_many(keys.values())
    fresh = [citation for citation, key in keys.items() if key not in known]
    if fresh:
        found = {keys[resolution.citation]: _cited(resolution) for resolution in law.resolve_all(fresh)}
        cache.set_many(found, _KEPT_SECONDS)
        known |= found
    return tuple(known[keys[citation]] for citation in asked)


def _key(citation: Citation) -> str:
    return f"cited-{hashlib.sha256(citation.source.encode()).hexdigest()}"


def _cited(resolution: Resolution) -> Cited:
    citation = resolution.citation
    mark, style = _MARKS[resolution.mark]
    is_held = resolution.mark is Mark.HELD and isinstance(citation, Article)
    return Cited(citation.text, article_url(citation) if is_held and isinstance(citation, Article) else "", mark, style)


def article_url(article: Article) -> str:
    """The page of an article's text, as /law/人民调解法/27/."""
    number = f"{article.number}-{article.suffix}" if article.suffix else str(article.number)
    return reverse("law", kwargs={"title": article.title, "article": number})
