"""Integrity checkers of mediation: what must hold across its tables, which no constraint can say."""

from fazhi.lines.mediation.checks.following import FOLLOWING_CHECKERS
from fazhi.lines.mediation.checks.people import PEOPLES_CHECKERS

CHECKERS = (*PEOPLES_CHECKERS, *FOLLOWING_CHECKERS)

__all__ = ["CHECKERS"]
