"""Call-backs: promised for half hours of working days with a capacity, which no two promises share a place of."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.hotline import services
from fazhi.lines.hotline.errors.callbacks import CapacityUnfit, NoSuchSlot, SlotFull
from fazhi.lines.hotline.models import CallBack, Consultation
from fazhi.lines.hotline.queries.callbacks import free_slots, told, waiting_call_backs
from fazhi.lines.hotline.services.callbacks import declare
from fazhi.lines.hotline.tests.duty import MONDAY, Seat, noon
from fazhi.surfaces.wording import sentence

TUESDAY = date(2024, 6, 4)


@pytest.fixture
def seat(city: Any) -> Seat:
    return Seat(city)


def promised(seat: Seat, number: str, day: date, time: str) -> Consultation:
    made = seat.registered(number=number, call_number=number)
    services.promise(made, **seat.clerks(), promised_date=day, promised_time=time)
    return made


def declared(seat: Seat, lines: str, **values: Any) -> int:
    asked = {"office": seat.bureau, "by": seat.chief, "at": noon(MONDAY), "on": MONDAY, "from_date": TUESDAY, **values}
    return declare(lines=lines, **asked)


def test_free_half_hours_are_those_of_days_worked_that_have_not_begun(seat):
    # Monday 12:00: nothing of the morning; Monday 10 June is a holiday.
    free = [told(each) for each in free_slots(seat.bureau, noon(MONDAY))]
    assert free[:6] == [
        "2024-06-03 14:30", "2024-06-03 15:00", "2024-06-03 15:30", "2024-06-03 16:00", "2024-06-03 16:30",
        "2024-06-04 09:00",
    ]  # fmt: skip
    assert not [each for each in free if each.startswith(("2024-06-08", "2024-06-09", "2024-06-10"))]
    # 14:30 itself has begun at 14:30.
    half_past_two = datetime(2024, 6, 3, 6, 30, tzinfo=UTC)
    assert told(free_slots(seat.bureau, half_past_two)[0]) == "2024-06-03 15:00"


def test_a_full_half_hour_is_refused_with_the_nearest_free_ones(seat):
    promised(seat, "1", TUESDAY, "09:30")
    promised(seat, "2", TUESDAY, "09:30")

    with pytest.raises(SlotFull) as refused:
        promised(seat, "3", TUESDAY, "09:30")
    assert sentence(refused.value) == (
        "3：2024-06-04 09:30 已经约满。最近的空位：2024-06-04 09:00、2024-06-04 10:00、2024-06-04 10:30。"
    )
    third = Consultation.objects.system("a test").get(number="3")
    assert (third.state, third.promised_slot) == ("registered", None)
    assert told(free_slots(seat.bureau, noon(MONDAY))[6]) == "2024-06-04 10:00"


@pytest.mark.parametrize(
    ("day", "time"),
    [
        (TUESDAY, "12:00"),  # no call-backs at noon
        (TUESDAY, "09:15"),  # no half hour
        (date(2024, 6, 10), "09:30"),  # a holiday
        (MONDAY, "11:00"),  # over, though of today
    ],
)
def test_a_time_at_which_nobody_calls_back_is_refused(seat, day, time):
    with pytest.raises(NoSuchSlot) as refused:
        promised(seat, "1", day, time)
    assert "最近的空位" in (sentence(refused.value) or "")


def test_a_place_is_given_back_when_the_consultation_goes_another_way(seat):
    first = promised(seat, "1", TUESDAY, "09:30")
    promised(seat, "2", TUESDAY, "09:30")

    services.refer(first, **seat.clerks(), destination="notary", reason="需要公证")

    assert promised(seat, "3", TUESDAY, "09:30").promised_slot == 19
    kept = CallBack.objects.system("a test").filter(freed_at=None).order_by("place")
    assert [(row.consultation.number, row.place) for row in kept] == [("3", 0), ("2", 1)]


def test_the_database_lets_one_have_a_place(seat):
    promised(seat, "1", TUESDAY, "09:30")
    other = seat.registered(number="2", call_number="2")

    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack(office=seat.bureau, consultation=other, promised_date=TUESDAY, slot=19, place=0).save()


def test_a_head_declares_what_half_hours_hold_from_a_day_on(seat):
    assert declared(seat, "09:00-10:00 1\n14:00–15:00 3") == 4

    promised(seat, "1", TUESDAY, "09:30")
    with pytest.raises(SlotFull):
        promised(seat, "2", TUESDAY, "09:30")
    with pytest.raises(NoSuchSlot):
        promised(seat, "3", TUESDAY, "16:00")
    # Monday is of the usual set still.
    assert promised(seat, "4", MONDAY, "16:00").promised_slot == 32


@pytest.mark.parametrize("lines", ["", "9点到10点 2", "10:00-09:00 1", "09:00-10:00 0", "09:00-10:00 1\n09:30-11:00 1"])
def test_a_capacity_that_can_not_be_is_refused(seat, lines):
    with pytest.raises(CapacityUnfit):
        declared(seat, lines)


def test_a_clerk_a_stranger_and_a_day_that_is_over_can_not_change_the_capacity(seat):
    with pytest.raises(NotPermitted):
        declared(seat, "09:00-10:00 1", by=seat.clerk)
    with pytest.raises(OutOfSight):
        declared(seat, "09:00-10:00 1", by=seat.stranger)
    with pytest.raises(CapacityUnfit):
        declared(seat, "09:00-10:00 1", from_date=date(2024, 6, 2))


def test_who_waits_is_listed_by_the_time_promised_and_not_to_strangers(seat):
    promised(seat, "1", TUESDAY, "10:00")
    promised(seat, "2", MONDAY, "15:00")
    promised(seat, "3", date(2024, 6, 5), "09:00")
    called = promised(seat, "4", TUESDAY, "09:00")
    services.call_back(called, **seat.clerks(), answer="已经答复")

    assert [row.number for row in waiting_call_backs(seat.clerk, TUESDAY)] == ["2", "1"]
    assert waiting_call_backs(seat.stranger, TUESDAY) == []
