"""Integrity checkers of mediation: what must hold across its tables, which no constraint can say."""

from fazhi.lines.mediation.checks.statistics import STATISTICS_CHECKERS

CHECKERS = STATISTICS_CHECKERS

__all__ = ["CHECKERS"]
