"""The log: one JSON object a line, what is needed to find a fault, and nothing of what people typed."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.operations.lines import Lines, ServerLog
from fazhi.surfaces.portal import start

NAME, IDENTITY, CODE = "陈大明", "11010519491231002X", "K7QM-3XTR"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, however little it matters, as it would be written."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Lines())
    root, level = logging.getLogger(), logging.getLogger().level
    django = logging.getLogger("django.request")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    django.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)
    django.setLevel(logging.ERROR)


def read(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def requests(log: io.StringIO) -> list[dict[str, object]]:
    return [line for line in read(log) if line["event"] == "fazhi.request"]


def test_a_request_is_told_by_route_role_and_time(city, log):
    answer = signed_in(city.head).get(reverse("my-work"))

    told = requests(log)[-1]
    assert set(told) == {"at", "level", "event", "request", "route", "method", "status", "role", "ms"}
    assert (told["route"], told["method"], told["status"], told["role"]) == ("my-work", "GET", 200, "head")
    assert told["request"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize("typed", [NAME, IDENTITY, CODE])
def test_what_is_typed_never_reaches_the_log(city, log, typed):
    street, desk = Client(headers={"host": "localhost"}), signed_in(city.head)
    street.post(reverse("sign-in"), {"name": typed, "password": typed})
    street.get(f"{reverse('portal-follow')}?number={typed}&code={typed}")
    street.post(reverse("portal-follow"), {"number": typed, "code": typed})
    street.get(f"/{typed}/?q={typed}", headers={"user-agent": typed, "referer": f"http://localhost/{typed}"})
    street.get("/portal/", headers={"host": f"{IDENTITY.lower()}.example"})
    desk.get(f"{reverse('find')}?q={typed}")
    desk.post(reverse("find"), {"q": typed})

    assert len(requests(log)) >= 7
    assert typed not in log.getvalue()
    assert typed not in log.getvalue().encode().decode("unicode_escape", errors="ignore")
    assert IDENTITY.lower() not in log.getvalue()


def test_an_unexpected_error_is_told_by_type_and_place_without_its_words(db, log, monkeypatch):
    def fail(request: object) -> None:
        try:
            raise IntegrityError(f"Key (name)=({NAME}) already exists")
        except IntegrityError as error:
            raise RuntimeError(NAME) from error

    street = Client(headers={"host": "localhost"}, raise_request_exception=False)
    pattern = next(url for url in start.PAGES.urls if url.name == "portal")
    monkeypatch.setattr(pattern, "callback", fail)

    assert street.get("/portal/").status_code == 500
    (told,) = [line for line in read(log) if line["event"] == "django.request"]
    assert (told["error"], told["caused_by"], told["level"]) == ("RuntimeError", ["IntegrityError"], "error")
    assert any("test_lines.py" in frame and "fail" in frame for frame in told["frames"])
    assert requests(log)[-1]["level"] == "error"
    assert NAME not in log.getvalue()


def test_what_a_library_says_is_left_out_and_its_place_told(log):
    logging.getLogger("axes").warning("locked out %s", NAME)
    logging.getLogger("axes").warning(f"locked out {NAME}")

    told = read(log)
    assert [(line["event"], line["level"]) for line in told] == [("axes", "warning")] * 2
    assert all("test_lines" in str(line["place"]) for line in told)
    assert NAME not in log.getvalue()


def test_the_servers_master_tells_its_own_words_and_its_forks_do_not(capfd, monkeypatch):
    from gunicorn.config import Config

    log = ServerLog(Config())
    log.warning("Worker (pid:%s) was sent %s!", 7, "SIGKILL")
    monkeypatch.setattr("fazhi.surfaces.operations.lines.os.getpid", lambda: -1)
    log.warning(f"Invalid request line: {NAME}")

    first, second = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert first["message"] == "Worker (pid:7) was sent SIGKILL!"
    assert "message" not in second
    assert NAME not in str(second)
