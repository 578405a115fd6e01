"""Integrity checkers of mediation: what must hold across its tables, which no constraint can say."""

from fazhi.lines.mediation.checks import casefile, departments, disputes
from fazhi.lines.mediation.checks.following import FOLLOWING_CHECKERS
from fazhi.lines.mediation.checks.network import NETWORK_CHECKERS
from fazhi.lines.mediation.checks.people import PEOPLES_CHECKERS
from fazhi.lines.mediation.checks.statistics import STATISTICS_CHECKERS

CHECKERS = (
    *PEOPLES_CHECKERS,
    *FOLLOWING_CHECKERS,
    *departments.CHECKERS,
    *disputes.CHECKERS,
    *NETWORK_CHECKERS,
    *STATISTICS_CHECKERS,
    *casefile.CHECKERS,
)
