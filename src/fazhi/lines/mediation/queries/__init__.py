"""Questions about mediation; nothing is changed here."""

from fazhi.lines.mediation.queries import disputes
from fazhi.lines.mediation.queries.ledgers import (
    export_administrative,
    export_peoples,
    stored_administrative,
    stored_peoples,
)

__all__ = ["disputes", "export_administrative", "export_peoples", "stored_administrative", "stored_peoples"]
