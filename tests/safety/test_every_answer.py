"""What each answer of the server bears whatever it is: a page, a part, a file, a redirect, a refusal, an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from tests.desk.examples import CITIZEN, Example, Shows, World

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

OPEN_DATA = {"portal-table", "portal-catalogue", "portal-cleaned-table"}
"""Published tables and their catalogue, which another site may read: nobody's cookie changes them."""

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


def of_files(name: str, answer: Any) -> Iterator[str]:
    """A file is a download, but for the published report, which is a page, and of a kind that browsers don't run."""
    kind = answer.headers["Content-Type"].partition(";")[0]
    if kind in {"text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"}:
        yield f"Content-Type: {kind}"
    is_data = kind == "application/json" and name.startswith("portal")
    if not is_data and not answer.headers.get("Content-Disposition", "").startswith("attachment"):
        yield "no download"


def of_looking(name: str, each: Example, answer: Any) -> Iterator[str]:
    """What shows records is kept by no cache: pages of the desk, files too; at the portal those of one citizen."""
    access = access_of(name)
    assert access is not None
    is_open = access.who is Who.ANYONE and each.by != CITIZEN
    if not is_open and answer.status_code != 405 and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield f"Cache-Control: {answer.headers.get('Cache-Control')}"
    if each.shows is Shows.FILE and name not in FOR_MACHINES:
        yield from of_files(name, answer)


def test_every_answer_binds_browsers_and_caches_and_looking_changes_nothing(world: World) -> None:
    """
    All faults of one walk. So a link in a letter, or a picture in another page, does nothing in the name of whoever follows it.

    One view answers all examples of an address, whatever the method: other methods are tried of the first.
    """
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found, tried = [], set()
    for name, each in every(world):
        for method in ("get",) if name in tried else ("get", "head", "put"):
            with written() as tables:
                answer = getattr(clients[each.by], method)(each.url)
            wrong = list(faults(answer))
            if method == "get":
                wrong += of_looking(name, each, answer)
            if answer.headers.get("Access-Control-Allow-Origin", "") != ("*" if name in OPEN_DATA else ""):
                wrong.append("Access-Control-Allow-Origin")
            if more := tables - MAY_WRITE:
                wrong.append(f"writes {sorted(more)}")
            found += [f"{method} {each.url}: {fault}" for fault in wrong]
        tried.add(name)

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
