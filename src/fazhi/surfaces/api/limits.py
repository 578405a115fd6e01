"""
How often a token may call and how much it may send.

The allowance is a bucket of one minute's calls that fills steadily (GCRA): the row of the token keeps the moment at which it
will be full again, and one conditional UPDATE takes a call out of it. The database does that one after the other, so any number
of workers and machines count together, and nothing has to be cleared away.
"""

import os
from datetime import datetime
from math import ceil

from django.db.models import F, Value
from django.db.models.functions import Greatest

from fazhi.surfaces.api.errors import TooManyCalls
from fazhi.surfaces.api.models import Token

MINUTE = 60_000_000
"""Microseconds."""

USUAL_PER_MINUTE = 120
MOST_PER_MINUTE = 6_000
MOST_ROWS = 1_000
"""Rows of one batch."""


def body_bytes() -> int:
    """The largest body, in bytes; `FAZHI_API_MAX_BYTES`, 5 MiB unless set."""
    return int(os.environ.get("FAZHI_API_MAX_BYTES", 5 * 1024 * 1024))


def spend(token: Token, *, at: datetime) -> None:
    """Take one call out of the token's allowance and note the use. Raises TooManyCalls when it is used up."""
    per_minute = token.system.per_minute
    now, step = round(at.timestamp() * 1_000_000), MINUTE // per_minute
    latest = now + MINUTE - step
    rows = Token.objects.filter(pk=token.pk)
    full_at = Greatest(F("full_at_us"), Value(now)) + step
    if rows.filter(full_at_us__lte=latest).update(full_at_us=full_at, used_at=at):
        return
    waits = rows.values_list("full_at_us", flat=True).get() - latest
    raise TooManyCalls(per_minute, max(1, ceil(waits / 1_000_000)))
