"""机构: the tree, and what one office is: where it lies, who serves there, who is away, what lies below it."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations import queries
from fazhi.kernel.organisations.errors import UnknownDivision
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.administration.room import show
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Absence, Office

FOUND, POSTS, BELOW = 50, 100, 200
"""Offices that a search shows; posts and lower offices that the page of one shows."""


def offices(request: DeskRequest) -> HttpResponse:
    """The post's own office, and a search among those below it."""
    asked = request.GET.get("q", "").strip()
    if asked:
        found = queries.offices_called(request.post, asked, limit=FOUND)
        context = {"asked": asked, "found": found, "most": FOUND, "imports": reachable("imports", request.post)}
        return show(request, "offices", context)
    return _show(request, "")


def office(request: DeskRequest, code: str) -> HttpResponse:
    """One office."""
    return _show(request, code)


def _show(request: DeskRequest, code: str) -> HttpResponse:
    place = queries.office_place(request.post, code)
    if place is None:
        raise NotHere(_("机构 %s") % code, Way(_("机构"), "/administration/offices/"))
    today = timezone.localdate()
    posts = queries.posts_in(place.office, request.post, on=today)
    context = {
        "place": place,
        "division": _division(place.office),
        "held": posts[:POSTS],
        "posts_left": max(0, len(posts) - POSTS),
        "absences": _absences(request, place.office, today),
        "below": place.below[:BELOW],
        "below_left": max(0, len(place.below) - BELOW),
        "imports": reachable("imports", request.post),
    }
    return show(request, "office", context)


def _division(office: "Office") -> str:
    """The division's name from the province down, its code where no list is loaded."""
    if not office.division_code:
        return ""
    try:
        return "".join(each.name for each in queries.division_place(office.division_code).path)
    except UnknownDivision:
        return office.division_code


def _absences(request: DeskRequest, office: "Office", today: date) -> "list[Absence]":
    """Without their reasons, which are the head's and the official's own."""
    return list(queries.absences_from(today, seen_by=request.post).filter(post__office=office)[:POSTS])
