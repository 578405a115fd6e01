"""The law (法规): the texts that the system cites, what rests on them, and an article as held, on the day one asks for."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.engines.citation import Article, CitationNotUnderstood, Document, paragraphs, parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.kernel.law.rules import force_date
from fazhi.kernel.law.titles import titles
from fazhi.kernel.procedures import registry as procedures
from fazhi.kernel.procedures.citing import acts_citing
from fazhi.kernel.procedures.form_reading import read_day
from fazhi.surfaces.resting import bases_citing, cited_titles, name_of, resting_on
from fazhi.surfaces.web import law_search
from fazhi.surfaces.web.access import ANY_POST, access_of, address
from fazhi.surfaces.web.citations import article_url, cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import face_of
from fazhi.surfaces.web.pages import DeskRequest, Pages, page

if TYPE_CHECKING:
    from fazhi.kernel.law.queries import Course, Provision, Stage
    from fazhi.kernel.organisations.models import Post


def laws(request: DeskRequest) -> HttpResponse:
    """The texts that the system cites, with how far each is backed; or the articles with the words looked for."""
    query = request.GET.get("q", "").strip()
    on, is_asked, fault = _day(request)
    if query:
        answer = law_search.found(query, by=request.post.code, on=on)
        context = {"query": query, "answer": answer, "most": law_search.MOST, "is_asked": is_asked, "fault": fault}
        return page(request, "web/law_search.html", {**context, "on": on})
    found = cited_titles()
    marks = cited(Document(each.title) for each in found)
    context = {"rows": list(zip(found, marks, strict=True)), "places": sum(each.places for each in found), "on": on}
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
        context |= _history(request, found)
        context["name"] = name_of(found.title)
        context["is_cited"] = any(each.title == name_of(found.title) for each in cited_titles())
        answer = page(request, "web/law.html", context)
    patch_vary_headers(answer, ("HX-Request",))
    return answer


def _history(request: DeskRequest, found: "Provision") -> dict[str, Any]:
    """The article in each version held, and what rests on it: citations mean the law of today, so its number of today."""
    course = queries.course_of(found, today=timezone.localdate())
    here = course.now.article
    if here is None or here.number is None:
        return {"course": course, "stages": _shown(course, found), "resting": (), "acts": ()}
    bases = bases_citing(found.title, number=here.number, suffix=here.suffix)
    return {
        "course": course,
        "stages": _shown(course, found),
        "resting": resting_on(found.title, number=here.number, suffix=here.suffix),
        "acts": [
            (procedures.procedure_named(each.procedure).title, each)
            for each in acts_citing(bases, _procedures_of(request.post), by=request.post)
        ],
    }


def _shown(course: "Course", found: "Provision") -> list[tuple["Stage", str]]:
    """The stages, the latest first, each with the address of its text; "" for the one that is shown, and where there is none."""
    shown = []
    for stage in reversed(course.stages):
        force = force_date(stage.version)
        url = ""
        if stage.article and stage.article.number and stage.version != found.version and force > date.min:
            number = Article(name_of(found.title), stage.article.number, suffix=stage.article.suffix)
            url = f"{article_url(number)}?on={force.isoformat()}"
        shown.append((stage, url))
    return shown


def _procedures_of(post: "Post") -> list[str]:
    """The procedures whose matters this post may open: of the others it isn't told how many there are."""
    names = [each.name for each in procedures.procedures()]
    faces = {name: face_of(name) for name in names}
    doors = {name: access_of(face.url_name) for name, face in faces.items() if face}
    return [name for name, access in doors.items() if access is not None and access.admits(post)]


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
