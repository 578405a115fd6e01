"""
The tide of a hotline 来电潮汐: learn from counts of calls how many come in which slot of which day, and foretell days to come, with bands
that hold what they say.

Knows no calendar: what kind of day each is, is told to it. Needs NumPy alone. docs/algorithms/tide.md has the formulas, what was
measured, and what it does not do.
"""

from fazhi.engines.tide.attempts import Attempt, FirstAttempts, first_attempts
from fazhi.engines.tide.document import document_of, tide_document
from fazhi.engines.tide.errors import (
    BadCell,
    BadFile,
    BadRange,
    ClockAway,
    ColumnMissing,
    KindMissing,
    NoCalls,
    NotACount,
    OffGrid,
    OneSlot,
    TideError,
    TooFewDays,
    TwoCounts,
)
from fazhi.engines.tide.foretold import DayAhead, Forecast, day_ahead
from fazhi.engines.tide.gaps import without_gaps
from fazhi.engines.tide.learning import Tide, learn
from fazhi.engines.tide.reading import CallFile, read_calls
from fazhi.engines.tide.terms import Counts, Finding, FindingKind, Kind, Kinds, counts
from fazhi.engines.tide.trial import Dispersion, Trial

__all__ = [
    "Attempt",
    "BadCell",
    "BadFile",
    "BadRange",
    "CallFile",
    "ClockAway",
    "ColumnMissing",
    "Counts",
    "DayAhead",
    "Dispersion",
    "Finding",
    "FindingKind",
    "FirstAttempts",
    "Forecast",
    "Kind",
    "KindMissing",
    "Kinds",
    "NoCalls",
    "NotACount",
    "OffGrid",
    "OneSlot",
    "Tide",
    "TideError",
    "TooFewDays",
    "Trial",
    "TwoCounts",
    "counts",
    "day_ahead",
    "document_of",
    "first_attempts",
    "learn",
    "read_calls",
    "tide_document",
    "without_gaps",
]
