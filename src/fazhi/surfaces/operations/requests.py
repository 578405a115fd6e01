"""The first middleware: gives each request a number, and tells the log and the metrics how it was answered."""

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fazhi.surfaces.operations import metrics
from fazhi.surfaces.operations.lines import FIELDS

_logger = logging.getLogger("fazhi.request")
UNTOLD = frozenset({"health-live", "health-ready", "metrics"})
"""Addresses that a monitor asks all the time; they are counted and not logged."""


class Told:
    """
    Middleware: what is told of a request is its number, the name of its address, method, status, time and the role that asked.

    Never the address as it was typed nor its query, a name, a post or a network address: these say what about whom.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number, began = secrets.token_hex(8), time.perf_counter()
        response = self.get_response(request)
        seconds, route = time.perf_counter() - began, route_of(request)
        response.headers["X-Request-ID"] = number
        metrics.count(request, route, response.status_code, seconds)
        if route not in UNTOLD:
            post = getattr(request, "post", None)
            told = {
                "request": number,
                "route": route,
                "method": request.method,
                "status": response.status_code,
                "role": post.role if post is not None else "",
                "ms": round(seconds * 1000, 1),
            }
            level = logging.ERROR if response.status_code >= 500 else logging.INFO
            _logger.log(level, "request", extra={FIELDS: told})
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the address; "static" for our own files, "none" for what leads nowhere."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or match.route
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"
