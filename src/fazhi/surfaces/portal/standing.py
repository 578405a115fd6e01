"""Pages that stand: the first one, what can be verified, privacy, accessibility, what this is; and what robots may read."""

from django.http import HttpRequest, HttpResponse

from fazhi.engines.citation import Article
from fazhi.surfaces.portal.citations import cited
from fazhi.surfaces.portal.pages import asides, checks, doings, page

PRIVACY = (
    Article("个人信息保护法", 13, 1),
    Article("个人信息保护法", 17),
    Article("个人信息保护法", 35),
    Article("个人信息保护法", 50),
)
ACCESSIBILITY = Article("无障碍环境建设法", 32, 1)


def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, and what was published."""
    context = {
        "doings": [(doing.template, doing.context(request)) for doing in doings()],
        "asides": [(aside.template, aside.context(request)) for aside in asides()],
    }
    return page(request, "portal/home.html", context, section="home")


def verify(request: HttpRequest) -> HttpResponse:
    """What can be verified."""
    return page(request, "portal/verify.html", {"checks": checks()}, section="verify")


def privacy(request: HttpRequest) -> HttpResponse:
    """How personal information is dealt with. Source: 个人信息保护法 art. 17."""
    return page(request, "portal/privacy.html", {"basis": cited(*PRIVACY)})


def accessibility(request: HttpRequest) -> HttpResponse:
    """For whom these pages work, and what doesn't yet. Source: 无障碍环境建设法 art. 32."""
    return page(request, "portal/accessibility.html", {"basis": cited(ACCESSIBILITY)})


def about(request: HttpRequest) -> HttpResponse:
    """What this program is, under which licence, and where its source is."""
    return page(request, "portal/about.html")


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may list what is published, and nothing else."""
    lines = ("User-agent: *", "Allow: /portal/", "Disallow: /portal/follow/", "Disallow: /portal/apply/", "Disallow: /")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
