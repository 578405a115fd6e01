"""A signature in G1 by a key in G2, over a message that is hashed to G1. Source: drand bls-unchained-g1-rfc9380."""

from fazhi.engines.draw.bls.curve import G2_GENERATOR, read_g1, read_g2
from fazhi.engines.draw.bls.fields import P
from fazhi.engines.draw.bls.hash_to_curve import hash_to_g1
from fazhi.engines.draw.bls.pairing import is_one

TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    """
    Is `signature` (48 bytes) the one of `key` (96 bytes) over `message`?

    A key is trusted to be a point of the right order; a signature is not, and is refused if it is anything else.
    """
    point, hashed = read_g1(signature), hash_to_g1(message, TAG)
    if point is None or hashed is None:
        return False
    opposite = point[0], P - point[1]
    return is_one(((opposite, G2_GENERATOR), (hashed, read_g2(key))))
