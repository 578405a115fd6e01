"""Transfers between offices: who passes on, who accepts, in what time, and when who asked may be seen."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.queries import parties_of
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.queries import days_left_of
from fazhi.kernel.referrals import transferring
from fazhi.kernel.referrals.errors import NotTheSender, TransferNumberTaken, TransferOpen
from fazhi.kernel.referrals.models import Transfer
from fazhi.kernel.referrals.terms import TransferState
from fazhi.kernel.referrals.transferring import Origin
from fazhi.kernel.referrals.transfers import transfer_counts, transfers_in, transfers_of
from fazhi.surfaces.wording import sentence

MONDAY = date(2024, 6, 3)


@pytest.fixture
def passed(city: Any, at: datetime) -> Callable[..., Transfer]:
    """Passed on by the head in 思明区 to the committee below."""
    origin = Origin("hotline.consultation", uuid4(), "热询1号", city.head.office)

    def make(**values: Any) -> Transfer:
        told = {
            "office": city.committee, "by": city.head, "at": at, "on": MONDAY, "number": "热询1号-转1",
            "purpose": "人民调解", "subject": "物业相邻：相邻关系", "facts": "与邻居因漏水争执", "contact": "陈示例",
            "phone": "13900001234", "origin": origin,
        }  # fmt: skip
        return transferring.send(**{**told, **values})

    return make


def clock(transfer: Transfer, period: str) -> Clock:
    return Clock.objects.system("a test").get(matter_id=transfer.pk, period=period)


def test_it_is_accepted_and_answered_each_in_its_limit_and_the_origin_shows_it(city, at, passed):
    transfer = passed()
    # Monday 2024-06-03 and three working days; accepted on the 5th, and fifteen, the 10th a holiday.
    assert clock(transfer, "ZB-ACCEPT").due_date == date(2024, 6, 6)
    assert Task.objects.system("a test").get(matter_id=transfer.pk).holder is None
    assert days_left_of([transfer.pk], city.clerk) == {transfer.pk: date(2024, 6, 6)}

    acting = {"by": city.mediator, "at": at + timedelta(days=4)}
    transferring.accept(transfer, **acting, on=date(2024, 6, 5))
    assert clock(transfer, "ZB-ANSWER").due_date == date(2024, 6, 27)
    transferring.answer(transfer, **acting, on=date(2024, 6, 7), outcome="handled", answer="已立案调解")

    (shown,) = transfers_of(transfer.origin_id, city.head)
    assert (shown.state, shown.outcome, shown.answer) == ("answered", "handled", "已立案调解")
    assert clock(transfer, "ZB-ANSWER").is_on_time == 1
    assert transfer_counts(city.clerk) == {TransferState.ANSWERED: 1}


def test_who_asked_is_seen_by_the_receiver_from_acceptance_on_only(city, at, passed):
    transfer = passed()
    assert parties_of(transfer.pk, city.clerk) == ()
    assert [party.name for party in parties_of(transfer.pk, city.head)] == ["陈示例"]

    transferring.accept(transfer, by=city.clerk, at=at, on=MONDAY)

    assert [party.phone for party in parties_of(transfer.pk, city.clerk)] == ["13900001234"]


def test_a_returned_one_says_why_and_may_be_passed_on_again(city, at, passed):
    transfer = passed()
    with pytest.raises(TransferOpen) as refused:
        passed(number="热询1号-转2")
    assert sentence(refused.value) == (
        "热询1号 已转给莲前街道人民调解委员会（热询1号-转1），还没有办结；等反馈或者退回以后再转。"
    )
    with pytest.raises(StepNotOpen):
        transferring.answer(transfer, by=city.clerk, at=at, on=MONDAY, outcome="handled", answer="已办理")

    transferring.return_(transfer, by=city.clerk, at=at, on=MONDAY, reason="not_ours")

    with pytest.raises(TransferNumberTaken):
        passed()
    again = passed(number="热询1号-转2")
    assert [each.pk for each in transfers_of(again.origin_id, city.head)] == [transfer.pk, again.pk]
    with pytest.raises(StepNotOpen):
        transferring.accept(transfer, by=city.clerk, at=at, on=MONDAY)


def test_the_receiver_sends_back_and_only_the_sender_takes_back(city, at, passed):
    transfer = passed()

    with pytest.raises(NotTheSender) as refused:
        transferring.withdraw(transfer, by=city.clerk, at=at, on=MONDAY)
    assert "只有转出机构可以撤回" in (sentence(refused.value) or "")
    transferring.withdraw(transfer, by=city.head, at=at, on=MONDAY)

    assert transfer.state == "withdrawn"


def test_a_stranger_finds_nothing_and_can_do_nothing(city, at, passed):
    transfer = passed()

    assert transfers_in(city.stranger, TransferState.SENT) == ()
    assert transfers_of(transfer.origin_id, city.stranger) == ()
    assert parties_of(transfer.pk, city.stranger) == ()
    with pytest.raises(OutOfSight):
        transferring.accept(transfer, by=city.stranger, at=at, on=MONDAY)
    with pytest.raises(OutOfSight):
        passed(office=city.other_committee, number="3", origin=None)
    with pytest.raises(NotPermitted):
        passed(by=city.mediator, number="4", origin=None)


def test_the_database_keeps_one_open_transfer_of_a_matter(passed):
    first = passed()
    second = passed(origin=None, number="5")
    second.origin_id = first.origin_id

    with pytest.raises(IntegrityError):
        second.save()
