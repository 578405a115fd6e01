"""Acts of mediation: one by one (`acts`), and a ledger at a time (`imports`)."""

from fazhi.lines.mediation.services.acts import accept, fail, refuse, settle, withdraw

__all__ = ["accept", "fail", "refuse", "settle", "withdraw"]
