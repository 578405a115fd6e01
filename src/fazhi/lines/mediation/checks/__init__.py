"""Integrity checkers of mediation, one module for each subject."""

from fazhi.lines.mediation.checks.network import NETWORK_CHECKERS

CHECKERS = NETWORK_CHECKERS
