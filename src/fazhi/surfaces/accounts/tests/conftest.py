"""Accounts of the cast: a security administrator who opens them, and the clerk's with a password of their own."""

from datetime import date, datetime
from typing import Any

import pytest

from fazhi.kernel.organisations.models import Official, Post
from fazhi.surfaces.accounts import services
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.terms import From

PASSWORD = "correct horse battery"
HERE = From("192.0.2.7", "Firefox on Windows")


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """A million rounds for each password would be most of the time of these tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def guard(city: Any) -> Post:
    """The bureau's security administrator."""
    person = Official(code="E0100", name="安全员")
    person.save()
    post = Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1))
    post.save()
    return post


@pytest.fixture
def account(city: Any, guard: Post, at: datetime) -> Account:
    """The clerk's, in use."""
    opened, first = services.open_account("E0001", by=guard, at=at)
    return services.change_password(opened, present=first.text, new=PASSWORD, again=PASSWORD, sign_in=None, at=at)
