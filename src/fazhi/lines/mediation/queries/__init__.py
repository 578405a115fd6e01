"""Questions about mediation; nothing is changed here."""

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
    "export_administrative",
    "export_local_categories",
    "export_peoples",
    "export_prevention",
    "known_local_categories",
    "stored_administrative",
    "stored_local_categories",
    "stored_peoples",
    "stored_prevention",
]
