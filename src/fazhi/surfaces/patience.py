"""
gunicorn's worker with an end to its patience: who sends headers or a body too slowly is cut off.

Its threads wait for a client's bytes without limit once the first have come, so a handful of slow senders would hold all of
them. A proxy that buffers requests keeps them away too; this holds where none stands before.
"""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEADER_SECONDS = 20.0
"""How long the headers of a request may take."""

REQUEST_SECONDS = 300.0
"""How long a whole request may take to arrive: a ledger of 50 MB over a line of 200 kB a second."""


class PatientWorker(ThreadWorker):
    """
    Stops listening to a connection whose request has not arrived in time.

    Only the reading side is shut: a request that has come in whole is worked on and answered, however long that takes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._awaited: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        """A request read and answered, in a thread of the pool."""
        self._awaited[conn] = time.monotonic() + HEADER_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._awaited.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """The headers have arrived."""
        if conn in self._awaited:
            self._awaited[conn] += REQUEST_SECONDS - HEADER_SECONDS
        return super().handle_request(req, conn)

    def notify(self) -> None:
        """Called by gunicorn once a second, in the main thread."""
        super().notify()
        now = time.monotonic()
        for conn, until in list(self._awaited.items()):
            if now > until:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
