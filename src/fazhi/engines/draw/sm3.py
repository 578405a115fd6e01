"""
SM3 密码杂凑算法, for Pythons whose OpenSSL was built without it.

Source: GB/T 32905-2016, sections 4 and 5.
"""

_START: tuple[int, ...] = (
    0x7380166F,
    0x4914B2B9,
    0x172442D7,
    0xDA8A0600,
    0xA96F30BC,
    0x163138AA,
    0xE38DEE4D,
    0xB0FB0E4E,
)
_MASK = 0xFFFFFFFF


def sm3(data: bytes) -> bytes:
    """The 32-byte hash of `data`."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = _START
    for place in range(0, len(padded), 64):
        state = _compressed(state, padded[place : place + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _rotated(word: int, by: int) -> int:
    by %= 32
    return (word << by | word >> (32 - by)) & _MASK


def _expanded(block: bytes) -> list[int]:
    """The words W₀ … W₆₇. Source: section 5.3.2."""
    words = [int.from_bytes(block[place : place + 4], "big") for place in range(0, 64, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _rotated(words[j - 3], 15)
        spread = mixed ^ _rotated(mixed, 15) ^ _rotated(mixed, 23)
        words.append(spread ^ _rotated(words[j - 13], 7) ^ words[j - 6])
    return words


def _compressed(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """Source: section 5.3.3; the letters are the standard's."""
    words = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = _rotated(0x79CC4519 if j < 16 else 0x7A879D8A, j)
        ss1 = _rotated((_rotated(a, 12) + e + constant) & _MASK, 7)
        ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
        gg = e ^ f ^ g if j < 16 else e & f | ~e & _MASK & g
        tt1 = (ff + d + (ss1 ^ _rotated(a, 12)) + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _rotated(b, 9), c
        e, f, g, h = tt2 ^ _rotated(tt2, 9) ^ _rotated(tt2, 17), e, _rotated(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))
