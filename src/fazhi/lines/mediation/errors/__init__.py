"""What a caller of mediation can act on."""

from fazhi.lines.mediation.errors.statistics import (
    CategoryEnded,
    CategoryInUse,
    CategoryTaken,
    CategoryUnfit,
    OfficeUnknown,
    RateUnfit,
    StatisticsError,
    UnknownCategory,
)

__all__ = [
    "CategoryEnded",
    "CategoryInUse",
    "CategoryTaken",
    "CategoryUnfit",
    "OfficeUnknown",
    "RateUnfit",
    "StatisticsError",
    "UnknownCategory",
]
