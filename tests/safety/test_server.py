"""A real server on a real socket: slow senders, endless headers, large bodies. It answers others all the while."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from fazhi.surfaces import patience
from fazhi.surfaces.portal import door

THREADS = 2
HEADERS, SENDING = 1.0, 3.0
"""Seconds for the headers, and for the whole request, that this server is set to."""

SERVER = f"""
import django
from gunicorn.app.base import BaseApplication
from fazhi.surfaces import patience
patience.HEADER_SECONDS, patience.REQUEST_SECONDS = {HEADERS}, {SENDING}

class Server(BaseApplication):
    def load_config(self):
        options = {{"bind": "127.0.0.1:0", "workers": 1, "threads": {THREADS}, "loglevel": "info",
                   "worker_class": "fazhi.surfaces.patience.PatientWorker", "control_socket_disable": True}}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        from fazhi.config.wsgi import application
        return application

Server().run()
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server with its own empty data folder."""
    folder = tmp_path_factory.mktemp("served")
    log = folder / "log"
    environment = os.environ | {"FAZHI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    environment.pop("DATABASE_URL", None)
    tables = "import django; django.setup(); from django.core.management import call_command; call_command('migrate')"
    subprocess.run([sys.executable, "-c", tables], env=environment, check=True, capture_output=True)
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, "-c", SERVER], env=environment, stderr=out)
    try:
        port = _port(log, process)
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    """Until its worker has loaded the application."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            if status(port) == 200:
                return
        time.sleep(0.2)


def _port(log: Path, process: "subprocess.Popen[bytes]") -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        told = log.read_text()
        if "Listening at: http://127.0.0.1:" in told and "Booting worker" in told:
            return int(told.partition("http://127.0.0.1:")[2].split()[0])
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextmanager
def sending(port: int, text: bytes) -> Iterator[socket.socket]:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as line:
        line.sendall(text)
        yield line


def status(port: int, path: str = "/robots.txt") -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("GET", path, headers={"Host": "localhost"})
        return line.getresponse().status


def ended_after(line: socket.socket, drip: bytes = b"") -> float:
    """Seconds until the server has closed the connection, while something drips into it."""
    begun = time.monotonic()
    line.settimeout(0.3)
    while time.monotonic() - begun < 25:
        try:
            if drip:
                line.sendall(drip)
            if not line.recv(4096):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - begun


def test_who_sends_half_a_request_holds_nobody_up(port: int) -> None:
    """More of them than the server has threads."""
    half = [sending(port, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nX-Slow: ") for _ in range(THREADS * 3)]
    lines = [each.__enter__() for each in half]
    try:
        begun = time.monotonic()
        assert status(port) == 200
        assert time.monotonic() - begun < 25
    finally:
        for line in lines:
            line.close()


def test_headers_that_drip_in_are_cut_off(port: int) -> None:
    """A byte now and then keeps nothing open: it is the whole that has its time."""
    with sending(port, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nX-Slow: ") as line:
        assert ended_after(line, b"a") < HEADERS + 10


def test_a_body_that_drips_in_is_cut_off(port: int) -> None:
    head = b"POST /portal/follow/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with sending(port, head + b"Content-Length: 100000\r\n\r\na=") as line:
        assert ended_after(line, b"a") < SENDING + 12
    assert status(port) == 200


@pytest.mark.parametrize(
    "text",
    [
        b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(500)) + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=[
        "long line",
        "many headers",
        "long header",
        "two lengths",
        "two different lengths",
        "space in a header",
        "no HTTP",
    ],
)
def test_what_is_no_request_is_refused_by_the_server_itself(port: int, text: bytes) -> None:
    with sending(port, text) as line:
        line.settimeout(20)
        said = line.recv(4096)

    assert said.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431", b"HTTP/1.1 414")) or not said
    assert b"Traceback" not in said
    assert status(port) == 200


@pytest.mark.parametrize("path", ["/sign-in/", "/", "/nowhere/", "/language/"])
def test_a_body_beyond_any_form_is_refused_unread(port: int, path: str) -> None:
    """By what it says of its length; nothing of it goes to memory or disk."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    with sending(port, f"{head}Content-Length: {door.largest() + 1}\r\n\r\n--x".encode()) as line:
        line.settimeout(20)
        said = line.recv(4096)

    assert said.startswith(b"HTTP/1.1 413")


def test_a_body_of_unsaid_length_is_not_read(port: int) -> None:
    """What comes in chunks is no form: none of our pages takes one."""
    head = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    with sending(
        port, head + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n5\r\na=bcd\r\n0\r\n\r\n"
    ) as line:
        line.settimeout(20)
        said = line.recv(4096)

    assert said.startswith((b"HTTP/1.1 403", b"HTTP/1.1 411"))


def test_the_server_that_people_start_is_this_patient() -> None:
    """What `fazhi serve` is set to; the server above differs in nothing but its seconds."""
    assert (patience.HEADER_SECONDS, patience.REQUEST_SECONDS) == (20.0, 300.0)
