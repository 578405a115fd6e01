"""Which committee to apply to: found by the name of the village, the community, the town, or of the committee itself."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fazhi.engines.citation import Article
from fazhi.kernel.organisations.queries import districts_with
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.lines.mediation.queries.applications import committees_chosen
from fazhi.surfaces.portal.citations import cited
from fazhi.surfaces.portal.pages import page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

SECTION = "apply"
BASIS = (Article("人民调解法", 4), Article("人民调解法", 17))
_PAGE, _LONGEST = 20, 30


def choose(request: HttpRequest) -> HttpResponse:
    """Before applying: what mediation is, and the committees that cover a place."""
    words = request.GET.get("place", "").replace("\x00", "").strip()[:_LONGEST]
    districts = districts_with(COMMITTEES)
    district = request.GET.get("district", "")
    district = district if district in districts else ""
    after = request.GET.get("after", "")
    found: tuple[Office, ...] = ()
    if words or district:
        found = committees_chosen(
            on=timezone.localdate(),
            words=words,
            district=district,
            after=int(after) if after.isascii() and after.isdecimal() and len(after) < 10 else 0,
            limit=_PAGE,
        )
    context = {
        "basis": cited(*BASIS),
        "words": words,
        "districts": districts,
        "district": district,
        "has_asked": bool(words or district),
        "found": found[:_PAGE],
        "following": found[_PAGE - 1].left if len(found) > _PAGE else 0,
    }
    return page(request, "mediation/portal/choose.html", context, section=SECTION)
