"""Finding a matter (查找) by its number or by one of its parties, over all lines."""

import unicodedata
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures import registry
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.looking_up import look_up
from fazhi.surfaces.web.pages import DeskRequest, Pages, page

MOST = 20
_BRACKETS = str.maketrans("[]【】［］(（)）", "〔〕〔〕〔〕〔〔〕〕")


@dataclass(frozen=True)
class Hit:
    """`told` says in which way it was found: its state and office, or the party masked."""

    title: str
    line: str
    url: str
    told: str


def find(request: DeskRequest) -> HttpResponse:
    """Matters whose number begins like the text, and parties that it may mean, masked."""
    text = request.GET.get("q", "").strip()
    looked = look_up(text, request.post, account=request.account, at=timezone.now())
    context = {
        "text": text,
        "numbers": [
            Hit(
                each.number,
                each.procedure.title,
                matter_url(each.procedure.name, each.key),
                f"{each.state}　{each.office}",
            )
            for each in procedures.numbered(as_number(text), request.post, limit=MOST)
        ],
        "parties": [
            Hit(
                party.name,
                registry.procedure_named(party.procedure).title,
                matter_url(party.procedure, party.matter_id),
                "　".join(filter(None, (party.document, party.number, party.phone, party.protection))),
            )
            for party in looked.parties
        ],
        "is_held_up": looked.is_held_up,
        "most": MOST,
    }
    answer = page(request, "web/find.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def as_number(text: str) -> str:
    """What is typed as it stands in numbers: 〔2024〕 whatever brackets are at hand, no spaces, half-width digits."""
    narrow = "".join(unicodedata.normalize("NFKC", mark) if "！" <= mark <= "～" else mark for mark in text)
    return "".join(narrow.split()).translate(_BRACKETS)


PAGES = Pages(urls=(address("find/", find, name="find", access=STAFF),))
