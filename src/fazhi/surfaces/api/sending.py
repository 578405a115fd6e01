"""One notice over the network: to the address that was looked at, over TLS, without redirects, with an end."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from fazhi.surfaces.api.addresses import Destination

TIMEOUT = 10
"""Seconds for connecting, and for each wait for an answer."""

LONGEST = 20
"""Seconds for the whole: who answers a byte at a time shall not keep the worker."""


@dataclass(frozen=True)
class Sent:
    """`is_taken` for an answer of 200 to 299; `told` says what came back, or why nothing did."""

    is_taken: bool
    told: str


Send = Callable[[Destination, str, Mapping[str, str]], Sent]


class _Pinned(http.client.HTTPSConnection):
    """Connects to one address of the network; the certificate must be the name's."""

    def __init__(self, to: Destination, context: ssl.SSLContext) -> None:
        super().__init__(to.host, to.port, timeout=TIMEOUT, context=context)
        self._to, self._tls = to, context
        self._end: threading.Timer | None = None

    def connect(self) -> None:
        plain = socket.create_connection((self._to.address, self._to.port), TIMEOUT)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self._to.host, do_handshake_on_connect=False)
        self._end = threading.Timer(LONGEST, _hang_up, [self.sock])
        self._end.daemon = True
        self._end.start()
        self.sock.do_handshake()

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        super().close()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def send(to: Destination, body: str, headers: Mapping[str, str]) -> Sent:
    """
    POST the body. A redirect is no answer that takes it; what the answer says besides its status is not read.

    The certificates that are trusted are the system's (`SSL_CERT_FILE` names others).
    """
    connection = _Pinned(to, ssl.create_default_context())
    try:
        connection.request("POST", to.target, body.encode(), {"Content-Type": "application/json", **headers})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return Sent(False, _why(error))
    finally:
        connection.close()
    return Sent(200 <= status < 300, f"HTTP {status}")


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"证书不可信：{error.verify_message}"[:200]
    if isinstance(error, TimeoutError):
        return f"{TIMEOUT} 秒没有答复"
    return f"没有连上：{type(error).__name__}"
