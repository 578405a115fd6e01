"""Integrity checkers of mediation, run nightly and by the console."""

from fazhi.lines.mediation.checks import departments, disputes

CHECKERS = (*departments.CHECKERS, *disputes.CHECKERS)
