"""Choosing an office for a list by going down the tree."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.web.registers.requests import SECTION, asked_of, list_url, register_named

AT = "at"


@dataclass(frozen=True)
class Branch:
    """An office, the list narrowed to it, and those below it; "" if there are none."""

    name: str
    kind: str
    list_url: str
    below_url: str


def offices(request: DeskRequest, name: str) -> HttpResponse:
    """The offices directly below one (`at`), each to narrow the list by or to go further down."""
    register = register_named(name)
    query = request.GET.copy()
    at = query.pop(AT, [""])[-1]
    asked = asked_of(register, query)
    place = organisations.office_place(request.post, at)
    if place is None:
        raise NotHere(_("机构“%s”") % at[:40], Way(register.title, reverse("register", kwargs={"name": name})))
    here = list_url(register, asked.anew(), "register-offices")
    joint = "&" if "?" in here else "?"

    def branch(office: object) -> Branch:
        code, left, right = office.code, office.left, office.right  # type: ignore[attr-defined]
        kind = OfficeKind(office.kind).label  # type: ignore[attr-defined]
        below = f"{here}{joint}{AT}={code}" if left < right else ""
        return Branch(office.name, kind, list_url(register, asked.anew(office=code)), below)  # type: ignore[attr-defined]

    context = {
        "register": register,
        "list_url": list_url(register, asked.anew()),
        "path": [branch(office) for office in place.path],
        "below": [branch(office) for office in place.below],
    }
    return page(request, "web/registers/offices.html", context, section=SECTION)
