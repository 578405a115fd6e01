"""
The log (运行日志): one JSON object a line on standard error, never with personal data.

What a library says may hold what somebody typed: a path, a name, a value that a constraint refused. So of a record only its
logger, level and place are written, and of an exception its type and where it was raised. Our own records bring their fields
with them, and those are chosen where they are made.
"""

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger

FIELDS = "fields"
"""The attribute of a record that holds what is written besides."""


class Lines(logging.Formatter):
    """
    A record as one line.

    tells  process id whose own messages are written out: that of the server's master, which sees no request
    """

    def __init__(self, tells: int | None = None) -> None:
        super().__init__()
        self._tells = tells

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.name,
            **getattr(record, FIELDS, {}),
        }
        if self._tells == os.getpid():
            told["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            told |= raised(record.exc_info[1])
        elif record.levelno >= logging.WARNING and FIELDS not in record.__dict__:
            told["place"] = f"{record.module}:{record.lineno}"
        return json.dumps(told, ensure_ascii=False, default=str)


def raised(error: BaseException) -> dict[str, Any]:
    """What is written of an exception: its type, those that led to it, and the frames, without a word of their messages."""
    causes: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < 5:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return {
        "error": type(error).__name__,
        "caused_by": causes,
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


class ServerLog(Logger):
    """gunicorn's log in our lines. Its workers' messages quote requests, so only the master's are written out."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Lines(tells=os.getpid()))
        self.error_log.handlers = [handler]
