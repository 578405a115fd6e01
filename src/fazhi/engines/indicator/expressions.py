"""Formulas on exact integers and fractions."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from fazhi.engines.indicator.terms import Difference, Expression, Number, Ratio, Ref, Sum

Exact = int | Fraction


def refs(expression: Expression) -> Iterator[str]:
    """Codes of the indicators in the expression, in reading order, repeated as they stand."""
    match expression:
        case Ref(code):
            yield code
        case Sum(parts):
            for part in parts:
                yield from refs(part)
        case Difference(left, right) | Ratio(left, right):
            yield from refs(left)
            yield from refs(right)


def evaluate(expression: Expression, exact_of: Callable[[str], Exact | None]) -> Exact | None:
    """
    The exact value of an expression; a ratio is always a Fraction, also when it is whole.

    exact_of  code → exact value, None where there is none
    returns   None if a part has no value or a denominator is zero
    """
    match expression:
        case Ref(code):
            return exact_of(code)
        case Number(value):
            return value
        case Sum(parts):
            values = [evaluate(part, exact_of) for part in parts]
            known = [value for value in values if value is not None]
            return sum(known) if len(known) == len(values) else None
        case Difference(left, right):
            minuend, subtrahend = evaluate(left, exact_of), evaluate(right, exact_of)
            return None if minuend is None or subtrahend is None else minuend - subtrahend
        case Ratio(left, right):
            numerator, denominator = evaluate(left, exact_of), evaluate(right, exact_of)
            return None if numerator is None or not denominator else Fraction(numerator) / denominator
