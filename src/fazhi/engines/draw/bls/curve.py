"""
Points of BLS12-381: G1 on y² = x³ + 4 over Fp, G2 on its twist y² = x³ + 4(1 + u) over Fp2.

A G1 point is (x, y) or None for the point at infinity. Source: RFC 9380 section 8.8; ZCash serialisation (48 and 96
bytes, flags in the top three bits).
"""

from fazhi.engines.draw.bls.fields import Fp2, P, add2, minus2, root, root2, times2

ORDER = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
COMPRESSED, INFINITY, GREATER = 0x80, 0x40, 0x20

G1 = tuple[int, int] | None
G2 = tuple[Fp2, Fp2]

G2_GENERATOR: G2 = (
    (
        0x024AA2B2F08F0A91260805272DC51051C6E47AD4FA403B02B4510B647AE3D1770BAC0326A805BBEFD48056C8C121BDB8,
        0x13E02B6052719F607DACD3A088274F65596BD0D09920B61AB5DA61BBDC7F5049334CF11213945D57E5AC7D055D042B7E,
    ),
    (
        0x0CE5D527727D6E118CC9CDC6DA2E351AADFD9BAA8CBDD3A76D429A695160D12C923AC9CC3BACA289E193548608B82801,
        0x0606C4A02EA734CC32ACD2B02BC28B99CB3E287E85A763AF267492AB572E99AB3F370D275CEC1DA1AAA9075FF05F79BE,
    ),
)


def plus(left: G1, right: G1) -> G1:
    """The sum of two points of G1."""
    if left is None or right is None:
        return left or right
    (x, y), (other_x, other_y) = left, right
    if x != other_x:
        slope = (other_y - y) * pow(other_x - x, -1, P)
    elif y == other_y and y:
        slope = 3 * x * x * pow(2 * y, -1, P)
    else:
        return None
    third = (slope * slope - x - other_x) % P
    return third, (slope * (x - third) - y) % P


def multiple(point: G1, factor: int) -> G1:
    """`factor` times the point, factor ≥ 0."""
    total: G1 = None
    for bit in f"{factor:b}":
        total = plus(total, total)
        if bit == "1":
            total = plus(total, point)
    return total


def read_g1(data: bytes) -> G1:
    """The point that 48 bytes stand for, or None unless they stand for one of order ORDER; infinity is refused."""
    if len(data) != 48 or not data[0] & COMPRESSED or data[0] & INFINITY:
        return None
    x = int.from_bytes(bytes([data[0] & 0x1F]) + data[1:], "big")
    y = root(x**3 + 4) if x < P else None
    if y is None:
        return None
    point = (x, _chosen(y, P - y, greater=bool(data[0] & GREATER)))
    return point if multiple(point, ORDER) is None else None


def _chosen(first: int, second: int, *, greater: bool) -> int:
    return max(first, second) if greater else min(first, second)


def read_g2(data: bytes) -> G2:
    """
    The point of the twist that 96 bytes stand for.

    For keys that stand in this code: that the point has order ORDER is a test, not a check at run time.
    Raises ValueError if no point has this x.
    """
    c1 = int.from_bytes(bytes([data[0] & 0x1F]) + data[1:48], "big")
    x = int.from_bytes(data[48:], "big"), c1
    y = root2(add2(times2(x, times2(x, x)), (4, 4)))
    if y is None:
        raise ValueError("no point of the twist has this x")
    opposite = minus2((0, 0), y)
    ordered = sorted((y, opposite), key=lambda number: (number[1], number[0]))
    return x, ordered[bool(data[0] & GREATER)]
