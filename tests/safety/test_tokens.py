"""Stolen and replayed: sessions after their end, forms of somebody else, cookies of a receipt, signatures for another use."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.examples import applied
from tests.desk.forms import form_at

from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.signed_in import POST, SIGN_IN

PASSWORD = "correct horse battery"
NEW = "筼筜湖边的白鹭在春天飞起来"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def browser(city: Any) -> Callable[[], Client]:
    """Signed in by its password as the mediator."""
    account, first = services.open_account(city.mediator.official.code, by=None, at=timezone.now())
    services.change_password(account, present=first.text, new=PASSWORD, again=PASSWORD, sign_in=None, at=timezone.now())

    def opened() -> Client:
        client = Client(headers={"host": "localhost"})
        answer = client.post(reverse("sign-in"), {"name": city.mediator.official.code, "password": PASSWORD})
        assert answer.status_code == 302
        assert client.get("/").status_code == 200
        return client

    return opened


def thief_of(client: Client) -> Client:
    """Another browser with the same cookies."""
    other = Client(headers={"host": "localhost"})
    for name, cookie in client.cookies.items():
        other.cookies[name] = cookie.value
    return other


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_stolen_session_ends_with_signing_out(browser: Callable[[], Client]) -> None:
    owner = browser()
    thief = thief_of(owner)
    assert is_in(thief)

    owner.post(reverse("sign-out"))

    assert not is_in(thief)
    assert not Session.objects.filter(session_key=thief.cookies[configured.SESSION_COOKIE_NAME].value).exists()


def test_a_stolen_session_ends_with_a_new_password(browser: Callable[[], Client]) -> None:
    """The owner's own goes on, under a new key."""
    owner = browser()
    thief = thief_of(owner)

    owner.post(reverse("change-password"), {"present": PASSWORD, "new": NEW, "again": NEW})

    assert is_in(owner)
    assert not is_in(thief)


def test_a_stolen_session_ends_when_its_owner_ends_all_others_from_elsewhere(browser: Callable[[], Client]) -> None:
    first, second = browser(), browser()
    thief = thief_of(first)

    second.post(reverse("session-end-others"))

    assert not is_in(thief)
    assert is_in(second)


def test_signing_in_again_gives_the_browser_another_session(browser: Callable[[], Client], city: Any) -> None:
    client = browser()
    thief = thief_of(client)

    client.post(reverse("sign-in"), {"name": city.mediator.official.code, "password": PASSWORD})

    assert is_in(client)
    assert not is_in(thief)


def test_a_session_made_up_is_none(city: Any) -> None:
    for key in ("a" * 32, "", "../../etc/passwd", "1", "'; drop table"):
        client = Client(headers={"host": "localhost"})
        client.cookies[configured.SESSION_COOKIE_NAME] = key
        assert not is_in(client)


def test_a_session_key_is_random_and_long(browser: Callable[[], Client]) -> None:
    keys = {browser().cookies[configured.SESSION_COOKIE_NAME].value for _ in range(3)}

    assert len(keys) == 3
    assert all(len(key) == 32 and key.isalnum() for key in keys)  # 36 signs: 165 bits


def test_the_number_of_somebody_elses_session_opens_nothing(city: Any) -> None:
    """What stands in a session is looked up for its account each time."""
    own, other = signed_in(city.clerk), signed_in(city.mediator)
    session = own.session
    session[SIGN_IN] = other.session[SIGN_IN]
    session.save()

    assert not is_in(own)


def test_a_post_of_somebody_else_in_a_session_is_none(city: Any) -> None:
    own = signed_in(city.clerk)
    session = own.session
    session[POST] = city.head.pk
    session.save()

    answer = own.get("/")

    assert answer.status_code == 302
    assert own.session.get(POST) != city.head.pk


def url_of(matter: Any) -> str:
    return reverse("mediation-people-act", kwargs={"key": matter.pk, "act": "withdraw"})


def test_the_token_of_a_form_that_was_sent_does_nothing_for_somebody_else(city: Any, year: Any) -> None:
    """It is kept for its account: the same one in other hands is a form of theirs, with their own rights."""
    first, other = signed_in(city.mediator), signed_in(city.clerk)
    form = form_at(first, url_of(year.ours_open))
    assert first.post(url_of(year.ours_open), form).status_code == 302

    answer = other.post(url_of(year.ours_open), form)

    assert answer.status_code in {403, 409}


def test_a_form_sent_again_after_the_end_of_the_session_does_nothing(city: Any, year: Any) -> None:
    client = signed_in(city.mediator)
    form = form_at(client, url_of(year.ours_open))
    thief = thief_of(client)
    client.post(reverse("sign-out"))

    answer = thief.post(url_of(year.ours_open), form)

    assert answer.headers["Location"].startswith(reverse("sign-in"))
    assert PeoplesMatter.objects.system("looking").get(pk=year.ours_open.pk).state == "accepted"


def test_a_signature_for_one_use_is_none_for_another(city: Any, year: Any) -> None:
    """A form's token, or a slip, signed by us, opens no receipt."""
    for salt in ("fazhi.portal.form", "fazhi.portal.slip", "django.core.signing", ""):
        client = Client(headers={"host": "localhost"})
        client.cookies["following"] = signing.TimestampSigner(salt=salt or None).sign("1")
        assert client.get(reverse("portal-case")).status_code == 302, salt


def test_the_cookie_of_a_receipt_is_good_for_minutes_only(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen = applied()
    thief = thief_of(citizen)
    assert thief.get(reverse("portal-case")).status_code == 200
    later = signing.time.time() + 21 * 60
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert thief.get(reverse("portal-case")).status_code == 302


def test_a_key_that_was_changed_makes_all_signatures_worthless(city: Any, settings: Any) -> None:
    citizen = applied()

    settings.SECRET_KEY = "another" * 8

    assert citizen.get(reverse("portal-case")).status_code == 302


def test_no_account_is_there_that_nobody_opened(city: Any) -> None:
    """No default names, no default passwords."""
    assert not Account.objects.exists()
