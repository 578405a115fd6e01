"""
How a notice is signed, so that its receiver knows whose it is and that nobody changed it or sends it again later.

`Fazhi-Signature: t=SECONDS,v1=HEX`, where HEX is HMAC-SHA256 over `SECONDS.BODY` under the webhook's secret. docs/api.md shows the
receiver's side.
"""

import hashlib
import hmac
from datetime import datetime

HEADER = "Fazhi-Signature"
EVENT = "Fazhi-Event-Id"


def signature(body: str, secret: str, *, at: datetime) -> str:
    """The value of the header for a body sent at `at`."""
    seconds = int(at.timestamp())
    signed = hmac.new(secret.encode(), f"{seconds}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"
