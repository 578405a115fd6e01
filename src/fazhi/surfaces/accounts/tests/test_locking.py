"""Where a request comes from, and the key under which sessions are signed."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from fazhi.config.settings import names_from, number_from
from fazhi.surfaces.accounts.checks import check_demo
from fazhi.surfaces.accounts.locking import address_of, where_from
from fazhi.surfaces.accounts.secret import read_secret
from fazhi.surfaces.accounts.services import create_secret


def request(**headers: str) -> Any:
    return RequestFactory().get("/", **{"REMOTE_ADDR": "192.0.2.1", **headers})


def test_a_forwarded_address_is_not_believed_unless_the_settings_name_its_header():
    assert address_of(request(HTTP_X_FORWARDED_FOR="198.51.100.9", HTTP_X_REAL_IP="198.51.100.9")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("198.51.100.9", "198.51.100.9"),
        ("203.0.113.5, 198.51.100.9", "198.51.100.9"),  # the first was sent by whoever asks
        ("2001:db8::7", "2001:db8::7"),
        ("unknown", "192.0.2.1"),
        ("", "192.0.2.1"),
    ],
)
def test_the_configured_header_counts_by_its_last_address(settings: Any, sent: str, address: str):
    settings.FAZHI_PROXY_HEADER = "X-Forwarded-For"

    assert address_of(request(HTTP_X_FORWARDED_FOR=sent, HTTP_X_REAL_IP="203.0.113.1")) == address


def test_no_address_is_none():
    assert address_of(request(REMOTE_ADDR="")) == ""


def test_the_browser_tells_its_name_up_to_a_length():
    assert len(where_from(request(HTTP_USER_AGENT="x" * 500)).agent) == 200


def test_the_key_of_sessions_is_made_once_and_for_its_owner_only(tmp_path: Path):
    assert read_secret(tmp_path) is None

    path = create_secret(tmp_path)
    key = read_secret(tmp_path)
    create_secret(tmp_path)

    assert key is not None
    assert len(key) == 64
    assert read_secret(tmp_path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(("text", "number"), [("45", 45), ("", 30)])
def test_a_number_of_the_environment_is_read(text: str, number: int):
    assert number_from({"N": text}, "N", 30) == number


@pytest.mark.parametrize("text", ["0", "-5", "half an hour", "1.5", "５"])
def test_a_number_that_is_none_stops_the_start(text: str):
    with pytest.raises(ValueError, match="N is"):
        number_from({"N": text}, "N", 30)


def test_hosts_are_names_apart_by_commas():
    assert names_from(" fazhi.example, 10.1.2.3,") == ["fazhi.example", "10.1.2.3"]


@pytest.mark.parametrize(
    ("demo", "hosts", "faults"), [(True, ["fazhi.example"], 1), (True, [], 0), (False, ["fazhi.example"], 0)]
)
def test_demo_mode_with_names_for_others_stops_the_start(settings: Any, demo: bool, hosts: list[str], faults: int):
    settings.FAZHI_DEMO, settings.FAZHI_HOSTS = demo, hosts

    found = check_demo()

    assert [fault.id for fault in found] == ["fazhi.E050"] * faults
