"""
From a message to a point of G1 of which nobody knows the logarithm.

Suite BLS12381G1_XMD:SHA-256_SSWU_RO_. Source: RFC 9380 sections 3, 5, 6.6.2, 6.6.3, 8.8.1.
"""

import hashlib
from collections.abc import Sequence
from functools import reduce

from fazhi.engines.draw.bls.curve import G1, multiple, plus
from fazhi.engines.draw.bls.fields import P, root
from fazhi.engines.draw.bls.isogeny import X_DENOMINATOR, X_NUMERATOR, Y_DENOMINATOR, Y_NUMERATOR, A, B

Z = 11
COFACTOR = 0xD201000000010001
_OUT, _BLOCK = 32, 64  # bytes of a SHA-256 result and of its input block


def hash_to_g1(message: bytes, tag: bytes) -> G1:
    """The point of `message` under the domain separation tag `tag` (at most 255 bytes)."""
    expanded = expand(message, tag, 128)
    numbers = (int.from_bytes(half, "big") % P for half in (expanded[:64], expanded[64:]))
    first, second = (_on_curve(_on_isogenous(number)) for number in numbers)
    return multiple(plus(first, second), COFACTOR)


def expand(message: bytes, tag: bytes, length: int) -> bytes:
    """expand_message_xmd with SHA-256: `length` uniform bytes. Source: RFC 9380 section 5.3.1."""
    suffix = tag + bytes([len(tag)])
    start = hashlib.sha256(bytes(_BLOCK) + message + length.to_bytes(2, "big") + b"\0" + suffix).digest()
    block, out = bytes(_OUT), b""
    for index in range(1, -(-length // _OUT) + 1):
        mixed = bytes(a ^ b for a, b in zip(start, block, strict=True))
        block = hashlib.sha256(mixed + bytes([index]) + suffix).digest()
        out += block
    return out[:length]


def _on_isogenous(number: int) -> tuple[int, int]:
    """The simplified SWU map onto y² = x³ + Ax + B. Source: RFC 9380 section 6.6.2."""
    spread = Z * number * number % P
    mixed = (spread * spread + spread) % P
    x = -B * pow(A, -1, P) * (1 + pow(mixed, -1, P)) % P if mixed else B * pow(Z * A, -1, P) % P
    y = root(x**3 + A * x + B)
    if y is None:
        x = spread * x % P
        y = root(x**3 + A * x + B)
    assert y is not None, "one of the two has a root: RFC 9380 section 6.6.2"
    return x, y if y % 2 == number % 2 else P - y


def _on_curve(point: tuple[int, int]) -> tuple[int, int]:
    """The isogeny; a message whose point has a denominator of zero is as hard to find as a preimage."""
    x, y = point
    new_x = _polynomial(X_NUMERATOR, x) * pow(_polynomial(X_DENOMINATOR, x), -1, P) % P
    return new_x, y * _polynomial(Y_NUMERATOR, x) * pow(_polynomial(Y_DENOMINATOR, x), -1, P) % P


def _polynomial(coefficients: Sequence[int], x: int) -> int:
    return reduce(lambda value, coefficient: (value * x + coefficient) % P, reversed(coefficients))
