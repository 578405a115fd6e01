"""Every operation × who may call it: a token with its right, and nothing else."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.test import Client
from tests.desk.test_scope import guarded

from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.api.operations import Method, Operation, all_operations, grantable
from fazhi.surfaces.api.tests.calling import Caller, Enter

PARTS = {"name": "mediation_people_register", "code": "mediation.people.resolved", "key": str(uuid4())}
KEY = {"idempotency-key": "0190b4f0-0000-7000-8000-000000000000"}


PERIOD = {"list_figures": "?period=2025", "list_figure_rows": "?period=2025"}
OF_THE_CALLER = {"api_token": '"api_token"."public" =', "api_webhook": '"api_webhook"."system_id" ='}
RECORDS = {"list_ledgers", "list_register_rows", "list_figures", "list_figure_rows", "list_referrals", "get_referral"}
"""Operations that read matters or offices; the others read what belongs to no office, or to the system itself."""


def path_of(operation: Operation) -> str:
    return operation.path.format(**PARTS)


def asked(client: Client, operation: Operation) -> Any:
    body = {} if operation.body is None else {"data": "{}", "content_type": "application/json"}
    return client.generic(operation.method, f"/api/v1/{path_of(operation)}", **body)


def names_who_calls(sql: str) -> bool:
    """Whose token was shown, and where that system is told of things: with the system come its post and office."""
    return any(f'FROM "{table}"' in sql and key in sql for table, key in OF_THE_CALLER.items())


def strangers(city: Any, ours: Caller) -> Iterator[tuple[str, Client]]:
    """Whoever shows no token, or none that was issued; having signed in on the desk is worth nothing here."""
    local = {"host": "localhost", **KEY}
    yield "nobody", Client(headers=local)
    yield "a token that nobody issued", Client(headers={**local, "authorization": f"Bearer {ours.token[:-1]}~"})
    yield "our token in words of another scheme", Client(headers={**local, "authorization": f"Basic {ours.token}"})
    for post in (city.clerk, city.head, city.stranger, city.reporter):
        client = signed_in(post)
        client.defaults |= {"HTTP_IDEMPOTENCY_KEY": KEY["idempotency-key"]}
        yield f"the browser of {post}", client


def test_whoever_shows_no_token_is_answered_alike_by_every_operation(city: Any, ours: Caller) -> None:
    found = [
        f"{who}: {operation.name}: {status}"
        for who, client in strangers(city, ours)
        for operation in all_operations()
        if (status := asked(client, operation).status_code) != 401
    ]

    assert found == []


def test_a_token_opens_the_operations_of_its_rights_and_no_other(enter: Enter) -> None:
    """One system for each right: the answer tells of rights before it looks at what was sent."""
    rights = {right.code for right in grantable(Role.CLERK.value)}
    found = []
    for number, right in enumerate(sorted(rights)):
        caller = enter(f"SYS-{number}", rights=[right])
        for operation in all_operations():
            body = None if operation.body is None else {}
            status = caller(operation.method, path_of(operation), body).status_code
            if (status == 403) is (operation.permission.code == right):
                found.append(f"{right}: {operation.name}: {status}")

    assert found == []


def test_what_is_read_is_read_within_the_bounds_of_the_systems_post(ours: Caller, year: Any) -> None:
    parts = {**PARTS, "key": str(year.our_referral.pk)}
    looked = set()
    for operation in all_operations():
        if operation.method == Method.GET:
            with guarded(ours.system.post, names_who_calls) as seen:
                answer = ours.get(operation.path.format(**parts) + PERIOD.get(operation.name, ""))
            assert answer.status_code in {200, 404}, answer.content.decode()
            looked |= {operation.name} if seen else set()

    assert looked == RECORDS
