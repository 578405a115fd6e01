"""
Days of a hotline followed call by call 话务模拟: any distribution of calls and patience, dialling again, absent seats, a limit of lines.

First come first served needs no list of events, and what chance decides of a call follows the call: two plans are compared on
the same callers. docs/algorithms/simulate.md has the method and what it was checked against.
"""

from fazhi.engines.simulate.answers import compared_answer, simulated_answer
from fazhi.engines.simulate.comparing import Comparison, Contrast, compare, contrast
from fazhi.engines.simulate.errors import NotARun, SimulateError, TooManyCalls
from fazhi.engines.simulate.runs import simulate
from fazhi.engines.simulate.terms import Run

__all__ = [
    "Comparison",
    "Contrast",
    "NotARun",
    "Run",
    "SimulateError",
    "TooManyCalls",
    "compare",
    "compared_answer",
    "contrast",
    "simulate",
    "simulated_answer",
]
