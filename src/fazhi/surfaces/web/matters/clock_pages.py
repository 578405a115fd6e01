"""A time limit explained day by day: a page of its own, or the inside of a popover."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.kernel.procedures import queries
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.clocks import explained, shown_clocks
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.pages import DeskRequest, page


def clock(request: DeskRequest, number: int) -> HttpResponse:
    """One clock of a matter within the post's offices."""
    found = queries.clock_numbered(number, request.post)
    if found is None:
        raise NotHere(_("这个期限"))
    matter, face = matter_of(found.procedure, found.matter_id, request.post)
    today = timezone.localdate()
    (shown,) = shown_clocks((found,), today)
    context = {
        "clock": shown,
        "explained": explained(found, today),
        "today": today,
        "matter": matter,
        "matter_url": matter_url(found.procedure, found.matter_id),
    }
    if getattr(request, "htmx", False):
        answer = render(request, "web/clock.html", context)
    else:
        answer = page(request, "web/matters/clock.html", context, section=face.section)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
