"""One notice over the network, to a receiver of our own that speaks TLS."""

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from fazhi.surfaces.api import sending
from fazhi.surfaces.api.addresses import Destination
from fazhi.surfaces.api.sending import send

SLOWLY = 30
"""Seconds."""

GOT: list[tuple[str, bytes, str]] = []


class Handler(BaseHTTPRequestHandler):
    """Takes what comes to /take, sends everything else elsewhere."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        GOT.append((self.path, body, self.headers["Host"]))
        if self.path == "/slowly":
            with suppress(OSError):
                for _ in range(SLOWLY * 4):
                    self.wfile.write(b"H")
                    time.sleep(0.25)
            return
        self.send_response(204 if self.path == "/take" else 302)
        self.send_header("Location", "/take")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the test's screen."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of receiver.example, with its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    place = tmp_path_factory.mktemp("tls") / "both.pem"
    key, certificate = place.with_name("key.pem"), place.with_name("certificate.pem")
    subprocess.run(  # noqa: S603
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=receiver.example", "-addext", "subjectAltName=DNS:receiver.example",
            "-keyout", str(key), "-out", str(certificate),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    place.write_text(key.read_text() + certificate.read_text())
    return place


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Of the receiver, on this machine."""
    GOT.clear()
    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_a_notice_goes_to_the_address_under_the_name(port: int):
    sent = send(Destination("receiver.example", port, "127.0.0.1", "/take"), '{"名": 1}', {"X": "y"})

    assert (sent.is_taken, sent.told) == (True, "HTTP 204")
    assert [("/take", '{"名": 1}'.encode(), f"receiver.example:{port}")] == GOT


@pytest.mark.usefixtures("trusted")
def test_a_redirect_is_not_followed(port: int):
    sent = send(Destination("receiver.example", port, "127.0.0.1", "/elsewhere"), "{}", {})

    assert (sent.is_taken, sent.told) == (False, "HTTP 302")
    assert [path for path, *_ in GOT] == ["/elsewhere"]


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_name_is_not_trusted(port: int):
    sent = send(Destination("other.example", port, "127.0.0.1", "/take"), "{}", {})

    assert not sent.is_taken
    assert sent.told.startswith("证书不可信")
    assert GOT == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(port: int):
    assert send(Destination("receiver.example", port, "127.0.0.1", "/take"), "{}", {}).told.startswith("证书不可信")


@pytest.mark.usefixtures("trusted")
def test_who_answers_a_byte_at_a_time_is_hung_up_on(port: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sending, "LONGEST", 1)
    began = time.monotonic()

    sent = send(Destination("receiver.example", port, "127.0.0.1", "/slowly"), "{}", {})

    assert not sent.is_taken
    assert time.monotonic() - began < SLOWLY


def test_where_nobody_listens_it_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sending, "TIMEOUT", 1)

    sent = send(Destination("receiver.example", 9, "127.0.0.1", "/"), "{}", {})

    assert (sent.is_taken, sent.told) == (False, "没有连上：ConnectionRefusedError")
