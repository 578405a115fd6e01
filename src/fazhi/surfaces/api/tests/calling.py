"""A security administrator, a committee's system and a court's, and how they call."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.api.models import System
from fazhi.surfaces.api.operations import grantable
from fazhi.surfaces.api.services import systems


@dataclass(frozen=True)
class Caller:
    """One system with a token; every call says what a program would."""

    system: System
    token: str

    def __call__(self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Any:
        """The answer to a call below /api/v1/; `body` as JSON, bytes and text as they are; a key of its own unless given."""
        sent: dict[str, Any] = {"authorization": f"Bearer {self.token}", "host": "localhost", **headers}
        if method == "POST":
            sent.setdefault("idempotency-key", key or str(uuid4()))
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return Client(headers=sent).generic(method, f"/api/v1/{path}", **_plain(more))

    def get(self, path: str) -> Any:
        return self("GET", path)

    def post(self, path: str, body: Any, **more: Any) -> Any:
        return self("POST", path, body, **more)


def _plain(more: dict[str, Any]) -> dict[str, Any]:
    data = more.get("data")
    if data is not None and not isinstance(data, bytes | str):
        more["data"] = json.dumps(data, ensure_ascii=False)
    return more


@pytest.fixture
def security(city: Any) -> Post:
    """The security administrator of the bureau."""
    person = Official(code="E0009", name="钱九")
    person.save()
    post = Post(official=person, office=city.bureau, role=Role.SECURITY_ADMINISTRATOR, from_date=date(2020, 1, 1))
    post.save()
    return post


Enter = Callable[..., Caller]


@pytest.fixture
def enter(city: Any, security: Post) -> Enter:
    """Enter a system and give it a token; with all rights of its role unless some are named."""

    def entered(
        code: str, *, office: Any = None, role: str = "clerk", rights: Any = None, sender: str = "", **more: Any
    ) -> Caller:
        given = [right.code for right in grantable(role)] if rights is None else rights
        at = timezone.now()
        system = systems.enter_system(
            code,
            f"{code}系统",
            office=office or city.committee,
            role=Role(role),
            rights=given,
            sender=sender,
            by=security,
            at=at,
            **more,
        )
        return Caller(system, systems.issue_token(system, by=security, at=at).text)

    return entered


@pytest.fixture
def ours(enter: Enter) -> Caller:
    """The system of the committee in 思明区, as a clerk."""
    return enter("SM-01")


@pytest.fixture
def court(enter: Enter, city: Any) -> Caller:
    """The court's system, which hands disputes over to any office."""
    return enter("COURT", office=city.bureau, sender="思明区人民法院")
