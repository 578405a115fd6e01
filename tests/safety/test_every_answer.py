"""What each answer of the server bears whatever it is: a page, a part, a file, a redirect, a refusal, an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from tests.desk.examples import CITIZEN, Shows, World

from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.access import Who, access_of

from .walking import every, written

LOCAL = {"host": "localhost"}
MAY_WRITE = {
    "django_session",
    "audit_read",
    "accounts_signin",
    "audit_entry",
    "audit_head",
    "audit_detail",
}
"""What looking alone may write: the session, when it was last seen, and what was read or taken out, in the trail."""

OPEN_DATA = {"portal-table"}
"""Published tables, which another site may read: nobody's cookie changes them."""

FOR_MACHINES = {"robots", "portal-catalogue", "api-document", "health-live", "health-ready", "metrics"}


def faults(answer: Any) -> Iterator[str]:
    """What is missing on an answer."""
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors" not in policy and "sandbox" not in policy:
        yield f"Content-Security-Policy: {policy}"
    if "unsafe" in policy and answer.headers.get("Content-Disposition", "") == "":
        yield f"Content-Security-Policy: {policy}"
    for name, value in (("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY")):
        if answer.headers.get(name) != value:
            yield f"{name}: {answer.headers.get(name)}"
    if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        yield f"Referrer-Policy: {answer.headers.get('Referrer-Policy')}"
    if answer.headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        yield f"Cross-Origin-Opener-Policy: {answer.headers.get('Cross-Origin-Opener-Policy')}"
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=utf-8" not in kind:
        yield f"Content-Type: {kind}"


def test_every_answer_bears_the_headers_that_bind_browsers(world: World) -> None:
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found = []
    for name, each in every(world):
        for method in ("get", "put"):
            answer = getattr(clients[each.by], method)(each.url)
            found += [f"{method} {each.url}: {fault}" for fault in faults(answer)]
            if answer.headers.get("Access-Control-Allow-Origin", "") != ("*" if name in OPEN_DATA else ""):
                found.append(f"{each.url}: Access-Control-Allow-Origin")

    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/nowhere/", 404),
        ("/portal/nowhere/", 404),
        ("/%00", 400),
        ("/portal/?place=%00", 400),
        ("/find/?q=a%00b", 400),
        ("/static/nowhere.js", 404),
        ("/portal/law/x/y/", 404),
    ],
)
def test_errors_bear_them_too(city: Any, url: str, status: int) -> None:
    answer = Client(headers=LOCAL).get(url)

    assert answer.status_code == status
    assert list(faults(answer)) == []


@pytest.mark.parametrize("url", ["/account/", "/portal/"])
def test_an_error_of_ours_tells_nothing_of_us(city: Any, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Whoever asks learns that it failed; trace, statement and value are for the log."""

    def broken(request: Any) -> Any:
        raise RuntimeError("SELECT secret FROM parties_party -- /srv/fazhi/settings.py")

    pattern = next(each for each in get_resolver().url_patterns if f"/{each.pattern}" == url)
    monkeypatch.setattr(pattern, "callback", broken)
    client = signed_in(city.clerk)
    client.raise_request_exception = False

    answer = client.get(url)

    text = answer.content.decode()
    assert answer.status_code == 500
    assert not any(
        word in text for word in ("SELECT", "secret", "RuntimeError", "Traceback", "settings", "/srv", ".py")
    )
    assert list(faults(answer)) == []


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "", "[::1"])
@pytest.mark.parametrize("url", ["/portal/", "/sign-in/"])
def test_a_made_up_host_gets_nothing_and_is_not_repeated(city: Any, host: str, url: str) -> None:
    answer = Client(headers={"host": host}).get(url)

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert list(faults(answer)) == []


def test_what_shows_records_is_kept_by_no_cache(world: World) -> None:
    """Pages of the desk, files too; at the portal those of one citizen."""
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found = []
    for name, each in every(world):
        access = access_of(name)
        assert access is not None
        answer = clients[each.by].get(each.url)
        if (access.who is Who.ANYONE and each.by != CITIZEN) or answer.status_code == 405:
            continue
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            found.append(f"{each.url}: {answer.headers.get('Cache-Control')}")

    assert found == [], "\n".join(["", *found])


def test_a_file_is_a_download_of_a_kind_that_browsers_don_t_run(world: World) -> None:
    """But for the published report, which is a page, and what machines read."""
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    for name, each in every(world):
        if each.shows is not Shows.FILE or name in FOR_MACHINES:
            continue
        answer = clients[each.by].get(each.url)
        kind = answer.headers["Content-Type"].partition(";")[0]
        assert kind not in {"text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"}, each.url
        if kind != "application/json" or not name.startswith("portal"):
            assert answer.headers.get("Content-Disposition", "").startswith("attachment"), each.url


def test_looking_changes_nothing(world: World) -> None:
    """So a link in a letter, or a picture in another page, does nothing in the name of whoever follows it."""
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found = []
    for _, each in every(world):
        for method in ("get", "head"):
            with written() as tables:
                getattr(clients[each.by], method)(each.url)
            if more := tables - MAY_WRITE:
                found.append(f"{method} {each.url}: {sorted(more)}")

    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize("method", ["trace", "put", "patch", "delete"])
def test_other_methods_do_nothing(city: Any, method: str) -> None:
    client = signed_in(city.head)

    with written() as tables:
        answer = getattr(client, method)(reverse("work-take"))

    assert answer.status_code == 405
    assert tables <= MAY_WRITE


@pytest.mark.parametrize(
    "url", ["/static/", "/static/web/", "/static/../", "/static/%2e%2e/settings.py", "/static/web/../../x"]
)
def test_no_folder_is_listed(city: Any, url: str) -> None:
    assert Client(headers=LOCAL).get(url).status_code in {400, 404}
