"""The door: what no browser of people sends is sent back before anything of it is read: requests too large, addresses with NUL."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fazhi.kernel.exchange import limits
from fazhi.kernel.papers.terms import file_bytes
from fazhi.surfaces.api.operations import PREFIX as API
from fazhi.surfaces.portal import handlers
from fazhi.surfaces.portal.pages import PREFIX
from fazhi.surfaces.portal.site import site

FILES_AT_ONCE = 4
"""So many of the largest files fit into one request of the desk."""

_FIELDS = 1024 * 1024
"""Bytes for the other fields of a form."""


def largest() -> int:
    """The largest request of the desk, in bytes; of the portal, its own settings say it."""
    return FILES_AT_ONCE * max(limits.file_bytes(), file_bytes()) + _FIELDS


class Door:
    """Middleware: stands before everything that reads a request's body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_nul(request) and not request.path.startswith(f"/{API}"):
            # PostgreSQL takes no such text, whatever page would ask it. The interface says so in its own way.
            return handlers.bad_request(request, ValueError("NUL in the address"))
        most = site().request_bytes if request.path.startswith(f"/{PREFIX}") else largest()
        return handlers.too_large(request) if _length(request) > most else self.get_response(request)


def _has_nul(request: HttpRequest) -> bool:
    return "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0
