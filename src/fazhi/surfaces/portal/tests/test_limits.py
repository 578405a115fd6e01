"""Limits: counted per visitor and stretch of time, without keeping who it was."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from fazhi.surfaces.portal import keys, limits
from fazhi.surfaces.portal.errors import TooOften
from fazhi.surfaces.portal.models import Tally
from fazhi.surfaces.portal.site import site


def spend(times: int, at: datetime, who: str = "10.0.0.1", name: str = "apply-visitor") -> None:
    for _ in range(times):
        limits.spend(name, who, at=at)


def test_the_seventh_application_within_the_hour_waits(db: None, at: datetime) -> None:
    spend(6, at)

    with pytest.raises(TooOften) as caught:
        spend(1, at)

    assert at < caught.value.until <= at + timedelta(hours=1)
    spend(1, caught.value.until)


def test_another_visitor_is_counted_apart(db: None, at: datetime) -> None:
    spend(6, at)

    spend(1, at, who="10.0.0.2")


def test_what_is_given_back_may_be_spent_again(db: None, at: datetime) -> None:
    spend(6, at)

    limits.give_back("apply-visitor", "10.0.0.1", at=at)

    spend(1, at)


def test_nothing_is_given_back_below_zero(db: None, at: datetime) -> None:
    limits.give_back("apply-visitor", "10.0.0.1", at=at)
    spend(1, at)
    limits.give_back("apply-visitor", "10.0.0.1", at=at)
    limits.give_back("apply-visitor", "10.0.0.1", at=at)

    assert Tally.objects.get().count == 0


def test_no_address_is_kept(db: None, at: datetime) -> None:
    spend(1, at)

    row = Tally.objects.get()

    assert "10.0.0.1" not in f"{row.key}{row.limit}"


def test_old_tallies_go(db: None, at: datetime) -> None:
    spend(1, at)

    spend(1, at + timedelta(days=3), who="10.0.0.2")

    assert Tally.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "visitor"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),  # anybody may write this header
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.7", 2, "203.0.113.9"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("unknown", "", 0, "unknown"),
    ],
)
def test_who_the_visitor_is(
    settings: Any, tmp_path: Path, address: str, forwarded: str, proxies: int, visitor: str
) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "portal.toml").write_text(f"[site]\nproxies = {proxies}\n", encoding="utf-8")
    request = RequestFactory().get("/portal/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)

    assert limits.visitor(request) == visitor


def test_the_bureaus_own_values_take_the_place_of_single_ones(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    own = '[site]\nhotline = "0592-12348"\n[limits.apply-all]\ntimes = 3\nminutes = 10\n'
    (tmp_path / "portal.toml").write_text(own, encoding="utf-8")

    assert site().hotline == "0592-12348"
    assert site().limits["apply-all"].times == 3
    assert site().limits["apply-visitor"].times == 6


def test_the_key_is_made_once_and_for_its_owner_only(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    first = keys.digest("purpose", "a")

    assert keys.digest("purpose", "a") == first
    assert keys.key_path().stat().st_mode & 0o777 == 0o600
    assert keys.digest("other", "a") != first
    assert keys.digest("purpose", "a", "b") != keys.digest("purpose", "a\x1f1:b")
