"""Decisions of mediation: facts in, the answer with its grounds out; no database, no clock."""

from fazhi.lines.mediation.rules.departments import (
    is_same_body,
    missing_routes,
    recusal,
    traffic_start,
)

__all__ = ["is_same_body", "missing_routes", "recusal", "traffic_start"]
