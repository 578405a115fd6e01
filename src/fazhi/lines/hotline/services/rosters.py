"""Acts on rosters: days on which a team can't serve, a month's roster made and published, duties swapped."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.lines.hotline.errors import RosterPublished, RosterUnmakeable, SwapPointless, SwapRefused, WishUnfit
from fazhi.lines.hotline.errors.attendance import DutyBegun
from fazhi.lines.hotline.models import Duty, Firm, Roster, Sign, Swap, Unavailability
from fazhi.lines.hotline.permissions import DRAFT, PUBLISH
from fazhi.lines.hotline.queries.rosters import duties_of, seatings_of, teams_of
from fazhi.lines.hotline.terms import DAY_MINUTES, Topic
from fazhi.lines.hotline.terms.planning import RosterRules, Seating

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

SUBJECT = "hotline.roster"
_WHY = "an act on rosters; scope was checked"
MOST_A_DAY, MOST_A_WEEK, MOST_REST = 9, 31, 72


@transaction.atomic
def note_absences(firm: Firm, *, days: Iterable[date], by: "Post", at: datetime) -> int:
    """Note that a team can't serve on these days; days noted before stay. How many are new. Raises NotPermitted."""
    require(by, DRAFT)
    held = Firm.objects.visible_to(by).get(pk=firm.pk)
    known = set(Unavailability.objects.system(_WHY).filter(firm=held).values_list("away_date", flat=True))
    new = sorted(set(days) - known)
    Unavailability.objects.system(_WHY).bulk_create(
        Unavailability(office_id=held.office_id, firm=held, away_date=day) for day in new
    )
    if new:
        _tell("absence", by, at, held.pk, {"firm": held.code, "days": [day.isoformat() for day in new]})
    return len(new)


@transaction.atomic
def make_roster(*, office: "Office", month: date, rules: RosterRules, by: "Post", at: datetime) -> Roster:
    """
    Make a roster for a month, of the plans in force and the teams that serve; it counts only once it is published.

    Needs the extra `[planning]`. Raises NotPermitted, WishUnfit, RosterPublished, RosterUnmakeable, and what the engine raises.
    """
    from fazhi.lines.hotline.rules.rostering import made

    require(by, DRAFT)
    for field, value, most in (
        ("max_per_day", rules.max_per_day, MOST_A_DAY),
        ("max_per_week", rules.max_per_week, MOST_A_WEEK),
        ("rest_hours", rules.rest_hours, MOST_REST),
    ):
        if not 0 <= value <= most:
            raise WishUnfit(field, str(value), f"0 到 {most}")
    for minute, topic in rules.needs:
        if not 0 <= minute < DAY_MINUTES or topic not in Topic.labels():
            raise WishUnfit("needs", f"{minute} {topic}", "时刻和咨询类别")
    _require_open(office, month)
    seatings, bare = seatings_of(office, month)
    teams = teams_of(office, month)
    if bare is not None or not teams:
        raise RosterUnmakeable(month, bare)
    found = made(seatings, [team for _, team in teams], rules)
    firms = {team.name: firm for firm, team in teams}
    roster = Roster(
        office=office, month_date=month, rules=_kept(rules), by=by.code, made_at=at,
        deviation_minutes=round(60 * found.deviation), is_proven=found.deviation <= found.bound,
        rest_hundredths=None if found.rest is None else round(100 * found.rest), is_rest_proven=found.rest == found.rest_bound,
    )  # fmt: skip
    roster.save(force_insert=True)
    Duty.objects.system(_WHY).bulk_create(
        Duty(
            office=office, roster=roster, served_date=each.day, start_minute=each.start_minute, end_minute=each.end_minute,
            seats=each.seats, firm=firms[found.teams[each.name]],
        )
        for each in seatings
    )  # fmt: skip
    return roster


@transaction.atomic
def publish_roster(roster: Roster, *, by: "Post", at: datetime) -> None:
    """Publish a roster as that of its month. Raises NotPermitted, RosterPublished."""
    require(by, PUBLISH)
    held = Roster.objects.visible_to(by).select_related("office").get(pk=roster.pk)
    _require_open(held.office, held.month_date)
    Roster.objects.system(_WHY).filter(pk=held.pk, published_at=None).update(published_at=at)
    payload = {"month": f"{held.month_date:%Y-%m}", "rules": held.rules, "deviation_minutes": held.deviation_minutes}
    _tell("publish", by, at, held.pk, payload, permission=PUBLISH.basis.source)


@transaction.atomic
def swap(duty: Duty, *, to: Firm, against: Duty | None, reason: str, by: "Post", at: datetime, on: date) -> None:
    """
    Give a duty of a published roster to the team `to`; with `against`, a duty of that team goes to the first one in return.

    The whole roster is checked anew with the change. Raises NotPermitted, RosterPublished, SwapPointless, DutyBegun, SwapRefused.
    """
    from fazhi.lines.hotline.rules.rostering import broken

    require(by, DRAFT)
    held = Duty.objects.visible_to(by).select_related("roster__office", "firm").get(pk=duty.pk)
    roster = held.roster
    if roster.published_at is None:
        raise RosterPublished(roster.month_date, is_needed=True)
    if against is not None and (against.roster_id, against.firm_id) != (roster.pk, to.pk):
        raise SwapPointless(seating(against).name)
    moved = {held.pk: to}
    if against is not None:
        moved[against.pk] = held.firm
    for each in (held, *([against] if against else [])):
        if each.served_date < on:
            raise SwapPointless(seating(each).name, on)
        if moved[each.pk].pk == each.firm_id:
            raise SwapPointless(seating(each).name)
    signed = Sign.objects.system(_WHY).filter(duty__in=moved).select_related("duty").first()
    if signed is not None:
        raise DutyBegun(seating(signed.duty).name)
    duties, teams = duties_of(roster), teams_of(roster.office, roster.month_date)
    names = {firm.pk: team.name for firm, team in teams}
    served = {seating(each).name: names.get(moved.get(each.pk, each.firm).pk, "") for each in duties}
    changed = {names.get(firm.pk, "") for firm in moved.values()}
    found = broken([seating(each) for each in duties], [team for _, team in teams], rules_of(roster), served)
    wrong = [(each.rule, each.team, each.duties) for each in found if each.team in changed]
    if wrong:
        raise SwapRefused([(rule, team or "", names_) for rule, team, names_ in wrong])
    for each in (held, *([against] if against else [])):
        # Of two who swap at once, one does.
        if not Duty.objects.system(_WHY).filter(pk=each.pk, firm=each.firm).update(firm=moved[each.pk]):
            raise SwapPointless(seating(each).name)
        Swap(
            office_id=each.office_id, duty=each, before=each.firm, after=moved[each.pk], reason=reason, by=by.code,
            recorded_at=at,
        ).save(force_insert=True)  # fmt: skip
    told = [
        [seating(each).name, each.firm.code, moved[each.pk].code] for each in (held, *([against] if against else []))
    ]
    _tell("swap", by, at, roster.pk, {"duties": told, "reason": reason})


def seating(duty: Duty) -> Seating:
    return Seating(duty.served_date, duty.start_minute, duty.end_minute, duty.seats)


def rules_of(roster: Roster) -> RosterRules:
    """The rules by which it was made."""
    told = roster.rules
    needs = tuple((minute, topic) for minute, topic in told.get("needs", ()))
    return RosterRules(told["max_per_day"], told["max_per_week"], told["rest_hours"], needs)


def _require_open(office: "Office", month: date) -> None:
    """Raise RosterPublished if the month's roster is published."""
    if Roster.objects.system(_WHY).filter(office=office, month_date=month, published_at__isnull=False).exists():
        raise RosterPublished(month)


def _kept(rules: RosterRules) -> dict[str, object]:
    return {
        "max_per_day": rules.max_per_day,
        "max_per_week": rules.max_per_week,
        "rest_hours": rules.rest_hours,
        "needs": [[minute, topic] for minute, topic in rules.needs],
    }


def _tell(
    act: str, by: "Post", at: datetime, key: object, payload: dict[str, object], *, permission: str = DRAFT.basis.source
) -> None:
    audit.record(
        f"{SUBJECT}.{act}",
        by=by.code,
        at=at,
        subject=(SUBJECT, str(key)),
        basis=permission,
        payload=payload,
        place="desk",
    )
