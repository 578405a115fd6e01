"""The day under way is followed: what the morning expected of it is kept once, what to do now is reckoned again and again."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.lines.hotline.errors.live import NothingBefore
from fazhi.lines.hotline.models import LineState, Outlook, Plan
from fazhi.lines.hotline.queries import calls_between, day_kinds_of, plan_on
from fazhi.lines.hotline.queries.drafts import shifts_of
from fazhi.lines.hotline.queries.live import history_begins, outlook_of, target_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

_WHY = "a background job follows the day of an office's hotline"


def follow(lines: LineState, *, at: datetime, tell: Callable[[str, float], None]) -> None:
    """
    Keep what is expected of today, if that is not done yet, and what to do now, from the calls up to the switch's last word.
    Without a plan in force nothing is done; of one published meanwhile all is reckoned anew.

    lines  with their office

    Needs the extra `[planning]`. No transaction is held meanwhile. Raises NothingBefore, NobodyAnswered and what the engines
    raise: too few days, all calls in one slot.
    """
    office, on = lines.office, timezone.localdate(at)
    plan = plan_on(office, on)
    if plan is None or timezone.localdate(lines.told_at) != on:
        return
    tell("读取来电规律", 0.0)
    outlook = outlook_of(office, on)
    if outlook is None or outlook.plan != plan:
        outlook = _look_ahead(office, on, plan, at)
    tell("重新预测余下的时段", 0.5)
    _advise(outlook, office, on, lines.told_at)


def _look_ahead(office: "Office", on: date, plan: Plan, at: datetime) -> Outlook:
    """The day as the records before it have it, and what the plan answers of it."""
    from fazhi.engines.tide import Kind
    from fazhi.lines.hotline.rules.intraday import morning_of

    first = history_begins(office, on)
    if first is None:
        raise NothingBefore(office.name, on)
    rows = calls_between(office, first, on - timedelta(days=1))
    kinds = {day: Kind(kind) for day, kind in day_kinds_of(first, on).items()}
    morning = morning_of(rows, on, kinds, shifts_of(plan), target_of(plan) / 100)
    made, _ = Outlook.objects.system(_WHY).update_or_create(
        office=office, day_date=on,
        defaults={
            "plan": plan, "made_at": at, "first_date": first, "last_date": rows[-1].day, "calls": len(rows),
            "content": morning.plain(), "advised_at": None, "advice": None,
        },
    )  # fmt: skip
    return made


def _advise(outlook: Outlook, office: "Office", on: date, until: datetime) -> None:
    from fazhi.lines.hotline.rules.intraday import advise, attempts_by_slot, morning_from, rest_of_day

    morning = morning_from(outlook.content)
    local = timezone.localtime(until)
    now = local.hour * 60 + local.minute
    rows = [row for row in calls_between(office, on, on) if row.minute <= now]
    rest = rest_of_day(morning.ahead, morning.mean, attempts_by_slot(rows, morning.weight), now)
    found = advise(rest, morning, now)
    advice = {
        **asdict(found), "calls_so_far": len(rows), "silent": list(rest.silent), "passed": rest.passed,
        **{name: getattr(rest, name).round(3).tolist() for name in ("mean", "low", "high")},
    }  # fmt: skip
    Outlook.objects.system(_WHY).filter(pk=outlook.pk).update(advised_at=until, advice=advice)
