"""The subsidies of duty (值班补贴): months drawn up, reviewed, fixed, printed and taken out; and the rates."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import HotlineError
from fazhi.lines.hotline.models import Subsidy, SubsidyLine
from fazhi.lines.hotline.papers.subsidy import book_of
from fazhi.lines.hotline.permissions import DRAW, FIX
from fazhi.lines.hotline.queries.attendance import rates_of
from fazhi.lines.hotline.queries.drafts import hotline_of
from fazhi.lines.hotline.queries.records import month_before
from fazhi.lines.hotline.queries.subsidies import by_firm, lines_seen_by, subsidies_seen_by, subsidy_seen_by
from fazhi.lines.hotline.services import subsidies as acts
from fazhi.lines.hotline.terms.attendance import DaySort, LineSort, Rate, RateRow, Unpaid
from fazhi.lines.hotline.terms.planning import clock
from fazhi.lines.hotline.web.attendance import clock_of
from fazhi.lines.hotline.web.plans import month_of
from fazhi.lines.hotline.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import weekday, yuan
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIELDS = ("month", "rate", "since", "value", "basis")


@dataclass(frozen=True)
class Row:
    """A line of the ledger as shown."""

    day: str
    times: str
    firm: str
    sort: str
    day_sort: str
    signed: str
    lawyers: int
    minutes: int
    yuan: str
    unpaid: str


def subsidy_list(request: DeskRequest) -> HttpResponse:
    """The months, and the rates; a month is drawn up here, a rate entered."""
    if request.method != "POST":
        return _list(request, {})
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    return _entered(request, typed) if request.POST.get("_do") == "rate" else _drawn(request, typed)


def _list(request: DeskRequest, typed: dict[str, str], fault: str = "") -> HttpResponse:
    today, office = timezone.localdate(), hotline_of(request.post)
    rates = rates_of(office, request.post)
    context = {
        "rows": [(each, yuan(each.amount_fen), *_state(each)) for each in subsidies_seen_by(request.post)],
        "rates": [(_(rate.label), rates.row(rate, today), _shown(rates.row(rate, today))) for rate in Rate],
        "kinds": [(rate.value, _(rate.label)) for rate in Rate],
        "month": typed.get("month") or f"{month_before(today):%Y-%m}",
        "typed": typed,
        "may_draw": request.post.role in DRAW.roles,
        "may_enter": request.post.role in FIX.roles and office is not None,
        "fault": fault,
        "basis": cited([DRAW.basis])[0],
        "tabs": tabs(request.post, "hotline-subsidies"),
    }
    return page(request, "hotline/subsidies.html", context, section=SECTION, status=400 if fault else 200)


def _shown(row: RateRow) -> str:
    units = {Rate.HOUR: _("%s 元") % yuan(row.value), Rate.GRACE: _("%d 分钟") % row.value}
    return units.get(row.rate, f"{row.value}%")


def _state(each: Subsidy) -> tuple[str, str]:
    if each.fixed_at:
        return _("已审定"), "on"
    return (_("已复核"), "wait") if each.reviewed_at else (_("待复核"), "wait")


def _drawn(request: DeskRequest, typed: dict[str, str]) -> HttpResponse:
    month, office = month_of(typed["month"]), hotline_of(request.post)
    if month is None:
        return _list(request, typed, _("月份“%s”不是月份；应当像 2025-01。") % typed["month"])
    if office is None:
        return _list(request, typed, _("没有热线可以编制值班补贴。"))
    try:
        made = acts.draw_up(office=office, month=month, by=request.post, at=timezone.now(), on=timezone.localdate())
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _list(request, typed, sentence(error) or "")
    return redirect("hotline-subsidy", key=made.pk)


def _entered(request: DeskRequest, typed: dict[str, str]) -> HttpResponse:
    since, office = _day(typed["since"]), hotline_of(request.post)
    if typed["rate"] not in Rate.labels() or since is None or not typed["value"].isdecimal() or len(typed["value"]) > 9:
        return _list(request, typed, _("请选标准，写明日期（像 2025-01-01）和整数的数值。"))
    if office is None:
        raise PermissionDenied
    try:
        acts.enter_rate(
            Rate(typed["rate"]), office=office, since=since, value=int(typed["value"]), basis=typed["basis"][:200],
            by=request.post, at=timezone.now(),
        )  # fmt: skip
    except NotPermitted as error:
        raise PermissionDenied from error
    except HotlineError as error:
        return _list(request, typed, sentence(error) or "")
    messages.success(request, _("已登记补贴标准，自 %s 起。") % since)
    return redirect("hotline-subsidies")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def subsidy(request: DeskRequest, key: UUID) -> HttpResponse:
    """A month's ledger; reviewed and fixed here."""
    found = _found(request, key)
    fault = ""
    if request.method == "POST":
        act, done = (
            (acts.fix, _("已审定 %s 的值班补贴。"))
            if request.POST.get("_do") == "fix"
            else (acts.review, _("已复核 %s 的值班补贴。"))
        )
        try:
            act(found, by=request.post, at=timezone.now())
        except NotPermitted as error:
            raise PermissionDenied from error
        except HotlineError as error:
            fault = sentence(error) or ""
        else:
            messages.success(request, done % f"{found.month_date:%Y-%m}")
            return redirect("hotline-subsidy", key=found.pk)
    lines = lines_seen_by(request.post, found)
    sums = by_firm(lines)
    state, style = _state(found)
    context = {
        "subsidy": found,
        "state": state,
        "style": style,
        "total": yuan(sum(each.fen for each in sums)),
        "duties": sum(each.duties for each in sums),
        "hours": f"{sum(each.seat_minutes for each in sums) / 60:.1f}",
        "firms": [(each, f"{each.seat_minutes / 60:.1f}", yuan(each.corrections_fen), yuan(each.fen)) for each in sums],
        "corrections": yuan(sum(each.corrections_fen for each in sums)),
        "rows": [_row(line) for line in lines],
        "may_review": request.post.role in DRAW.roles and found.reviewed_at is None and found.fixed_at is None,
        "may_fix": request.post.role in FIX.roles and found.reviewed_at is not None and found.fixed_at is None,
        "fault": fault,
        "basis": cited([DRAW.basis])[0],
    }
    return page(request, "hotline/subsidy.html", context, section=SECTION, status=409 if fault else 200)


def _found(request: DeskRequest, key: UUID) -> Subsidy:
    found = subsidy_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这份值班补贴台账"), Way(_("值班补贴"), reverse("hotline-subsidies")))
    return found


def _row(line: SubsidyLine) -> Row:
    duty = line.duty
    signed = [clock_of(each) for each in (line.came_minute, line.went_minute)]
    return Row(
        f"{duty.served_date} {weekday(duty.served_date)}", f"{clock(duty.start_minute)}–{clock(duty.end_minute)}",
        line.firm.name, "" if line.sort == LineSort.DUTY.value else _(LineSort(line.sort).label),
        f"{_(DaySort(line.day_sort).label)} {line.percent}%", " – ".join(signed), line.lawyers, line.minutes, yuan(line.amount_fen),
        _(Unpaid(line.unpaid).label) if line.unpaid else "",
    )  # fmt: skip


@require_POST
def book(request: DeskRequest, key: UUID) -> HttpResponse:
    """The ledger as a workbook; that it was taken out is in the trail."""
    found = _found(request, key)
    content = book_of(found, lines_seen_by(request.post, found))
    acts.told_export(found, by=request.post, at=timezone.now())
    name = f"值班补贴台账-{found.month_date:%Y-%m}.xlsx"
    response = HttpResponse(content, content_type=_BOOK)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
