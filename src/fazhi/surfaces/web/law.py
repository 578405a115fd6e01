"""The law (法规): the texts that the system cites, what rests on them, and an article as held, on the day one asks for."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.engines.citation import Article, CitationNotUnderstood, Document, paragraphs, parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.kernel.law.titles import titles
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.surfaces.web.access import ANY_POST, address
from fazhi.surfaces.web.citations import article_url, cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, Pages, page
from fazhi.surfaces.web.resting import cited_titles, name_of, resting_on

if TYPE_CHECKING:
    from fazhi.kernel.law.queries import Provision


def laws(request: DeskRequest) -> HttpResponse:
    """The texts that the system cites, with how far each is backed."""
    found = cited_titles()
    marks = cited(Document(each.title) for each in found)
    context = {"rows": list(zip(found, marks, strict=True)), "places": sum(each.places for each in found)}
    return page(request, "web/laws.html", context)


def title(request: DeskRequest, title: str) -> HttpResponse:
    """One text: the articles that are cited, each with what rests on it."""
    found = next((each for each in cited_titles() if each.title == name_of(title)), None)
    if found is None:
        raise NotHere(_("引用《%s》的地方") % title, Way(_("系统引用的法规"), "/law/"))
    articles = sorted({(each.number, each.suffix) for each in found.citations if isinstance(each, Article)})
    whole = [Article(found.title, number, suffix=suffix) for number, suffix in articles]
    listed = titles().get(found.title)
    context = {
        "found": found,
        "listed": listed,
        "mark": cited([Document(found.title)])[0],
        "articles": [
            (mark, resting_on(found.title, number=each.number, suffix=each.suffix))
            for each, mark in zip(whole, cited(whole), strict=True)
        ],
        "others": () if articles else resting_on(found.title),
    }
    return page(request, "web/law_title.html", context)


def article(request: DeskRequest, title: str, article: str) -> HttpResponse:
    """
    One article of the version that is law on the day asked for, today if none is; what rests on it.

    A citation on another page that is clicked asks for a part: the text alone, opened in its place.
    """
    on, is_asked, fault = _day(request)
    found = _provision(title, article, on)
    context = {
        "found": found,
        "paragraphs": paragraphs(found.article.text),
        "on": on,
        "is_asked": is_asked,
        "fault": fault,
    }
    if request.htmx:
        number = Article(name_of(found.title), found.article.number or 1, suffix=found.article.suffix)
        answer = page(request, "web/law_part.html", {**context, "url": article_url(number)})
    else:
        context["resting"] = resting_on(found.title, number=found.article.number, suffix=found.article.suffix)
        context["name"] = name_of(found.title)
        context["is_cited"] = any(each.title == name_of(found.title) for each in cited_titles())
        answer = page(request, "web/law.html", context)
    patch_vary_headers(answer, ("HX-Request",))
    return answer


def _day(request: DeskRequest) -> tuple[date, bool, str]:
    """The day asked for, whether one was, and what is wrong with it."""
    text = request.GET.get("on", "").strip()
    today = timezone.localdate()
    if not text:
        return today, False, ""
    try:
        return read_day(text), True, ""
    except ValueError:
        return today, False, _("“%s”不是日期，下面是今天的文本。") % text


def _provision(title: str, article: str, on: date) -> "Provision":
    try:
        number, suffix = parse_article_number(article)
        return queries.provision(title, number=number, suffix=suffix, on=on)
    except (CitationNotUnderstood, TitleUnknown, TextNotHeld, ArticleUnknown) as error:
        what = _("《%(title)s》“%(article)s”的条文") % {"title": title, "article": article}
        raise NotHere(what, Way(_("系统引用的法规"), "/law/")) from error


PAGES = Pages(
    urls=[
        address("law/", laws, name="laws", access=ANY_POST),
        address("law/<str:title>/", title, name="law-title", access=ANY_POST),
        address("law/<str:title>/<str:article>/", article, name="law", access=ANY_POST),
    ]
)
