"""
What can go wrong with indicators.

IndicatorError
├── CatalogueRefused      definitions outside the grammar, or that don't fit together
├── UnknownIndicator      no indicator has this code
├── UnknownDimension      the indicator isn't broken down by this column
├── PeriodNotUnderstood   not a year, quarter or month
├── LiteralRefused        a value that no SQL literal can carry
└── DefinitionNotReadable a stored definition that is not one of ours
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.engines.indicator.check.faults import Fault


class IndicatorError(Exception):
    """Base of this engine's findings."""


class CatalogueRefused(IndicatorError):
    def __init__(self, faults: Sequence["Fault"]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(f"{fault.place}: {fault.text}" for fault in self.faults[:5])
        super().__init__(f"The catalogue has {len(self.faults)} faults and is not used: {shown}.")


class UnknownIndicator(IndicatorError):
    def __init__(self, code: str, near: Sequence[str]) -> None:
        self.code, self.near = code, tuple(near)
        super().__init__(f"There is no indicator {code!r}. Near it: {', '.join(near) or 'nothing'}.")


class UnknownDimension(IndicatorError):
    def __init__(self, code: str, dimension: str, offered: Sequence[str]) -> None:
        self.code, self.dimension, self.offered = code, dimension, tuple(offered)
        super().__init__(
            f"{code} isn't broken down by {dimension!r}; its dimensions are {', '.join(offered) or 'none'}."
        )


class PeriodNotUnderstood(IndicatorError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no period. Write a year (2024), a quarter (2024Q3) or a month (2024-09).")


class LiteralRefused(IndicatorError):
    def __init__(self, value: object) -> None:
        self.value = value
        super().__init__(
            f"{value!r} can't stand in a query: literals are 64-bit integers, dates, and text without a NUL character."
        )


class DefinitionNotReadable(IndicatorError):
    def __init__(self, found: object, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"A stored definition has {found!r} where {expected} belongs.")
