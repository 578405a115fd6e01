"""A higher room is told of each act that moves a matter, in the act's transaction."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from fazhi.kernel.procedures import registry
from fazhi.kernel.referrals import services as referrals
from fazhi.kernel.referrals.terms import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What a watcher was told of: number, act, state after it."""
    heard: list[tuple[str, str, str]] = []
    monkeypatch.setattr(registry, "_watchers", [])
    registry.watch(lambda matter, act, at: heard.append((matter.number, act, matter.state)))
    return heard


def test_it_is_told_of_an_opening_and_of_each_step_with_the_matter_as_it_is_then(city: Any, at: Any, told: Any):
    day = date(2024, 6, 3)
    referral = referrals.send(
        Kind.POLICE, "1号", to=city.committee, sender="莲前派出所", category="neighbour", by=city.clerk, at=at, on=day
    )
    referrals.sign(referral, by=city.mediator, at=at, on=day)

    assert told == [("1号", "begin", "sent"), ("1号", "sign", "signed")]


def test_who_watches_twice_is_told_once(told: Any):
    def watcher(*_: Any) -> None:
        """Hears nothing."""

    registry.watch(watcher)
    registry.watch(watcher)

    assert registry.watchers().count(watcher) == 1


def test_a_watcher_that_fails_fails_the_act(city: Any, at: Any, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "_watchers", [fails])

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        referrals.send(
            Kind.POLICE, "1号", to=city.committee, sender="x", category="neighbour", by=city.clerk, at=at, on=at.date()
        )
