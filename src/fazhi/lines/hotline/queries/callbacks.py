"""Call-backs: what each half hour holds, what is free, and who waits for one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.engines.deadlines import DayKind
from fazhi.kernel.calendar.services import day_kinds
from fazhi.lines.hotline.models import CallBack, Capacity, Consultation
from fazhi.lines.hotline.terms import ConsultationState
from fazhi.lines.hotline.terms.callbacks import HORIZON_DAYS, SLOT_MINUTES, USUAL_CAPACITY, slot_text

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "the call-backs of the office that promises one"
_WORKED = (DayKind.WORKDAY, DayKind.MAKEUP_WORKDAY)
Slot = tuple[date, int]
"""Day and half hour of it."""
MOST_SHOWN = 200


def begun_slot(at: datetime) -> Slot:
    """The half hour in which the moment lies: neither it nor one before can be promised."""
    here = timezone.localtime(at)
    return here.date(), (here.hour * 60 + here.minute) // SLOT_MINUTES


def capacities(office: "Office", first: date, last: date, by: "Post | None" = None) -> dict[Slot, int]:
    """Half hours with call-backs from `first` to `last`, both included, and how many each holds; none on days of rest."""
    sets: dict[date, dict[int, int]] = defaultdict(dict)
    seen = Capacity.objects.visible_to(by) if by else Capacity.objects.system(_WHY)
    rows = seen.filter(office=office, from_date__lte=last)
    for since, slot, capacity in rows.values_list("from_date", "slot", "capacity"):
        sets[since][slot] = capacity
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    worked = (day.date for day in day_kinds(days) if day.kind in _WORKED)
    return {(day, slot): held for day in worked for slot, held in sorted(_in_force(sets, day).items()) if held}


def _in_force(sets: Mapping[date, Mapping[int, int]], day: date) -> Mapping[int, int]:
    since = max((start for start in sets if start <= day), default=None)
    return sets[since] if since else USUAL_CAPACITY


def free_slots(office: "Office", at: datetime, by: "Post | None" = None) -> list[Slot]:
    """Half hours after the moment, up to `HORIZON_DAYS` ahead, with a place left, in their order. Two queries."""
    begun = begun_slot(at)
    last = begun[0] + timedelta(days=HORIZON_DAYS)
    seen = CallBack.objects.visible_to(by) if by else CallBack.objects.system(_WHY)
    rows = seen.filter(office=office, promised_date__range=(begun[0], last), freed_at=None)
    held = Counter(rows.values_list("promised_date", "slot"))
    return [
        slot for slot, places in capacities(office, begun[0], last, by).items() if slot > begun and held[slot] < places
    ]


def nearest_to(asked: Slot, free: list[Slot], count: int) -> list[Slot]:
    """Of the free ones those nearest to `asked`, in their order."""

    def away(slot: Slot) -> int:
        return abs((slot[0] - asked[0]).days * 48 + slot[1] - asked[1])

    return sorted(sorted(free, key=away)[:count])


def told(slot: Slot) -> str:
    """2024-06-03 09:00"""
    return f"{slot[0].isoformat()} {slot_text(slot[1])}"


def waiting_call_backs(post: "Post", on: date) -> list[Consultation]:
    """Promised and not called back: of the day and of days before, the earliest first; `MOST_SHOWN` at most."""
    rows = Consultation.objects.visible_to(post).filter(state=ConsultationState.PROMISED, promised_date__lte=on)
    return list(rows.select_related("office").order_by("promised_date", "promised_slot", "number")[:MOST_SHOWN])
