"""How the checks fare: what each found, and what the reviewers made of it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.law.drafts import CHECK_LABELS
from fazhi.lines.legality_review.queries import findings as queries
from fazhi.lines.legality_review.terms import Choice
from fazhi.lines.legality_review.web.tabs import SECTION, day_text, tabs
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

_SHOWN = 50
"""Decisions about one check that are shown, the latest ones."""


def checks(request: DeskRequest) -> HttpResponse:
    """How often each check was followed: for people to judge the rules by; nothing is learned from it by itself."""
    code = request.GET.get("check", "")
    if code and code not in CHECK_LABELS:
        raise NotHere(_("“%s”这个核对项") % code[:40], Way(_("核对统计"), reverse("legality-checks")))
    context = {
        "rows": [(each, _(CHECK_LABELS.get(each.code, each.code))) for each in queries.check_counts(request.post)],
        "code": code,
        "label": _(CHECK_LABELS[code]) if code else "",
        "decided": [
            {
                "number": each.finding.review.number,
                "url": reverse("legality-findings", kwargs={"key": each.finding.review_id})
                + f"?run={each.finding.examination.place}#f{each.finding.place}",
                "quote": each.finding.quote,
                "who": each.reviewer.name,
                "choice": _(Choice(each.choice).label),
                "reason": each.reason,
                "day": day_text(each.decided_date),
            }
            for each in (queries.verdicts_on(code, request.post, limit=_SHOWN) if code else ())
        ],
        "tabs": tabs(request.post, "legality-checks"),
    }
    return page(request, "legality_review/checks.html", context, section=SECTION)
