"""Questions about mediation; nothing is changed here."""

from fazhi.lines.mediation.queries import coverage, network
from fazhi.lines.mediation.queries.ledgers import (
    export_administrative,
    export_peoples,
    stored_administrative,
    stored_peoples,
)

__all__ = [
    "coverage",
    "export_administrative",
    "export_peoples",
    "network",
    "stored_administrative",
    "stored_peoples",
]
