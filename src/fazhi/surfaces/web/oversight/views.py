"""The page of oversight: lines, offices, holders, and what has been overdue longest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fazhi.engines.chart import cell_bar
from fazhi.kernel.organisations.queries import offices_seen_by
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.oversight import (
    Judged,
    Place,
    Standing,
    Which,
    by_office,
    by_procedure,
    overdue_by_holder,
    standings,
    tasks_behind,
    total,
)
from fazhi.kernel.procedures.worklist import page_of
from fazhi.surfaces.web.cells import NOTHING, period_label
from fazhi.surfaces.web.oversight.asked import Asked, periods, read
from fazhi.surfaces.web.oversight.opened import shown_tasks
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

SECTION = "oversight"
SHOWN, LONGEST = 30, 10
AGES = ("f3", "ra", "fr")
"""Classes of the three classes of delay, as the legend has them."""


@dataclass(frozen=True)
class Line:
    """
    One row: a procedure, or an office with all below it.

    url     where it opens: an office below, or "" where the numbers alone do
    ages    a bar of what is overdue by class of delay; `rate_bar` of limits kept and not kept
    opens   address behind each number, by its name in the template
    """

    title: str
    url: str
    standing: Standing
    rate: str
    ages: SafeString
    rate_bar: SafeString
    opens: Mapping[str, str]


def oversight(request: DeskRequest) -> HttpResponse:
    """Where the work of an office and all below it stands."""
    at = timezone.now()
    asked = read(request, at)
    sight, tree = asked.sight, offices_seen_by(request.post)
    found = standings(sight)
    whole = total(found.values())
    offices = _offices(asked, found, tree)
    longest = page_of(tasks_behind(sight, Which.LATE), limit=LONGEST)
    context = {
        "asked": asked,
        "at": timezone.localtime(at),
        "office": sight.office,
        "above": [each for each in tree if each.left < sight.office.left <= each.right],
        "period": sight.period,
        "period_name": period_label(sight.period),
        "periods": [(str(each), period_label(each), each == sight.period) for each in periods(timezone.localdate(at))],
        "below": [each for each in tree if each.parent_id == sight.office.pk],
        "whole": whole,
        "whole_rate": percent(whole.rate),
        "lines": _lines(asked, found),
        "offices": offices[:SHOWN],
        "others": len(offices) - SHOWN if len(offices) > SHOWN else 0,
        "worst": [line for line in offices if line.standing.late_long][:2],
        "holders": overdue_by_holder(sight, most=LONGEST),
        "longest": shown_tasks(longest, request.post, at),
        "opens": _opens(asked, ""),
        "course_url": asked.url("oversight-course"),
    }
    return page(request, "web/oversight/page.html", context, section=SECTION, status=400 if asked.fault else 200)


def _lines(asked: Asked, found: Mapping[Place, Standing]) -> list[Line]:
    """By procedure, the most overdue first; those without any number are left out."""
    sums = by_procedure(found)
    ordered = sorted(sums, key=lambda name: (-sums[name].overdue, -sums[name].open, name))
    return [
        _line(_(registry.procedure_named(name).title), "", sums[name], sums.values(), _opens(asked, name))
        for name in ordered
    ]


def _offices(asked: Asked, found: Mapping[Place, Standing], tree: "Sequence[Office]") -> list[Line]:
    """The office itself and those right below it with all that lies in them, by what is overdue longest and most."""
    own = asked.sight.office
    parts = [(own, "")] if own.left == own.right else [(own, _("（本级）"))]
    parts += [(each, "") for each in tree if each.parent_id == own.pk]
    known = by_office(found)
    sums: list[tuple[Office, str, Standing]] = []
    for office, mark in parts:
        within = [each.pk for each in tree if office.left <= each.left <= office.right] if office != own else [own.pk]
        if any(pk in known for pk in within):
            sums.append((office, mark, total(known[pk] for pk in within if pk in known)))
    sums.sort(key=lambda each: (-each[2].late_long, -each[2].overdue, -each[2].open, each[0].left))
    shown = [standing for _office, _mark, standing in sums]
    return [_office_line(asked, office, mark, standing, shown) for office, mark, standing in sums]


def _office_line(asked: Asked, office: "Office", mark: str, standing: Standing, others: Sequence[Standing]) -> Line:
    opens = {} if mark else _opens(asked, "", office.code)
    url = asked.url("oversight", office=office.code) if office != asked.sight.office else ""
    return _line(f"{office.name}{mark}", url, standing, others, opens)


def _line(title: str, url: str, standing: Standing, all_of_them: Iterable[Standing], opens: Mapping[str, str]) -> Line:
    largest = max(each.overdue for each in all_of_them)
    ages = (standing.late_short, standing.late, standing.late_long)
    judged = (standing.kept, standing.missed + standing.lapsed)
    return Line(
        title,
        url,
        standing,
        percent(standing.rate),
        _svg(cell_bar(ages, largest, styles=AGES)),
        _svg(cell_bar(judged, standing.judged, styles=("f1", "f3"))),
        opens,
    )


def _svg(drawn: str) -> SafeString:
    """Drawn from numbers alone by the chart engine."""
    return mark_safe(drawn)  # noqa: S308


def _opens(asked: Asked, procedure: str, office: str = "") -> dict[str, str]:
    """The address behind each number: tasks by class, and of a procedure the limits of the period."""
    more = {"procedure": procedure, **({"office": office} if office else {})}
    found = {which.value: asked.url("oversight-tasks", which=which.value, **more) for which in Which}
    if procedure:
        found |= {judged.value: asked.url("oversight-limits", judged=judged.value, **more) for judged in Judged}
    return found


def percent(rate: Fraction | None) -> str:
    """A share with one decimal, rounded half up; a dash where there is none."""
    if rate is None:
        return NOTHING
    tenths = (rate.numerator * 2000 + rate.denominator) // (2 * rate.denominator)
    return f"{tenths // 10}.{tenths % 10}%"
