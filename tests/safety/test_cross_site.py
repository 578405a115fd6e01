"""What another site can make a browser do here: nothing. Tokens, origins, cookies, redirects, frames."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.examples import World

from fazhi.surfaces.accounts.tests.signing_in import signed_in

from .test_every_answer import MAY_WRITE
from .walking import every, strict, written

LOCAL = {"host": "localhost"}
EXEMPT = {"language", "portal-language", "api"}
"""A choice of language changes nothing but a cookie of the browser's own; a system's call bears a token, and no cookie is read."""

ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "http:evil.example", "/\t/evil.example", "https:///evil.example", "data:text/html,x", "evil", "absences",
)  # fmt: skip


def test_no_form_is_taken_without_the_token_of_its_page(world: World) -> None:
    clients = {by: strict(world, by) for by in {each.by for _, each in every(world)}}
    found = []
    for name, each in every(world):
        if name in EXEMPT:
            continue
        with written() as tables:
            answer = clients[each.by].post(each.url, {"anything": "1"})
        if answer.status_code != 403 or tables - MAY_WRITE:
            found.append(f"{each.url}: {answer.status_code} {sorted(tables - MAY_WRITE)}")

    assert found == [], "\n".join(["", *found])


def token_of(client: Client, url: str) -> str:
    text = client.get(url).content.decode()
    return text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "https://localhost"]
)
@pytest.mark.parametrize("name", ["sign-in", "portal-follow"])
def test_a_right_token_from_another_origin_is_refused(city: Any, name: str, origin: str) -> None:
    client, url = Client(headers=LOCAL, enforce_csrf_checks=True), reverse(name)
    sent = {"csrfmiddlewaretoken": token_of(client, url), "name": "x", "password": "y", "number": "1", "code": "2"}
    assert client.post(url, sent, headers={"origin": "http://localhost"}).status_code == 400

    answer = client.post(url, sent, headers={"origin": origin})

    assert answer.status_code == 403


def test_a_token_of_one_browser_is_none_of_another(city: Any) -> None:
    url = reverse("sign-in")
    theirs, ours = (Client(headers=LOCAL, enforce_csrf_checks=True) for _ in range(2))
    token = token_of(theirs, url)
    ours.get(url)

    answer = ours.post(url, {"csrfmiddlewaretoken": token, "name": "x", "password": "y"})

    assert answer.status_code == 403


def test_only_known_addresses_are_exempt_from_the_token() -> None:
    """The import streams files by its own hand and checks the token right behind that."""
    source = Path(__file__).parents[2] / "src" / "fazhi" / "surfaces"
    exempt = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "@csrf_exempt" in path.read_text(encoding="utf-8") and "api" not in path.parts
    }

    assert exempt == {"web/imports/uploading.py", "web/language.py"}


def test_every_cookie_is_the_servers_own_and_stays_on_this_site(world: World) -> None:
    seen = {}
    for _, each in every(world):
        if each.by in {"", "citizen"}:
            seen |= world.client(each.by).get(each.url).cookies
    seen |= world.citizen.cookies  # a signed-in browser's: tests/desk/test_signing_in.py

    told = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in seen.items() if cookie.value}
    assert told
    assert all(httponly is True and samesite in {"Lax", "Strict"} for httponly, samesite in told.values()), told


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_back_leads_to_another_site(city: Any, year: Any, target: str) -> None:
    """Each address that is told where to go on; that of signing in stands in tests/desk/test_signing_in.py."""
    client = signed_in(city.clerk)
    sent = [
        client.post(reverse("work-as"), {"post": city.clerk.pk, "next": target}),
        client.post(reverse("work-take"), {"back": target}),
        client.post(reverse("work-hand-over"), {"back": target}),
        client.get(reverse("work-hand-over"), {"back": target}),
        client.get(reverse("work-bulk"), {"back": target}),
        client.post(reverse("language"), {"next": target, "language": "en"}),
        client.post(reverse("portal-language"), {"next": target, "language": "zh-hans"}),
        Client(headers=LOCAL | {"hx-request": "true", "hx-current-url": target}).get("/registers/"),
    ]

    ways = [answer.headers.get("Location") or answer.headers.get("HX-Redirect") for answer in sent]
    assert all(way is not None and way.startswith("/") and "evil" not in way for way in ways), ways


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_page_repeats_no_way_to_another_site_as_a_link(city: Any, year: Any, target: str) -> None:
    client = signed_in(city.clerk)
    for url, name in ((reverse("work-as"), "next"), (reverse("work-hand-over"), "back"), (reverse("sign-in"), "next")):
        text = client.get(url, {name: target, "task": year.tasks[0]}).content.decode()

        assert f'href="{target}' not in text
        assert f'action="{target}' not in text
