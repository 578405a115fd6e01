"""Acts on duty as it is served: a team signs in and out (签到签退), and a head corrects what was signed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors.attendance import SignOutOfTurn, SignUntimely, TimesUnfit
from fazhi.lines.hotline.models import Duty, Sign
from fazhi.lines.hotline.permissions import ATTEND, CORRECT
from fazhi.lines.hotline.queries.attendance import signed_of
from fazhi.lines.hotline.rules.attendance import EARLIEST, LATEST, minute_of
from fazhi.lines.hotline.services.rosters import seating
from fazhi.lines.hotline.terms.attendance import Side
from fazhi.lines.hotline.terms.planning import clock

if TYPE_CHECKING:
    from fazhi.engines.procedure import Permission
    from fazhi.kernel.organisations.models import Post

SUBJECT = "hotline.duty"
_WHY = "an act on duty as it is served; scope was checked"


@transaction.atomic
def sign_in(duty: Duty, *, lawyers: int, by: "Post", at: datetime) -> Sign:
    """
    Note that the team of a duty came at `at`, with so many lawyers: from an hour before the duty until it ends.

    Raises NotPermitted, SignUntimely, SignOutOfTurn, TimesUnfit.
    """
    require(by, ATTEND)
    held, name = _held(duty, by), seating(duty).name
    if signed_of([held])[held.pk].came is not None or _is_signed(held, Side.IN):
        raise SignOutOfTurn(name, Side.IN.value, is_twice=True)
    _require_within(held, Side.IN, held.start_minute - EARLIEST, held.end_minute - 1, at)
    _require_lawyers(held, lawyers)
    return _signed(held, Side.IN, at, lawyers, "", by, at, ATTEND)


@transaction.atomic
def sign_out(duty: Duty, *, by: "Post", at: datetime) -> Sign:
    """Note that the team went at `at`, until twelve hours after the duty. Raises NotPermitted, SignUntimely, SignOutOfTurn."""
    require(by, ATTEND)
    held, name = _held(duty, by), seating(duty).name
    signed = signed_of([held])[held.pk]
    if signed.went is not None or _is_signed(held, Side.OUT):
        raise SignOutOfTurn(name, Side.OUT.value, is_twice=True)
    if signed.came is None:
        raise SignOutOfTurn(name, Side.OUT.value, is_twice=False)
    _require_within(held, Side.OUT, signed.came, held.end_minute + LATEST, at)
    return _signed(held, Side.OUT, at, 0, "", by, at, ATTEND)


@transaction.atomic
def correct(
    duty: Duty, *, came: int | None, went: int | None, lawyers: int, reason: str, by: "Post", at: datetime
) -> int:
    """
    Put down when the team really came and went, in minutes from midnight of the duty's day; None for not at all.

    What was signed stays on record; how many sides were corrected. Raises NotPermitted, TimesUnfit.
    """
    require(by, CORRECT)
    held = _held(duty, by)
    _require_times(held, came, went, minute_of(timezone.localtime(at), held.served_date))
    if not reason.strip():
        raise TimesUnfit(seating(held).name, "reason", "", "写明更正的理由")
    if came is not None:
        _require_lawyers(held, lawyers)
    before = signed_of([held])[held.pk]
    changed = 0
    if (before.came, before.lawyers) != (came, lawyers if came is not None else 0):
        _signed(held, Side.IN, _moment(held, came), 0 if came is None else lawyers, reason, by, at, CORRECT)
        changed += 1
    if before.went != went:
        _signed(held, Side.OUT, _moment(held, went), 0, reason, by, at, CORRECT)
        changed += 1
    return changed


def _held(duty: Duty, by: "Post") -> Duty:
    """The duty, kept from others who sign it at the same time."""
    rows = Duty.objects.visible_to(by).filter(roster__published_at__isnull=False).select_for_update(of=("self",))
    return rows.get(pk=duty.pk)


def _is_signed(duty: Duty, side: Side) -> bool:
    """Also where a correction has struck it out: what follows is a correction, too."""
    return Sign.objects.system(_WHY).filter(duty=duty, side=side.value).exists()


def _require_within(duty: Duty, side: Side, first: int, last: int, at: datetime) -> None:
    if not first <= minute_of(timezone.localtime(at), duty.served_date) <= last:
        day = duty.served_date
        raise SignUntimely(seating(duty).name, side.value, *(f"{day} {clock(max(each, 0))}" for each in (first, last)))


def _require_lawyers(duty: Duty, lawyers: int) -> None:
    if not 1 <= lawyers <= duty.seats:
        raise TimesUnfit(seating(duty).name, "lawyers", str(lawyers), f"1 到 {duty.seats}，不多于座席")


def _require_times(duty: Duty, came: int | None, went: int | None, now: int) -> None:
    name = seating(duty).name
    if came is not None and not duty.start_minute - LATEST <= came < min(duty.end_minute, now + 1):
        raise TimesUnfit(name, "came", clock(max(came, 0)), f"值班结束（{clock(duty.end_minute)}）以前、现在以前的时刻")
    if went is not None and (came is None or not came < went <= min(duty.end_minute + LATEST, now)):
        raise TimesUnfit(name, "went", clock(went), "签到以后、现在以前的时刻；没有签到的留空")


def _moment(duty: Duty, minute: int | None) -> datetime | None:
    if minute is None:
        return None
    day = duty.served_date
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone()) + timedelta(minutes=minute)


def _signed(
    duty: Duty, side: Side, moment: datetime | None, lawyers: int, reason: str, by: "Post", at: datetime,
    permission: "Permission",
) -> Sign:  # fmt: skip
    row = Sign(
        office_id=duty.office_id, duty=duty, side=side.value, signed_at=moment, lawyers=lawyers, reason=reason.strip(),
        by=by.code, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(
        f"{SUBJECT}.{'correct' if reason else 'sign'}",
        by=by.code,
        at=at,
        subject=(SUBJECT, str(duty.pk)),
        basis=permission.basis.source,
        payload={
            "duty": seating(duty).name,
            "side": side.value,
            "signed_at": moment,
            "lawyers": lawyers,
            "reason": reason,
        },
        place="desk",
    )
    return row
