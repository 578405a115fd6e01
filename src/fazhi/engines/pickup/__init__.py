"""
The pick-up rate of a hotline 接通率, by every meaning that is in use, each named: a rate without its meaning says nothing.

docs/algorithms/pickup.md shows how far apart they lie for the same day.
"""

from fazhi.engines.pickup.counting import rates, tally
from fazhi.engines.pickup.definitions import DEFINITIONS
from fazhi.engines.pickup.errors import NotACall, NotATally, PickupError
from fazhi.engines.pickup.terms import Call, Definition, Outcome, Rate, Tally

__all__ = [
    "DEFINITIONS",
    "Call",
    "Definition",
    "NotACall",
    "NotATally",
    "Outcome",
    "PickupError",
    "Rate",
    "Tally",
    "rates",
    "tally",
]
