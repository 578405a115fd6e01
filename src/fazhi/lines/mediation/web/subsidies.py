"""The subsidy by case (以案定补) of a month: what each mediator and committee is paid, and for which matters."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Period, PeriodNotUnderstood
from fazhi.kernel.indicators.terms import Scope
from fazhi.lines.mediation.queries.subsidy import SubsidyLedger, subsidy
from fazhi.lines.mediation.rules.subsidy import Award
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import yuan
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 100


@dataclass(frozen=True)
class Row:
    """One matter: what is paid for it, or why nothing is."""

    number: str
    url: str
    office: str
    ended: str
    mediators: str
    rates: str
    yuan: str
    unpaid: str


def month(request: DeskRequest) -> HttpResponse:
    """One month's ledger of the post's offices, its rows a page at a time."""
    asked = request.GET.get("month", "").strip()[:16]
    fault = ""
    try:
        period = _month(asked) if asked else _last_month()
    except PeriodNotUnderstood:
        period, fault = _last_month(), _("“%s”不是一个月份。应如 2024-09。") % asked
    office = request.post.office
    scope = Scope(office.code, office.left, office.right, office.name)
    ledger = subsidy(period, scope=scope, office=office.code, office_name=office.name)
    start = int(after) if (after := request.GET.get("after", "")).isdecimal() and len(after) < 8 else 0
    shown = ledger.awards[start : start + PAGE]
    context = {
        "period": period,
        "asked": asked or str(period),
        "fault": fault,
        "ledger": ledger,
        "total": yuan(ledger.fen),
        "committees": [(name, matters, yuan(fen)) for name, matters, fen in ledger.by_committee()[:PAGE]],
        "mediators": [(name, who, matters, yuan(fen)) for name, who, matters, fen in ledger.by_mediator()[:PAGE]],
        "rows": [_row(each) for each in shown],
        "rates": _rates(ledger),
        "next": start + PAGE if start + PAGE < len(ledger.awards) else 0,
        "is_first": start == 0,
        "tabs": tabs(request.post, "mediation-subsidy"),
    }
    return page(request, "mediation/subsidy.html", context, section=SECTION, status=400 if fault else 200)


def _month(text: str) -> Period:
    """Raises PeriodNotUnderstood for anything but a month."""
    period = Period.parse(text)
    if period.month is None:
        raise PeriodNotUnderstood(text)
    return period


def _last_month() -> Period:
    today = timezone.localdate()
    year, number = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    return Period.parse(f"{year}-{number:02d}")


def _rates(ledger: SubsidyLedger) -> list[tuple[str, str, str, bool]]:
    """The rates that were applied: what for, how much, by which document, and whether that is certain."""
    used = {row for award in ledger.awards for row in award.rates}
    return sorted((row.rate.label, yuan(row.fen), row.basis, row.is_verified) for row in used)


def _row(award: Award) -> Row:
    case = award.case
    return Row(
        number=case.number,
        url=matter_url(PEOPLES, UUID(case.subject)),
        office=case.office_name,
        ended=case.ended.isoformat(),
        mediators="、".join(case.mediators),
        rates="、".join(row.rate.label for row in award.rates),
        yuan=yuan(award.fen),
        unpaid=_unpaid(award),
    )


def _unpaid(award: Award) -> str:
    if award.unpaid is None:
        return ""
    return f"{award.unpaid.label}（{award.first}）" if award.first else award.unpaid.label
