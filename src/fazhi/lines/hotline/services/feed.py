"""What the switch tells while the day is under way: calls whose fate is known, and how the lines stand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors.live import FeedSimulated
from fazhi.lines.hotline.models import Call, LineState
from fazhi.lines.hotline.permissions import FEED as MAY_FEED
from fazhi.lines.hotline.terms.live import FEED, FedCall, Lines, Taken

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "what the switch tells of an office that the system's post sees"
_TOLD = ("called_hour", "minute", "outcome", "wait_seconds", "talk_seconds", "caller", "firm_id")

Values = dict[str, Any]


@transaction.atomic
def take_in(
    office: "Office",
    calls: Sequence[FedCall],
    lines: Lines | None,
    firms: Mapping[str, UUID],
    *,
    is_simulated: bool,
    by: "Post",
    at: datetime,
) -> Taken:
    """
    Take in a message. Its calls are those of the ledger, found again by day and number; told again, they are not counted again.

    calls  each day and number once
    firms  code → key, of those that the calls name

    A call told as answered first, and once more when it is over, is one. Lines older than those on record change nothing.
    Raises NotPermitted, FeedSimulated.
    """
    require(by, MAY_FEED)
    if is_simulated and not office.is_sample:
        raise FeedSimulated(office.name)
    known = _known(office, calls)
    told = {(each.day, each.number): _values(each, firms.get(each.firm)) for each in calls}
    new = {key: values for key, values in told.items() if key not in known}
    whole = {key: _merged(known[key], values) for key, values in told.items() if key in known}
    changed = {key: values for key, values in whole.items() if values != known[key]}
    if new or changed:
        _write(office, {**new, **changed})
        audit.record(
            f"{FEED}.calls",
            by=by.code,
            at=at,
            subject=(FEED, office.code),
            basis=MAY_FEED.basis.source,
            payload={"new": len(new), "updated": len(changed), "is_simulated": is_simulated},
            place=audit.Place.API,
        )
    is_latest = lines is not None and _keep(office, lines, is_simulated=is_simulated)
    return Taken(len(new), len(changed), len(whole) - len(changed), is_latest)


def note_job(state: LineState, job: UUID) -> None:
    """Which background job reckons the advice."""
    LineState.objects.system(_WHY).filter(pk=state.pk).update(job=job)


def _known(office: "Office", calls: Sequence[FedCall]) -> dict[tuple[date, str], Values]:
    rows = Call.objects.system(_WHY).filter(
        office=office, called_date__in={each.day for each in calls}, number__in={each.number for each in calls}
    )
    return {
        (row.pop("called_date"), row.pop("number")): row for row in rows.values("called_date", "number", *_TOLD)
    }  # fmt: skip


def _values(call: FedCall, firm: UUID | None) -> Values:
    values = (call.minute // 60, call.minute, call.outcome, call.wait_seconds, call.talk_seconds, call.caller, firm)
    return dict(zip(_TOLD, values, strict=True))


def _merged(known: Values, told: Values) -> Values:
    """What a second message doesn't say, the first still does: a length, a caller, a team of an answered call."""
    if told["outcome"] != known["outcome"]:
        return {**told, "caller": told["caller"] or known["caller"]}
    return {**told, **{name: told[name] or known[name] for name in ("talk_seconds", "caller", "firm_id")}}


def _write(office: "Office", rows: Mapping[tuple[date, str], Values]) -> None:
    """One statement: of two messages at once, each call is there once."""
    Call.objects.system(_WHY).bulk_create(
        (
            Call(
                office=office, number=number, called_date=day, called_year=day.year,
                called_quarter=(day.month + 2) // 3, called_month=day.month, **values,
            )
            for (day, number), values in rows.items()
        ),
        update_conflicts=True, unique_fields=["office", "called_date", "number"], update_fields=_TOLD,
    )  # fmt: skip


def _keep(office: "Office", lines: Lines, *, is_simulated: bool) -> bool:
    """Whether these lines are the latest; then they take the place of those before them."""
    told = {
        "told_at": lines.at, "seats_in": lines.seats_in, "waiting": lines.waiting,
        "longest_wait_seconds": lines.longest_wait_seconds, "is_simulated": is_simulated,
    }  # fmt: skip
    rows = LineState.objects.system(_WHY).filter(office=office)
    if rows.filter(told_at__lte=lines.at).update(**told):
        return True
    if rows.exists():
        return False
    LineState(office=office, **told).save(force_insert=True)
    return True
