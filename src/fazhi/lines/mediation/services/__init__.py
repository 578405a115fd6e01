"""
Acts of mediation: of committees one by one (`people`), what follows an agreement (`following`), of departments (`acts`),
and a ledger at a time (`imports`).
"""

from fazhi.lines.mediation.services.people import accept, fail, refuse, settle, withdraw

__all__ = ["accept", "fail", "refuse", "settle", "withdraw"]
