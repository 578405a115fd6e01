"""The cast of this room: posts to give."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.kernel.organisations.models import Office, Official, Post


@pytest.fixture
def appoint(db: None) -> Callable[..., Post]:
    """Give an official a post in an office, by default from 2020 on, without end."""

    def give(code: str, office: Office, role: str, first: date = date(2020, 1, 1), last: date | None = None) -> Post:
        official, _ = Official.objects.get_or_create(code=code, defaults={"name": code})
        post = Post(official=official, office=office, role=role, from_date=first, until_date=last)
        post.save(force_insert=True)
        return post

    return give
