"""Figures as closed intervals of exact fractions, so that a rounded figure is compared as what it may stand for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.engines.claims.terms import StatedFigure


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient of positive intervals; only the dividend may reach below zero."""
        quotients = [Fraction(a) / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(quotients), max(quotients))

    def times(self, factor: int) -> "Interval":
        """Each number times `factor`, which may be negative."""
        return Interval(*sorted((self.low * factor, self.high * factor)))

    def meets(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high


def interval(figure: StatedFigure) -> Interval:
    """What an exactly stated figure may stand for: its value, give or take its slack."""
    return Interval(Fraction(figure.number - figure.slack), Fraction(figure.number + figure.slack))


def total(figures: Iterable[StatedFigure]) -> Interval:
    """The sum of the figures, as an interval."""
    result = Interval(Fraction(0), Fraction(0))
    for figure in figures:
        result = result + interval(figure)
    return result


def plain(number: Decimal | str) -> str:
    """A number as it stands in an expression."""
    return format(Decimal(number), "f")
