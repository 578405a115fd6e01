"""Who was on duty when, as the records and as a post see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from fazhi.lines.hotline.models import Duty, DutyRate, Sign
from fazhi.lines.hotline.rules.attendance import attended, minute_of
from fazhi.lines.hotline.rules.subsidy import Rates, packaged
from fazhi.lines.hotline.terms.attendance import Attended, Rate, RateRow, Side

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "an act or a ledger looks at duties of its own office"


@dataclass(frozen=True)
class Signed:
    """What counts of a duty's signs: minutes from midnight of its day, None where nobody signed; lawyers who came."""

    came: int | None = None
    went: int | None = None
    lawyers: int = 0


def signed_of(duties: Iterable[Duty], by: "Post | None" = None) -> Mapping[UUID, Signed]:
    """Of each duty the latest sign of each side, as the post sees them, or the system where there is none; one query."""
    days = {duty.pk: duty.served_date for duty in duties}
    signs = Sign.objects.system(_WHY) if by is None else Sign.objects.visible_to(by)
    rows = signs.filter(duty__in=days).order_by("recorded_at", "pk")
    latest: dict[tuple[UUID, str], Sign] = {(row.duty_id, row.side): row for row in rows}
    return {duty: _signed(latest, duty, day) for duty, day in days.items()}


def _signed(latest: Mapping[tuple[UUID, str], Sign], duty: UUID, day: date) -> Signed:
    came, went = latest.get((duty, Side.IN.value)), latest.get((duty, Side.OUT.value))
    return Signed(_minute(came, day), _minute(went, day), came.lawyers if came else 0)


def _minute(row: Sign | None, day: date) -> int | None:
    return minute_of(timezone.localtime(row.signed_at), day) if row and row.signed_at else None


def attended_of(duty: Duty, signed: Signed, rates: Rates, now: datetime) -> Attended:
    """How it was served, as known `now`."""
    grace = rates.on(Rate.GRACE, duty.served_date)
    minute = minute_of(timezone.localtime(now), duty.served_date)
    return attended(duty.start_minute, duty.end_minute, signed.came, signed.went, minute, grace)


def rates_of(office: "Office | None", by: "Post | None" = None) -> Rates:
    """The rates in use: the package's, and from its first day on whatever the office has entered, as the post sees it."""
    if office is None:
        return packaged()
    known = DutyRate.objects.system(_WHY) if by is None else DutyRate.objects.visible_to(by)
    rows = known.filter(office=office).order_by("entered_at", "pk")
    return packaged().with_rows(
        RateRow(Rate(row.rate), row.since_date, row.value, row.basis, is_verified=True) for row in rows
    )


def duties_on(post: "Post", day: date) -> list[Duty]:
    """Duties of a day that the post sees, of published rosters, by hour."""
    rows = Duty.objects.visible_to(post).filter(served_date=day, roster__published_at__isnull=False)
    return list(rows.select_related("firm", "office").order_by("start_minute", "office__code"))


def duty_to_sign(post: "Post", key: str) -> Duty | None:
    """A duty of a published roster that the post sees; None for anything else, keys that are none too."""
    try:
        found = UUID(key)
    except ValueError:
        return None
    rows = Duty.objects.visible_to(post).select_related("firm", "office")
    return rows.filter(Q(pk=found), roster__published_at__isnull=False).first()


def signs_seen_by(post: "Post", duty: Duty) -> list[Sign]:
    """All of a duty, the latest first."""
    return list(Sign.objects.visible_to(post).filter(duty=duty).order_by("-recorded_at", "-pk"))
