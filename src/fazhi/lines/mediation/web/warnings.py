"""Early warnings (预警) as a page: parties and places with many disputes of one kind lately."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.law.periods import period_row
from fazhi.lines.mediation.queries.warnings import RepeatingParty, repeating_parties, repeating_places, window_start
from fazhi.lines.mediation.terms import PEOPLES, Category
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.matters.clocks import bases_of
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page

_CASES = 6
"""Matters shown of one party; the rest are counted."""


@dataclass(frozen=True)
class Row:
    category: str
    count: int
    cases: tuple[tuple[str, str, str], ...]
    more: int


def warnings(request: DeskRequest) -> HttpResponse:
    """Who and where, within the post's offices."""
    today = timezone.localdate()
    since = window_start(today)
    context = {
        "parties": [_row(each) for each in repeating_parties(request.post, since=since, on=today)],
        "places": [
            (each.office, _(Category.labels()[each.category]), each.matters)
            for each in repeating_places(request.post, since=since, on=today)
        ],
        "since": since,
        "today": today,
        "basis": bases_of([period_row("JF-REPEAT")])["JF-REPEAT"],
        "tabs": tabs(request.post, "mediation-warnings"),
    }
    return page(request, "mediation/warnings.html", context, section=SECTION)


def _row(party: RepeatingParty) -> Row:
    shown = party.cases[-_CASES:]
    return Row(
        _(Category.labels()[party.category]),
        len(party.cases),
        tuple((case.number, matter_url(PEOPLES, case.id), case.accepted.isoformat()) for case in shown),
        len(party.cases) - len(shown),
    )
