"""
The numbers of BLS12-381: Fp modulo P, Fp2 = Fp[u] with u² = −1, Fp12 = Fp2[w] with w⁶ = 1 + u.

An Fp2 is a pair (a, b) for a + bu, an Fp12 six of them, lowest power of w first; all reduced.
Source: RFC 9380 section 8.8 (P, u); draft-irtf-cfrg-pairing-friendly-curves section 4.2.1.
"""

P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB

Fp2 = tuple[int, int]
Fp12 = tuple[Fp2, ...]

ZERO2: Fp2 = (0, 0)
ONE2: Fp2 = (1, 0)
ONE12: Fp12 = (ONE2, *[ZERO2] * 5)


def root(square: int) -> int | None:
    """A square root modulo P, or None where there is none. P ≡ 3 (mod 4)."""
    found = pow(square, (P + 1) // 4, P)
    return found if found * found % P == square % P else None


def add2(left: Fp2, right: Fp2) -> Fp2:
    return (left[0] + right[0]) % P, (left[1] + right[1]) % P


def minus2(left: Fp2, right: Fp2) -> Fp2:
    return (left[0] - right[0]) % P, (left[1] - right[1]) % P


def times2(left: Fp2, right: Fp2) -> Fp2:
    (a, b), (c, d) = left, right
    return (a * c - b * d) % P, (a * d + b * c) % P


def scaled2(number: Fp2, factor: int) -> Fp2:
    return number[0] * factor % P, number[1] * factor % P


def inverse2(number: Fp2) -> Fp2:
    a, b = number
    return scaled2((a, -b), pow(a * a + b * b, -1, P))


def power2(number: Fp2, exponent: int) -> Fp2:
    result = ONE2
    for bit in f"{exponent:b}":
        result = times2(result, result)
        if bit == "1":
            result = times2(result, number)
    return result


def root2(square: Fp2) -> Fp2 | None:
    """A square root in Fp2, or None: x² = (a + √(a² + b²)) / 2, y = b / 2x. Source: the complex method."""
    a, b = square
    norm = root(a * a + b * b)
    if norm is None:
        return None
    half = pow(2, -1, P)
    x = root((a + norm) * half) or root((a - norm) * half)
    if not x:  # b = 0 and a no square: the root is purely imaginary
        y = root(-a)
        return (0, y) if y is not None else None
    return x, b * half * pow(x, -1, P) % P


def times12(left: Fp12, right: Fp12) -> Fp12:
    """The product; `left` is the sparse one where one is."""
    real, imaginary = [0] * 11, [0] * 11
    for i, (a, b) in enumerate(left):
        if not (a or b):
            continue
        for j, (c, d) in enumerate(right, i):
            real[j] += a * c - b * d
            imaginary[j] += a * d + b * c
    for k in range(5):  # w⁶ = 1 + u
        real[k] += real[k + 6] - imaginary[k + 6]
        imaginary[k] += real[k + 6] + imaginary[k + 6]
    return tuple((real[k] % P, imaginary[k] % P) for k in range(6))


def conjugate12(number: Fp12) -> Fp12:
    """The number to the power P⁶; the inverse of one whose order divides P⁶ + 1."""
    return tuple((-a % P, -b % P) if k % 2 else (a, b) for k, (a, b) in enumerate(number))


def inverse12(number: Fp12) -> Fp12:
    """Down to Fp6 by the conjugate, and from there by the adjoint of a cubic extension."""
    conjugate = conjugate12(number)
    a, _, b, _, c, _ = times12(number, conjugate)
    adjoint = (
        minus2(times2(a, a), _by_xi(times2(b, c))),
        minus2(_by_xi(times2(c, c)), times2(a, b)),
        minus2(times2(b, b), times2(a, c)),
    )
    crossed = add2(times2(b, adjoint[2]), times2(c, adjoint[1]))
    norm = inverse2(add2(times2(a, adjoint[0]), _by_xi(crossed)))
    x, y, z = (times2(part, norm) for part in adjoint)
    return times12((x, ZERO2, y, ZERO2, z, ZERO2), conjugate)


def _by_xi(number: Fp2) -> Fp2:
    a, b = number
    return (a - b) % P, (a + b) % P


def power12(number: Fp12, exponent: int) -> Fp12:
    result = number
    for bit in f"{exponent:b}"[1:]:
        result = times12(result, result)
        if bit == "1":
            result = times12(result, number)
    return result


_FROBENIUS = tuple(power2((1, 1), k * (P - 1) // 6) for k in range(6))


def frobenius12(number: Fp12) -> Fp12:
    """The number to the power P."""
    return tuple(times2((a, -b), factor) for (a, b), factor in zip(number, _FROBENIUS, strict=True))
