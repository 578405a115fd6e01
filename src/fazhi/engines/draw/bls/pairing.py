"""
The pairing check: is e(P₁, Q₁)·e(P₂, Q₂) = 1, for P in G1 and Q in G2?

One Miller loop for both, lines in affine coordinates on the twist, then the final exponentiation to three times the
usual power, which is 1 for the same numbers because 3 does not divide the group order.
Source: Vercauteren 2010, Optimal pairings; Hayashida, Hayasaka, Teruya 2020 (the exponent in powers of X).
"""

from collections.abc import Sequence

from fazhi.engines.draw.bls.curve import G2
from fazhi.engines.draw.bls.fields import (
    ONE12,
    ZERO2,
    Fp2,
    Fp12,
    add2,
    conjugate12,
    frobenius12,
    inverse2,
    inverse12,
    minus2,
    power12,
    scaled2,
    times2,
    times12,
)

X = 0xD201000000010000  # the parameter of the curve is −X

Pair = tuple[tuple[int, int], G2]


def is_one(pairs: Sequence[Pair]) -> bool:
    """Is the product of the pairings 1? The points are of order r and none is infinity."""
    return _final_power(_miller(pairs)) == ONE12


def _miller(pairs: Sequence[Pair]) -> Fp12:
    """The product of the Miller functions, inverted (the parameter is negative; 1 stays 1)."""
    running = [twisted for _, twisted in pairs]
    product = ONE12
    for bit in f"{X:b}"[1:]:
        product = times12(product, product)
        for position, (point, _) in enumerate(pairs):
            line, running[position] = _doubled(running[position], point)
            product = times12(line, product)
        if bit == "1":
            for position, (point, twisted) in enumerate(pairs):
                line, running[position] = _summed(running[position], twisted, point)
                product = times12(line, product)
    return product


def _doubled(twisted: G2, point: tuple[int, int]) -> tuple[Fp12, G2]:
    x, y = twisted
    slope = times2(scaled2(times2(x, x), 3), inverse2(scaled2(y, 2)))
    return _stepped(twisted, x, slope, point)


def _summed(twisted: G2, other: G2, point: tuple[int, int]) -> tuple[Fp12, G2]:
    (x, y), (other_x, other_y) = twisted, other
    slope = times2(minus2(other_y, y), inverse2(minus2(other_x, x)))
    return _stepped(twisted, other_x, slope, point)


def _stepped(twisted: G2, other_x: Fp2, slope: Fp2, point: tuple[int, int]) -> tuple[Fp12, G2]:
    """
    The line of this slope through `twisted`, at `point`, and the third point's opposite.

    Untwisting takes (x, y) to (x/w², y/w³); the line is multiplied by w³, which the final power turns into 1.
    """
    x, y = twisted
    constant = minus2(times2(slope, x), y)
    line = (constant, ZERO2, scaled2(slope, -point[0]), (point[1], 0), ZERO2, ZERO2)
    third = minus2(times2(slope, slope), add2(x, other_x))
    return line, (third, minus2(times2(slope, minus2(x, third)), y))


def _final_power(number: Fp12) -> Fp12:
    """`number` to 3·(P¹² − 1)/r = (P⁶ − 1)(P² + 1)·((x − 1)²(x + P)(x² + P² − 1) + 3), x = −X."""
    unit = times12(conjugate12(number), inverse12(number))
    unit = times12(frobenius12(frobenius12(unit)), unit)
    power = _to_minus(_to_minus(unit, X + 1), X + 1)
    power = times12(_to_minus(power, X), frobenius12(power))
    squares = times12(power12(power12(power, X), X), frobenius12(frobenius12(power)))
    power = times12(squares, conjugate12(power))
    return times12(power, times12(unit, times12(unit, unit)))


def _to_minus(unit: Fp12, exponent: int) -> Fp12:
    return conjugate12(power12(unit, exponent))
