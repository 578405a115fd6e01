"""The pages for 400, 403, 404 and 500, and for a form whose token is not this session's."""

from django.http import HttpRequest, HttpResponse

from fazhi.surfaces.web import wording
from fazhi.surfaces.web.pages import page
from fazhi.surfaces.web.wording import Message


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show(request, wording.BAD_REQUEST, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show(request, wording.FORBIDDEN, 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session: forged, or opened before signing in anew in another window."""
    return _show(request, wording.STALE_FORM, 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than any form takes; nothing of it was read."""
    return _show(request, wording.TOO_LARGE, 413)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show(request, wording.message_for(exception), 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _show(request, wording.BROKEN, 500)


def _show(request: HttpRequest, message: Message, status: int) -> HttpResponse:
    return page(request, "web/error.html", {"message": message}, status=status)
