"""Questions about mediation; nothing is changed here."""

from fazhi.lines.mediation.queries import coverage, disputes, network
from fazhi.lines.mediation.queries.following import (
    agreement_of,
    confirmation_numbered,
    confirmations_of,
    is_confirmed,
    matter_numbered,
    matter_of,
    session_outcomes,
)
from fazhi.lines.mediation.queries.ledgers import (
    export_administrative,
    export_peoples,
    stored_administrative,
    stored_peoples,
)

__all__ = [
    "agreement_of",
    "confirmation_numbered",
    "confirmations_of",
    "coverage",
    "disputes",
    "export_administrative",
    "export_peoples",
    "is_confirmed",
    "matter_numbered",
    "matter_of",
    "network",
    "session_outcomes",
    "stored_administrative",
    "stored_peoples",
]
