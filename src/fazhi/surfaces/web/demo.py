"""
Demo mode: the desk before there are accounts. Read-only, on this machine only, as one post.

The post is the one named by FAZHI_DEMO_POST (as after `--as`), or the reporter of the root office. What the frame must
know of the records is asked here, before the page: inside a page every query is scoped to the post.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import timezone

from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.web import handlers
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
READING = frozenset({"GET", "HEAD"})


class DemoMode:
    """Middleware: gives each request its post, and refuses what demo mode doesn't do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _ = split_domain_port(request.get_host())
        if host not in LOCAL_HOSTS:
            raise DisallowedHost(f"demo mode answers on {', '.join(sorted(LOCAL_HOSTS))}, not on {host!r}")
        if request.method not in READING:
            return handlers.read_only(request)
        post = demo_post()
        if post is None:
            return page(request, "web/empty.html", {}, status=200 if request.path == "/" else 404)
        asked = cast(DeskRequest, request)
        asked.post, asked.is_sample = post, organisations.is_sample()
        return self.get_response(asked)


def demo_post() -> "Post | None":
    """
    Who looks, in demo mode; None before offices and posts are imported.

    Raises UnknownPost or AmbiguousPost if FAZHI_DEMO_POST names none or several.
    """
    on = timezone.localdate()
    named = settings.FAZHI_DEMO_POST
    if named:
        return organisations.post_named(named, on=on)
    return organisations.reporter_of_the_bureau()
