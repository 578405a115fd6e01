"""The door of the portal: what is too large is sent back before anything of it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fazhi.surfaces.portal import handlers
from fazhi.surfaces.portal.pages import PREFIX
from fazhi.surfaces.portal.site import site


class Door:
    """Middleware: stands before everything that reads a request's body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(f"/{PREFIX}") and _length(request) > site().request_bytes:
            return handlers.too_large(request)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0
