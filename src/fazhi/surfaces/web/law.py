"""An article of a law, as held: its text, its standing, where it comes from."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.citation import CitationNotUnderstood, paragraphs, parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.surfaces.web.access import ANY_POST, address
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import Pages, page

if TYPE_CHECKING:
    from fazhi.kernel.law.queries import Provision


def article(request: HttpRequest, title: str, article: str) -> HttpResponse:
    """One article of the version that is law today."""
    found = _provision(title, article)
    context = {"found": found, "paragraphs": paragraphs(found.article.text)}
    return page(request, "web/law.html", context)


def _provision(title: str, article: str) -> "Provision":
    try:
        number, suffix = parse_article_number(article)
        return queries.provision(title, number=number, suffix=suffix, on=timezone.localdate())
    except (CitationNotUnderstood, TitleUnknown, TextNotHeld, ArticleUnknown) as error:
        raise NotHere(_("《%(title)s》“%(article)s”的条文") % {"title": title, "article": article}) from error


PAGES = Pages(urls=[address("law/<str:title>/<str:article>/", article, name="law", access=ANY_POST)])
