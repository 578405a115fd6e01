"""The day under way: how the lines stand, what has come, and what is expected."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, IntegerField, Q
from django.db.models.expressions import ExpressionWrapper

from fazhi.lines.hotline.models import Call, Draft, Firm, LineState, Outlook, Plan
from fazhi.lines.hotline.queries import in_force
from fazhi.lines.hotline.terms import Outcome
from fazhi.lines.hotline.terms.live import USUAL_TARGET
from fazhi.lines.hotline.terms.planning import HISTORY_DAYS, SLOT_MINUTES, SLOTS

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "the day of a hotline is reckoned from its own office's records"
_OFFERED = (Outcome.ANSWERED.value, Outcome.HUNG_UP.value, Outcome.REFUSED.value)


@dataclass(frozen=True)
class SoFar:
    """Calls of a day by half hour: offered, and of these answered."""

    offered: tuple[int, ...]
    answered: tuple[int, ...]


def line_state_seen_by(post: "Post", office: "Office") -> LineState | None:
    return LineState.objects.visible_to(post).filter(office=office).first()


def line_state_of(office: "Office") -> LineState | None:
    """For what is done with the message just taken in."""
    return LineState.objects.system(_WHY).filter(office=office).first()


def lines_to_follow(key: str) -> LineState:
    """For the background job, as they stand now."""
    return LineState.objects.system(_WHY).select_related("office").get(pk=key)


def outlook_seen_by(post: "Post", office: "Office", on: date) -> Outlook | None:
    return Outlook.objects.visible_to(post).filter(office=office, day_date=on).first()


def outlook_of(office: "Office", on: date) -> Outlook | None:
    """For the background job."""
    return Outlook.objects.system(_WHY).filter(office=office, day_date=on).select_related("plan").first()


def plan_seen_on(post: "Post", office: "Office", on: date) -> Plan | None:
    """The plan in force on that day."""
    return Plan.objects.visible_to(post).filter(in_force(on), office=office).first()


def target_of(plan: Plan) -> int:
    """Per cent: what the draft was asked for that the plan was published from."""
    draft = Draft.objects.system(_WHY).filter(plan=plan).only("target").first()
    return draft.target if draft else USUAL_TARGET


def so_far(post: "Post", office: "Office", on: date) -> SoFar:
    """One query, grouped by the database."""
    slot = ExpressionWrapper(F("minute") / SLOT_MINUTES, output_field=IntegerField())
    rows = Call.objects.visible_to(post).filter(office=office, called_date=on, outcome__in=_OFFERED)
    offered, answered = [0] * SLOTS, [0] * SLOTS
    found = rows.annotate(slot=slot).values_list("slot").annotate(
        calls=Count("id"), picked=Count("id", filter=Q(outcome=Outcome.ANSWERED))
    )  # fmt: skip
    for place, calls, picked in found:
        offered[int(place)], answered[int(place)] = calls, picked
    return SoFar(tuple(offered), tuple(answered))


def history_begins(office: "Office", on: date) -> date | None:
    """
    The first of the latest days before `on` with calls, `HISTORY_DAYS` at most, however long ago; None without any.
    """
    found = _days_before(office, on)
    return found[-1] if found else None


def same_weekday_before(office: "Office", on: date) -> date | None:
    """The latest day before `on` with calls that is of its weekday; None without any."""
    return next((day for day in _days_before(office, on) if day.weekday() == on.weekday()), None)


def _days_before(office: "Office", on: date) -> list[date]:
    days = Call.objects.system(_WHY).filter(office=office, called_date__lt=on).order_by("-called_date")
    return list(days.values_list("called_date", flat=True).distinct()[:HISTORY_DAYS])


def firm_keys(office: "Office", codes: set[str]) -> dict[str, UUID]:
    """Those of the office's teams that have one of these codes."""
    return dict(Firm.objects.system(_WHY).filter(office=office, code__in=codes).values_list("code", "pk"))
