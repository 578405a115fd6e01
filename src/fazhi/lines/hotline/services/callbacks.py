"""Places in half hours, held for a promised call-back and given back; and how many each half hour holds."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.hotline.errors.callbacks import CapacityUnfit, NoSuchSlot, SlotFull
from fazhi.lines.hotline.models import CallBack, Capacity, Consultation
from fazhi.lines.hotline.permissions import PUBLISH
from fazhi.lines.hotline.queries.callbacks import begun_slot, capacities, free_slots, nearest_to, told
from fazhi.lines.hotline.terms.callbacks import NEAREST, slot_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

SUBJECT = "hotline.capacity"
_WHY = "an act on call-backs; scope was checked"
_LINE = re.compile(r"(\d{1,2}:\d\d)\s*[-–—至]\s*(\d{1,2}:\d\d)\s+(\d{1,2})")


def hold(consultation: Consultation, day: date, time: str, *, at: datetime) -> int:
    """
    Hold a place in the half hour that begins at `time` (HH:MM); returns the half hour.

    Two at once reach for the same place; the database lets one have it, and the other takes the next, or finds it full.

    Raises NoSuchSlot, SlotFull, each with the nearest free ones.
    """
    slot = slot_of(time)
    office = consultation.office
    places = 0 if slot is None else capacities(office, day, day).get((day, slot), 0)
    if slot is None or not places or (day, slot) <= begun_slot(at):
        near = nearest_to((day, slot or 0), free_slots(office, at), NEAREST)
        raise NoSuchSlot(consultation.number, day, time, [told(each) for each in near])
    held = CallBack.objects.system(_WHY).filter(office=office, promised_date=day, slot=slot, freed_at=None)
    taken = set(held.values_list("place", flat=True))
    for place in range(places):
        if place not in taken and _got(
            CallBack(office=office, consultation=consultation, promised_date=day, slot=slot, place=place)
        ):
            return slot
    near = nearest_to((day, slot), free_slots(office, at), NEAREST)
    raise SlotFull(consultation.number, day, time, [told(each) for each in near])


def _got(wanted: CallBack) -> bool:
    """Whether the place was still there."""
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def free(consultation: Consultation, *, at: datetime) -> None:
    """Give the place back: the consultation goes another way."""
    CallBack.objects.system(_WHY).filter(consultation=consultation, freed_at=None).update(freed_at=at)


@transaction.atomic
def declare(*, office: "Office", lines: str, from_date: date, by: "Post", at: datetime, on: date) -> int:
    """
    Declare how many call-backs each half hour holds from `from_date` on, in place of what held before; promises stay.

    lines  one span a line: 09:00-11:30 2
    Returns the number of half hours. Raises OutOfSight, NotPermitted, CapacityUnfit.
    """
    if not by.office.left <= office.left <= by.office.right:
        raise OutOfSight(office.code, by.code)
    require(by, PUBLISH)
    if from_date < on:
        raise CapacityUnfit(from_date.isoformat())
    slots = _read(lines)
    known = Capacity.objects.system(_WHY).filter(office=office, from_date=from_date)
    if known.exists():
        raise CapacityUnfit(from_date.isoformat())
    rows = [Capacity(office=office, from_date=from_date, slot=slot, capacity=held) for slot, held in slots.items()]
    known.bulk_create(rows)
    audit.record(
        f"{SUBJECT}.declare",
        by=by.code,
        at=at,
        subject=(SUBJECT, office.code),
        basis=PUBLISH.basis.source,
        payload={"from_date": from_date.isoformat(), "capacity": {str(slot): held for slot, held in slots.items()}},
        place="desk",
    )
    return len(slots)


def _read(lines: str) -> dict[int, int]:
    """Half hour → capacity; raises CapacityUnfit with the line that is none."""
    found: dict[int, int] = {}
    for line in filter(None, (each.strip() for each in lines.splitlines())):
        matched = _LINE.fullmatch(line)
        start, end = (slot_of(matched[1]), slot_of(matched[2])) if matched else (None, None)
        if not matched or start is None or end is None or start >= end or not 0 < int(matched[3]) <= 50:
            raise CapacityUnfit(line)
        if found.keys() & range(start, end):
            raise CapacityUnfit(line)
        found |= dict.fromkeys(range(start, end), int(matched[3]))
    if not found:
        raise CapacityUnfit("")
    return found
