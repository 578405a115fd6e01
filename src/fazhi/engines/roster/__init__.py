"""
Rosters 排班: duty teams 值班团队 by their shares onto duties, as evenly as whole duties allow, with a bound that proves it; or the
demands that can't be met together. With OR-Tools (extra `[planning]`) every request gets one of the two.
"""

from fazhi.engines.roster.conflict import Absent, Apart, Conflict, Cover, Demand, Fixed, Lacking, PerDay, PerWeek
from fazhi.engines.roster.errors import NoSuchRoster, NotARequest, RosterError, Undecided
from fazhi.engines.roster.planning import roster
from fazhi.engines.roster.reading import read
from fazhi.engines.roster.terms import Assignments, Balance, Duty, Request, Roster, Rules, Team
from fazhi.engines.roster.verification import Violation, unfounded, violations

__all__ = [
    "Absent",
    "Apart",
    "Assignments",
    "Balance",
    "Conflict",
    "Cover",
    "Demand",
    "Duty",
    "Fixed",
    "Lacking",
    "NoSuchRoster",
    "NotARequest",
    "PerDay",
    "PerWeek",
    "Request",
    "Roster",
    "RosterError",
    "Rules",
    "Team",
    "Undecided",
    "Violation",
    "read",
    "roster",
    "unfounded",
    "violations",
]
