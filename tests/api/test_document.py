"""The OpenAPI document: what it says of each operation, and that calls made from it at random find no fault (Schemathesis)."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from fazhi.surfaces.api.document import made
from fazhi.surfaces.api.operations import Method, all_operations
from fazhi.surfaces.api.tests.calling import Enter

CHINESE = re.compile("[\u4e00-\u9fff]")
EACH = 12
"""Calls made from each operation: some 20 operations, a few hundred calls."""

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.missing_required_header,
]
"""All but one: that whatever fits the shapes is taken. An office must exist, a day must not lie ahead, a number comes once."""


def test_the_document_is_open_and_names_no_other_place():
    answer = Client(headers={"host": "localhost"}).get("/api/v1/openapi.json")

    assert answer.status_code == 200
    document = json.loads(answer.content)
    assert document["openapi"] == "3.1.0"
    assert "http://" not in answer.content.decode()
    assert "https://" not in answer.content.decode()
    assert Client(headers={"host": "localhost"}).post("/api/v1/openapi.json").status_code == 405


def test_every_operation_is_in_it_with_a_chinese_title_and_an_english_name():
    paths = made()["paths"]

    for each in all_operations():
        told = paths[each.url][each.method.lower()]
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", told["operationId"])
        assert CHINESE.search(told["summary"])
        assert each.permission.code in told["description"]
        assert {"401", "403", "429"} <= told["responses"].keys()
        assert all(CHINESE.search(answer["description"]) for answer in told["responses"].values())


def test_names_of_operations_are_their_own():
    names = [each.name for each in all_operations()]

    assert len(names) == len(set(names))


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """Calls come through WSGI, at whose ends Django closes a connection that is in a transaction, the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def every_right(enter: Enter, city: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """
    The token of a system that may call an operation, often, with all other rights of its role too; nothing is looked up in
    the network.
    """
    monkeypatch.setattr("fazhi.surfaces.api.services.webhooks.destination", lambda *_, **__: None)

    def token(name: str) -> str:
        (operation,) = (each for each in all_operations() if each.name == name)
        role = next(role for role in ("clerk", "mediator") if role in operation.permission.roles)
        return enter("FUZZ", office=city.bureau, role=role, sender="思明区人民法院", per_minute=6000).token

    return token


@pytest.fixture
def schema() -> Any:
    """The document, whose calls go to the application without a socket."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


OPERATIONS = [each for each in all_operations() if each.method is not Method.DELETE]
SHAPES = [(each.name, GenerationMode.POSITIVE) for each in OPERATIONS] + [
    (each.name, GenerationMode.NEGATIVE) for each in OPERATIONS if each.query or each.body
]
"""What fits the shapes, for all; what doesn't, where something is sent. Taking the webhook away takes nothing in."""


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "mode"), SHAPES, ids=lambda each: str(getattr(each, "value", each)))
def test_calls_made_from_it_at_random_find_no_fault(
    name: str, mode: GenerationMode, schema: Any, every_right: Callable[[str], str]
):
    seen, token = [], every_right(name)

    @given(case=schema.find_operation_by_id(name).as_strategy(generation_mode=mode))
    @settings(
        max_examples=EACH, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def call(case: Any) -> None:
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
        seen.append(answer.status_code)

    call()

    # Of what doesn't fit, some come with another token, or none.
    assert set(seen) - {401}
    assert mode is GenerationMode.NEGATIVE or 401 not in seen
    assert not {403, 429} & set(seen)
