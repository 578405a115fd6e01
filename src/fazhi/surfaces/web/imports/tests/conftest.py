"""The desk with the test ledger among its kinds; jobs are done at once, or wait where a test says so."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from fazhi.kernel.exchange import formats
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.organisation_ledgers import _all_offices
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.accounts.tests.signing_in import signed_in

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WAITING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def at_once(settings: Any) -> None:
    settings.TASKS = IMMEDIATE


@pytest.fixture
def waiting(settings: Any) -> None:
    """Jobs wait until the test runs them."""
    settings.TASKS = WAITING


@pytest.fixture(autouse=True)
def ledger(db: None, monkeypatch: pytest.MonkeyPatch) -> Format:
    """The test ledger, which refers to the city's offices."""
    reference = replace(cases.FORMAT.references[0], frame=_all_offices)
    made = replace(cases.FORMAT, references=(reference,))
    monkeypatch.setitem(formats._formats, made.code, made)
    return made


@pytest.fixture
def desk(city: Any) -> Callable[[Post | None], Client]:
    def as_post(post: Post | None = None) -> Client:
        return signed_in(post or city.clerk)

    return as_post


@pytest.fixture
def administrator(city: Any) -> Post:
    """The system administrator of the bureau."""
    from datetime import date

    from fazhi.kernel.organisations.models import Official

    made = Post(
        official=Official.objects.create(code="E0009", name="吴九"),
        office=city.bureau,
        role="system_administrator",
        from_date=date(2020, 1, 1),
    )
    made.save()
    return made
