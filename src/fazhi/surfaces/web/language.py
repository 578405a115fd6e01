"""
The language of pages: Chinese, or English for whoever has chosen it at the foot of a page.

The choice is kept in a cookie of the browser; what a browser says of itself is not asked, because office machines are
often installed in English for people who work in Chinese.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fazhi.surfaces.web.access import ANYONE, address

ROUTES = {"language": "language/", "portal-language": "portal/language/"}
"""One address for the desk and one below /portal/, where a proxy may show the public nothing else."""


class ChosenLanguage:
    """Middleware: each request is answered in the language that its cookie names, or else in Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


@csrf_exempt  # nothing but a language can be changed, and strangers need no cookie for it before they choose
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to the page where it was."""
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(
        back if own and back.startswith("/") else "/portal/" if request.path.startswith("/portal/") else "/"
    )
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        _known(request.POST.get("language", "")),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _known(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


URLS: list[URLPattern] = [address(route, choose, name=name, access=ANYONE) for name, route in ROUTES.items()]
