"""From exact values to published ones, and whether identities hold."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from fazhi.engines.indicator.expressions import Exact, evaluate
from fazhi.engines.indicator.terms import Identity, Indicator


@dataclass(frozen=True)
class Tally:
    """
    What a count found.

    exact  in base units (rows, fen), a fraction for a quantile halfway between two; None for the min, max or quantile
           of nothing
    rows   register rows that the predicate and the period select
    """

    exact: Exact | None
    rows: int


def round_half_up(value: Exact, decimals: int) -> int | str:
    """
    Round as published (四舍五入): halves away from zero.

    returns  an integer for no decimals, else text with exactly so many digits after the point

    >>> round_half_up(Fraction(56, 100), 1), round_half_up(Fraction(-5, 2), 0)
    ('0.6', -3)
    """
    units = floor(abs(Fraction(value)) * 10**decimals + Fraction(1, 2))
    sign = -1 if value < 0 else 1
    if decimals == 0:
        return sign * units
    whole, rest = divmod(units, 10**decimals)
    return f"{'-' if sign < 0 and units else ''}{whole}.{rest:0{decimals}d}"


def published(exact: Exact | None, indicator: Indicator) -> int | str | None:
    """The value in the indicator's unit, rounded as it is published; None where there is no value."""
    return None if exact is None else round_half_up(exact * indicator.scale, indicator.decimals)


def plain_exact(exact: Exact | None) -> int | dict[str, int] | None:
    """The exact value as it stands in JSON: an integer, or numerator and denominator."""
    if isinstance(exact, Fraction):
        return {"numerator": exact.numerator, "denominator": exact.denominator}
    return exact


@dataclass(frozen=True)
class Outcome:
    """Both sides of an identity, and whether it holds; a side without a value contradicts nothing."""

    left: Exact | None
    right: Exact | None
    holds: bool


def weigh(identity: Identity, exact_of: Callable[[str], Exact | None]) -> Outcome:
    """Evaluate one identity over one set of exact values."""
    left, right = evaluate(identity.left, exact_of), evaluate(identity.right, exact_of)
    if left is None or right is None:
        return Outcome(left, right, holds=True)
    return Outcome(left, right, holds=left == right if identity.relation == "=" else left <= right)
