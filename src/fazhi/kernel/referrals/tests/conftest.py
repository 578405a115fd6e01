"""Referrals for the tests of the room: one sent by act, and whatever rows a test asks for."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.referrals import registry, services
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.registry import Carrier
from fazhi.kernel.referrals.terms import Channel, Kind, State


@pytest.fixture
def kept(city, at: datetime) -> Callable[..., Referral]:
    """A row as it stands in the table, from the police and sent on 2024-05-06 unless the test says otherwise."""

    def make(**values: Any) -> Referral:
        made = Referral(
            **{
                "number": "公调〔2024〕1号",
                "procedure": Kind.POLICE,
                "channel": Channel.POLICE,
                "office": city.committee,
                "state": State.SENT,
                "sender": "莲前派出所",
                "category": "neighbour",
                "sent_date": date(2024, 5, 6),
                "occurred_date": date(2024, 5, 6),
                "recorded_at": at,
                **values,
            }
        )
        made.save(force_insert=True)
        return made

    return make


@pytest.fixture
def sent(city, at: datetime) -> Callable[..., Referral]:
    """A referral recorded by act by the clerk of the committee in 思明区; sent on 2024-06-03 unless the test says otherwise."""

    def make(kind: Kind = Kind.POLICE, number: str = "1号", on: date = date(2024, 6, 3), **values: Any) -> Referral:
        named = {"sender": "莲前派出所", "category": "neighbour", "to": city.committee, "by": city.clerk, "at": at}
        return services.send(kind, number, **{**named, **values}, on=on)

    return make


@pytest.fixture
def clocks() -> Callable[[Referral], dict[str, Clock]]:
    """Period code → the referral's clock of it."""

    def find(referral: Referral) -> dict[str, Clock]:
        rows = Clock.objects.system("a test").filter(matter_id=referral.pk).order_by("pk")
        return {clock.period: clock for clock in rows}

    return find


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    """
    A line whose matters carry numbers of referrals, in `sender` and `category`.

    The kernel has no line; rows of petition referrals stand in for its matters.
    """
    made = Carrier(Kind.PETITION.value, number="sender", channel="category")
    monkeypatch.setattr(registry, "_carriers", {})
    registry.register_numbers(made)
    return made
