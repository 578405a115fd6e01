"""Acts on the subsidies of duty (值班补贴): a month drawn up, reviewed, fixed; a rate entered."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors.attendance import (
    RateUnfit,
    SubsidyFixed,
    SubsidyOutOfTurn,
    SubsidyStale,
    SubsidyUnready,
)
from fazhi.lines.hotline.models import DutyRate, Subsidy, SubsidyLine
from fazhi.lines.hotline.permissions import DRAW, FIX
from fazhi.lines.hotline.queries.records import month_after
from fazhi.lines.hotline.queries.subsidies import digest_of, has_roster, lines_of
from fazhi.lines.hotline.rules.subsidy import most
from fazhi.lines.hotline.terms.attendance import Rate

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

SUBJECT = "hotline.subsidy"
_WHY = "an act on the ledger of subsidies; scope was checked"


@transaction.atomic
def draw_up(*, office: "Office", month: date, by: "Post", at: datetime, on: date) -> Subsidy:
    """
    Draw up the ledger of a month that is over; it may be drawn up again until one is fixed.

    Raises NotPermitted, SubsidyUnready, SubsidyFixed. Source: 法律援助法 art. 52; rates of the bureau's own.
    """
    require(by, DRAW)
    if on < month_after(month):
        raise SubsidyUnready(month, month_after(month))
    if not has_roster(office, month):
        raise SubsidyUnready(month)
    _require_open(office, month)
    lines = lines_of(office, month, at)
    made = Subsidy(
        office=office, month_date=month, amount_fen=sum(line.amount_fen for line in lines), digest=digest_of(lines),
        drawn_by=by.code, drawn_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    for line in lines:
        line.subsidy = made
    SubsidyLine.objects.system(_WHY).bulk_create(lines)
    _tell("draw", made, by, at, DRAW.basis.source)
    return made


@transaction.atomic
def review(subsidy: Subsidy, *, by: "Post", at: datetime) -> None:
    """
    Say that the ledger is right; another official than drew it up does.

    Raises NotPermitted, SubsidyFixed, SubsidyOutOfTurn, SubsidyStale.
    """
    require(by, DRAW)
    held = _held(subsidy, by)
    if held.drawn_by.partition("@")[0] == by.official.code:
        raise SubsidyOutOfTurn(held.month_date, is_own=True)
    _require_fresh(held, at)
    Subsidy.objects.system(_WHY).filter(pk=held.pk).update(reviewed_by=by.code, reviewed_at=at)
    _tell("review", held, by, at, DRAW.basis.source)


@transaction.atomic
def fix(subsidy: Subsidy, *, by: "Post", at: datetime) -> None:
    """
    Fix a reviewed ledger; what is corrected afterwards becomes a line of a later one.

    Raises NotPermitted, SubsidyFixed, SubsidyOutOfTurn, SubsidyStale.
    """
    require(by, FIX)
    held = _held(subsidy, by)
    if held.reviewed_at is None:
        raise SubsidyOutOfTurn(held.month_date, is_own=False)
    _require_fresh(held, at)
    Subsidy.objects.system(_WHY).filter(pk=held.pk).update(fixed_by=by.code, fixed_at=at)
    _tell("fix", held, by, at, FIX.basis.source)


@transaction.atomic
def enter_rate(
    rate: Rate, *, office: "Office", since: date, value: int, basis: str, by: "Post", at: datetime
) -> DutyRate:
    """
    Enter a rate for duties from `since` on: fen, per cent or minutes, by its kind; `basis` as printed.

    Raises NotPermitted, and RateUnfit also where ledgers of that time are fixed.
    """
    require(by, FIX)
    if not 0 <= value <= most(rate):
        raise RateUnfit(rate.value, str(value), f"0 到 {most(rate)} 的整数")
    if not basis.strip():
        raise RateUnfit(rate.value, "", "依据的文件名称和文号")
    fixed = Subsidy.objects.system(_WHY).filter(office=office, fixed_at__isnull=False).order_by("-month_date").first()
    if fixed is not None and since < month_after(fixed.month_date):
        raise RateUnfit(
            rate.value, since.isoformat(), f"{month_after(fixed.month_date)} 或者以后的日期，此前的已经审定"
        )
    made = DutyRate(
        office=office, rate=rate.value, since_date=since, value=value, basis=basis.strip(), by=by.code, entered_at=at
    )
    made.save(force_insert=True)
    audit.record(
        f"{SUBJECT}.rate",
        by=by.code,
        at=at,
        subject=(SUBJECT, rate.value),
        basis=basis.strip(),
        payload={"rate": rate.value, "since": since, "value": value},
        place="desk",
    )
    return made


def _held(subsidy: Subsidy, by: "Post") -> Subsidy:
    held = Subsidy.objects.visible_to(by).select_for_update(of=("self",)).select_related("office").get(pk=subsidy.pk)
    _require_open(held.office, held.month_date)
    return held


def _require_open(office: "Office", month: date) -> None:
    """Raise SubsidyFixed if the month's ledger is fixed."""
    if Subsidy.objects.system(_WHY).filter(office=office, month_date=month, fixed_at__isnull=False).exists():
        raise SubsidyFixed(month)


def _require_fresh(held: Subsidy, at: datetime) -> None:
    """Raise SubsidyStale if the ledger would not be drawn up so today."""
    if digest_of(lines_of(held.office, held.month_date, at)) != held.digest:
        raise SubsidyStale(held.month_date)


def told_export(subsidy: Subsidy, *, by: "Post", at: datetime) -> None:
    """Enter into the trail that the ledger was taken out as a file. Raises NotPermitted."""
    require(by, DRAW)
    _tell("export", subsidy, by, at, DRAW.basis.source)


def _tell(act: str, subsidy: Subsidy, by: "Post", at: datetime, basis: str) -> None:
    audit.record(
        f"{SUBJECT}.{act}",
        by=by.code,
        at=at,
        subject=(SUBJECT, str(subsidy.pk)),
        basis=basis,
        payload={
            "month": f"{subsidy.month_date:%Y-%m}", "amount_fen": subsidy.amount_fen, "digest": subsidy.digest,
        },
        place="desk",
    )  # fmt: skip
