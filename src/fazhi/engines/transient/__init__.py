"""
A day's pick-up, exactly 时变排队精确解: rates and seats change from slot to slot, callers give up, teams hand over.

No slot is taken as if it lasted for ever, no simulation: the chain of states is carried through the day by uniformization, with a
bound on what is left out. docs/algorithms/transient.md has the method.
"""

from fazhi.engines.transient.chain import day, exact
from fazhi.engines.transient.errors import NotADay, NotSettled, QueueTooLong, TransientError
from fazhi.engines.transient.terms import Day, DayResult, Fall

__all__ = ["Day", "DayResult", "Fall", "NotADay", "NotSettled", "QueueTooLong", "TransientError", "day", "exact"]
