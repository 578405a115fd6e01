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
from fazhi.lines.mediation.queries.local_categories import (
    export_local_categories,
    known_local_categories,
    stored_local_categories,
)
from fazhi.lines.mediation.queries.prevention import export_prevention, stored_prevention

__all__ = [
    "agreement_of",
    "confirmation_numbered",
    "confirmations_of",
    "coverage",
    "disputes",
    "export_administrative",
    "export_local_categories",
    "export_peoples",
    "export_prevention",
    "is_confirmed",
    "known_local_categories",
    "matter_numbered",
    "matter_of",
    "network",
    "session_outcomes",
    "stored_administrative",
    "stored_local_categories",
    "stored_peoples",
    "stored_prevention",
]
