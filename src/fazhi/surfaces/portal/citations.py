"""How a citation stands on a page of the portal: its link opens the article here, where strangers may read it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_noop

from fazhi.engines.citation import Article, Citation, CitationError, parse_citations
from fazhi.surfaces.web.citations import Cited
from fazhi.surfaces.web.citations import cited as on_the_desk


def cited(*citations: Citation) -> tuple[Cited, ...]:
    """Citations in the order given, each with its mark."""
    return tuple(
        replace(each, url=article_url(citation)) if each.url and isinstance(citation, Article) else each
        for each, citation in zip(on_the_desk(citations), citations, strict=True)
    )


def article_url(article: Article) -> str:
    """The portal's page of an article's text."""
    number = f"{article.number}-{article.suffix}" if article.suffix else str(article.number)
    return reverse("portal-law", kwargs={"title": article.title, "article": number})


def cited_source(source: str, *, is_open: bool) -> tuple[Cited, ...]:
    """What a time limit rests on, as the law's table writes it; marked 待核 where its length is."""
    try:
        found = cited(*parse_citations(source))
    except CitationError:
        found = (Cited(source, "", "", ""),)
    return tuple(replace(each, mark=gettext_noop("待核"), style="unsure") for each in found) if is_open else found
