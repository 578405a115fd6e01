"""
BLS signatures 签名 on BLS12-381: is this signature by that key, over this message?

Short signatures in G1, keys in G2, as drand quicknet uses them (scheme bls-unchained-g1-rfc9380). It only checks, with
public values, so nothing here needs to take the same time for all inputs.
"""

from fazhi.engines.draw.bls.signature import is_signed

__all__ = ["is_signed"]
