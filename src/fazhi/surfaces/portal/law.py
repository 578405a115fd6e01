"""An article of a law as the public reads it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from fazhi.engines.citation import CitationNotUnderstood, paragraphs, parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.surfaces.portal.pages import page

if TYPE_CHECKING:
    from fazhi.kernel.law.queries import Provision


def article(request: HttpRequest, title: str, article: str) -> HttpResponse:
    """One article of the version that is law today."""
    found = _provision(title, article)
    return page(request, "portal/law.html", {"found": found, "paragraphs": paragraphs(found.article.text)})


def _provision(title: str, article: str) -> "Provision":
    try:
        number, suffix = parse_article_number(article)
        return queries.provision(title, number=number, suffix=suffix, on=timezone.localdate())
    except (CitationNotUnderstood, TitleUnknown, TextNotHeld, ArticleUnknown) as error:
        raise Http404 from error
