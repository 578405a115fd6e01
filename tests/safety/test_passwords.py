"""What remains of passwords beside tests/desk/test_signing_in.py and surfaces/accounts: fields, spelling, age, hash, the way out."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher, make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.examples import CITIZEN, STREET, Shows, World

from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.tests.signing_in import signed_in

from .walking import every, firsts


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_fields_of_passwords_are_masked_and_may_be_pasted_into(city: Any) -> None:
    """Nothing on them hinders a password manager; no script listens to them."""
    pages = (browser().get(reverse("sign-in")), signed_in(city.clerk).get(reverse("change-password")))
    for page in pages:
        fields = re.findall(r"<input[^>]*>", page.content.decode())
        secret = [field for field in fields if re.search(r'name="(password|present|new|again)"', field)]
        assert secret
        for field in secret:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert "onpaste" not in field


@pytest.mark.parametrize(
    "password", ["  Space at both ends  ", "Ａ full-width password", "å different spelling å", "MiXeD cAsE wOrDs"]
)
def test_a_password_is_taken_as_it_was_typed(city: Any, settings: Any, password: str) -> None:
    """No sign of it is dropped, folded or cut."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account, first = services.open_account(city.clerk.official.code, by=None, at=timezone.now())
    services.change_password(account, present=first.text, new=password, again=password, sign_in=None, at=timezone.now())

    def tried(typed: str) -> int:
        return browser().post(reverse("sign-in"), {"name": city.clerk.official.code, "password": typed}).status_code

    assert tried(password) == 302
    assert {tried(password.swapcase()), tried(password[:-1])} == {400}


def test_a_password_of_years_ago_still_opens(city: Any, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    long_ago = timezone.now() - timedelta(days=3 * 365)
    Account.objects.create(
        official=city.clerk.official, name="E0001", password=make_password("correct horse battery"),
        must_change_password=False, created_at=long_ago,
    )  # fmt: skip

    answer = browser().post(reverse("sign-in"), {"name": "E0001", "password": "correct horse battery"})

    assert answer.headers["Location"] == "/"


def test_passwords_are_kept_by_a_slow_hash() -> None:
    """Django's own choice, which grows with its versions; 600,000 rounds is what OWASP asks of PBKDF2 with SHA-256."""
    hasher = identify_hasher(make_password("correct horse battery"))

    assert configured.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert isinstance(hasher, PBKDF2PasswordHasher)
    assert hasher.iterations >= 600_000


def test_every_page_of_the_desk_has_the_way_out(world: World) -> None:
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)} - {STREET, CITIZEN}}
    out = f'<form method="post" action="{reverse("sign-out")}">'
    found = [
        each.url
        for _, each in firsts(world)
        if each.by in clients
        and each.shows is Shows.PAGE
        and out not in clients[each.by].get(each.url).content.decode()
    ]

    assert found == [], "\n".join(["", *found])
