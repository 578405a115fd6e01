"""The annual plan (年度抽查计划): of each item how many, until when, and how many were inspected; a task is opened from it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.citation import parse_citations
from fazhi.lines.inspections.permissions import PREPARE
from fazhi.lines.inspections.queries.desk import Planned, plan_of, plan_years
from fazhi.lines.inspections.terms import TASK, InstitutionKind, Manner
from fazhi.lines.inspections.web.days import day_text, left_of
from fazhi.lines.inspections.web.tabs import SECTION, tabs
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Row:
    code: str
    title: str
    content: str
    kind: str
    basis: tuple[Cited, ...]
    manner: str
    ratio: int
    most: int
    roster: int
    planned: int
    inspected: int
    due: str
    left: str
    is_late: bool


@dataclass(frozen=True)
class Offer:
    """A task that can be opened for one kind of institutions: its items are one visit."""

    title: str
    told: str
    url: str


def plan(request: DeskRequest) -> HttpResponse:
    """The plan of a year, that of today unless another was asked for."""
    today = timezone.localdate()
    years = plan_years(request.post)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else today.year)
    found = plan_of(year, request.post, today)
    published = {each.line.published_date for each in found}
    context = {
        "year": year,
        "years": [each for each in years if each != year],
        "rows": _rows(found, today),
        "published": day_text(min(day for day in published if day)) if published - {None} else "",
        "offers": _offers(found, year, request.post),
        "tabs": tabs(request.post, "inspections-plan"),
    }
    return page(request, "inspections/plan.html", context, section=SECTION)


def _rows(found: Sequence[Planned], today: date) -> list[Row]:
    bases = [parse_citations(each.line.item.basis) for each in found]
    marked = iter(cited([basis for several in bases for basis in several]))
    return [
        _row(each, tuple(next(marked) for _basis in several), today) for each, several in zip(found, bases, strict=True)
    ]


def _row(each: Planned, basis: tuple[Cited, ...], today: date) -> Row:
    line, item = each.line, each.line.item
    is_done = each.inspected >= line.planned
    left, is_late = ("", False) if is_done else left_of(line.due_date, today)
    return Row(
        item.code, item.title, item.content, _(InstitutionKind(item.kind).label), basis, _(Manner(item.manner).label),
        item.ratio, item.most_a_year, each.roster, line.planned, each.inspected, day_text(line.due_date), left, is_late,
    )  # fmt: skip


def _offers(found: Sequence[Planned], year: int, post: "Post") -> list[Offer]:
    """A task for each kind of institutions of which the plan has some left, and one for all of them together."""
    if post.role not in PREPARE.roles:
        return []
    kinds: dict[str, list[Planned]] = defaultdict(list)
    for each in found:
        if each.line.planned > each.inspected:
            kinds[each.line.item.kind].append(each)
    offers = [_offer(year, {kind: lines}) for kind, lines in kinds.items()]
    return [*offers, _offer(year, kinds)] if len(offers) > 1 else offers


def _offer(year: int, kinds: dict[str, list[Planned]]) -> Offer:
    """The form that opens the task, filled in as far as the plan knows."""
    numbers = {
        InstitutionKind(kind).label: max(each.line.planned - each.inspected for each in lines)
        for kind, lines in kinds.items()
    }
    labels = _("、").join(_(label) for label in numbers)
    every = _("各类机构") if len(kinds) > 1 else labels
    asked = {
        "title": _("%(year)s年%(kinds)s双随机抽查")
        % {"year": year, "kinds": _("法律服务机构") if len(kinds) > 1 else labels},
        "items": "\n".join(each.line.item.code for lines in kinds.values() for each in lines),
        "numbers": "\n".join(f"{label} {number}" for label, number in numbers.items()),
        "since_date": f"{year}-01-01",
    }
    told = _("、").join(
        _("%(kind)s %(count)s 家") % {"kind": _(kind), "count": count} for kind, count in numbers.items()
    )
    url = f"{reverse('begin', kwargs={'procedure': TASK})}?{urlencode(asked)}"
    return Offer(_("立项：%s") % every, told, url)
