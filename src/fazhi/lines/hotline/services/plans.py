"""Acts on plans of seats: a draft asked for, drawn up, and published as the plan in force from a day on."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors import DraftUnready, NoCallsBefore, PlanCodeTaken, PlanTooEarly, WishUnfit
from fazhi.lines.hotline.models import Draft, Plan, Segment
from fazhi.lines.hotline.permissions import DRAFT, PUBLISH
from fazhi.lines.hotline.queries import calls_between, day_kinds_of, plan_on
from fazhi.lines.hotline.queries.drafts import shifts_of
from fazhi.lines.hotline.queries.records import days_of, month_before
from fazhi.lines.hotline.queries.rosters import teams_of
from fazhi.lines.hotline.terms.planning import (
    HISTORY_DAYS,
    LEAST_TARGET,
    MOST_SEGMENTS,
    MOST_TARGET,
    CallRow,
    Shift,
    Wish,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post
    from fazhi.lines.hotline.rules.planning import MonthPlan

SUBJECT = "hotline.plan"
_WHY = "an act on plans; scope was checked"


@transaction.atomic
def ask_draft(*, office: "Office", wish: Wish, by: "Post", at: datetime, on: date) -> Draft:
    """
    Ask for a draft for a month; `draw_up` makes it. Compared with the plan in force on the month's first day, else with that of `on`.

    Raises NotPermitted, WishUnfit.
    """
    require(by, DRAFT)
    _require_fit(wish)
    draft = Draft(
        office=office, month_date=wish.month, target=wish.target, segments=wish.segments,
        current=plan_on(office, wish.month) or plan_on(office, on), by=by.code, asked_at=at,
    )  # fmt: skip
    draft.save(force_insert=True)
    return draft


def draw_up(draft: Draft, *, at: datetime, tell: Callable[[str, float], None]) -> dict[str, Any]:
    """
    Draw up a draft from the records of the months before it, and keep it; one that is drawn up stays as it is.

    Needs the extra `[planning]`. Raises NoCallsBefore, NobodyAnswered and what the engines raise. No transaction is held while
    it is reckoned.
    """
    from fazhi.engines.tide import Kind
    from fazhi.lines.hotline.rules.planning import Drafting, drafted

    if draft.result is not None:
        return dict(draft.result)
    rows = _records(draft.office, draft.month_date, draft.month_date)
    month = days_of(draft.month_date)
    kinds = day_kinds_of(rows[0].day, month[-1])
    given = Drafting(
        wish=Wish(draft.month_date, draft.target, draft.segments),
        rows=rows,
        month=month,
        kinds={day: Kind(kind) for day, kind in kinds.items()},
        current=shifts_of(draft.current),
    )
    result = drafted(given, tell)
    Draft.objects.system(_WHY).filter(pk=draft.pk, result__isnull=True).update(result=result, drawn_at=at)
    return result


def plan_months(
    *, office: "Office", wishes: Sequence[Wish], tell: Callable[[date, str], None]
) -> "Iterator[MonthPlan]":
    """
    Plan months, in order of time, each from the records before it, and of the teams that serve in it; nothing is kept.

    The first needs records of the month before it. Where they end before a later one, that is foretold from all there are, and
    learning is not done again. Needs the extra `[planning]`. Raises WishUnfit, NoCallsBefore, NobodyAnswered and what the
    engines raise. `tell` hears the month and the stage.
    """
    from fazhi.engines.tide import Kind
    from fazhi.lines.hotline.rules.planning import Asked, learned_from, month_plan

    for wish in wishes:
        _require_fit(wish)
    rows = _records(office, wishes[0].month, wishes[-1].month)
    spans = [days_of(wish.month) for wish in wishes]
    kinds = {day: Kind(kind) for day, kind in day_kinds_of(rows[0].day, spans[-1][-1]).items()}
    learned = None
    for wish, days in zip(wishes, spans, strict=True):
        if learned is None or rows[-1].day >= month_before(wish.month):
            tell(wish.month, "读取来电规律")
            learned = learned_from(_before(rows, wish.month), wish.month, kinds)
        teams = [replace(team, name=firm.code) for firm, team in teams_of(office, wish.month)]
        yield month_plan(Asked(wish, days, kinds, teams), learned, partial(tell, wish.month))


def _records(office: "Office", first: date, last: date) -> list[CallRow]:
    """Calls that plans of the months from `first` to `last` are made from. Raises NoCallsBefore."""
    rows = calls_between(office, first - timedelta(days=HISTORY_DAYS), last - timedelta(days=1))
    latest = _before(rows, first)[-1:]
    if not latest or latest[0].day < month_before(first):
        raise NoCallsBefore(first)
    return rows


def _before(rows: Sequence[CallRow], month: date) -> Sequence[CallRow]:
    """Those of the days that the month is foretold from."""
    start = bisect_left(rows, month - timedelta(days=HISTORY_DAYS), key=_day)
    return rows[start : bisect_left(rows, month, key=_day)]


def _day(row: CallRow) -> date:
    return row.day


def _require_fit(wish: Wish) -> None:
    """Raise WishUnfit for what can't be."""
    if wish.month.day != 1:
        raise WishUnfit("month", wish.month.isoformat(), "月份")
    if not LEAST_TARGET <= wish.target <= MOST_TARGET:
        raise WishUnfit("target", str(wish.target), f"{LEAST_TARGET} 到 {MOST_TARGET}")
    if not 1 <= wish.segments <= MOST_SEGMENTS:
        raise WishUnfit("segments", str(wish.segments), f"1 到 {MOST_SEGMENTS}")


def note_job(draft: Draft, job: UUID) -> None:
    """Which background job draws it up."""
    Draft.objects.system(_WHY).filter(pk=draft.pk).update(job=job)


@transaction.atomic
def publish(draft: Draft, *, code: str, from_date: date, by: "Post", at: datetime, on: date) -> Plan:
    """
    Publish a draft as the plan in force from `from_date`, which ends the plan before it; a version of its own in the trail.

    Raises NotPermitted, DraftUnready, PlanTooEarly, PlanCodeTaken.
    """
    require(by, PUBLISH)
    held = (
        Draft.objects.visible_to(by).select_for_update(of=("self",)).select_related("office", "plan").get(pk=draft.pk)
    )
    if held.result is None or held.plan is not None:
        raise DraftUnready(held.plan.code if held.plan else "")
    shifts = [
        Shift(each["start_minute"], each["end_minute"], each["seats"], each["rest_seats"])
        for each in held.result["shifts"]
    ]
    before = Plan.objects.system(_WHY).filter(office=held.office).order_by("-from_date").first()
    earliest = max(on, before.until_date or before.from_date + timedelta(days=1)) if before else on
    if from_date < earliest:
        raise PlanTooEarly(from_date, earliest)
    if Plan.objects.system(_WHY).filter(code=code).exists():
        raise PlanCodeTaken(code)
    if before and before.until_date is None:
        Plan.objects.system(_WHY).filter(pk=before.pk).update(until_date=from_date)
    plan = Plan(office=held.office, code=code, from_date=from_date)
    plan.save(force_insert=True)
    Segment.objects.system(_WHY).bulk_create(
        Segment(
            office=held.office, plan=plan, start_minute=each.start_minute, end_minute=each.end_minute,
            seats=each.seats, rest_seats=each.rest_seats,
        )
        for each in shifts
    )  # fmt: skip
    Draft.objects.system(_WHY).filter(pk=held.pk).update(plan=plan)
    audit.record(
        f"{SUBJECT}.publish",
        by=by.code,
        at=at,
        subject=(SUBJECT, str(plan.pk)),
        basis=PUBLISH.basis.source,
        payload={
            "code": code,
            "from_date": from_date.isoformat(),
            "replaces": before.code if before else "",
            "segments": [[each.start_minute, each.end_minute, each.seats, each.rest_seats] for each in shifts],
        },
        place="desk",
    )
    return plan
