"""BLS signatures: the published vectors, and nothing but the right signature."""

import hashlib

import pytest

from fazhi.engines.draw.beacons import QUICKNET_KEY
from fazhi.engines.draw.bls import curve, fields, is_signed, pairing
from fazhi.engines.draw.bls.curve import G2_GENERATOR, ORDER, multiple, plus, read_g1, read_g2
from fazhi.engines.draw.bls.fields import ONE12, P
from fazhi.engines.draw.bls.hash_to_curve import expand, hash_to_g1
from fazhi.engines.draw.tests.samples import SIGNATURE_1000

RFC_TAG = b"QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_"
MESSAGE_1000 = hashlib.sha256((1000).to_bytes(8, "big")).digest()
GENERATOR = (
    0x17F1D3A73197D7942695638C4FA9AC0FC3688C4F9774B905A14E3A3F171BAC586C55E83FF97A1AEFFB3AF00ADB22C6BB,
    0x08B3F481E3AAA0F1A09E30ED741D8AE4FCF5E095D5D00AF600DB18CB2C04B3EDD03CC744A2888AE40CAA232946C5E7E1,
)


@pytest.mark.parametrize(
    ("message", "x", "y"),
    [
        (
            b"",
            "052926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1",
            "08ba738453bfed09cb546dbb0783dbb3a5f1f566ed67bb6be0e8c67e2e81a4cc68ee29813bb7994998f3eae0c9c6a265",
        ),
        (
            b"abc",
            "03567bc5ef9c690c2ab2ecdf6a96ef1c139cc0b2f284dca0a9a7943388a49a3aee664ba5379a7655d3c68900be2f6903",
            "0b9c15f3fe6e5cf4211f346271d7b01c8f3b28be689c8429c85b67af215533311f0b8dfaaa154fa6b88176c229f2885d",
        ),
        (
            b"abcdef0123456789",
            "11e0b079dea29a68f0383ee94fed1b940995272407e3bb916bbf268c263ddd57a6a27200a784cbc248e84f357ce82d98",
            "03a87ae2caf14e8ee52e51fa2ed8eefe80f02457004ba4d486d6aa1f517c0889501dc7413753f9599b099ebcbbd2d709",
        ),
    ],
    ids=["empty", "abc", "sixteen"],
)
def test_messages_hash_to_the_points_of_rfc_9380_appendix_j_9_1(message: bytes, x: str, y: str):
    assert hash_to_g1(message, RFC_TAG) == (int(x, 16), int(y, 16))


def test_expansion_is_that_of_rfc_9380_appendix_k_1():
    expanded = expand(b"abc", b"QUUX-V01-CS02-with-expander-SHA256-128", 32)

    assert expanded.hex() == "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615"


def test_round_1000_of_quicknet_is_signed_by_its_key():
    assert is_signed(MESSAGE_1000, SIGNATURE_1000, QUICKNET_KEY)


def test_the_signature_of_one_round_is_none_of_another():
    assert not is_signed(hashlib.sha256((1001).to_bytes(8, "big")).digest(), SIGNATURE_1000, QUICKNET_KEY)


def test_the_opposite_of_a_signature_is_none():
    assert not is_signed(MESSAGE_1000, bytes([SIGNATURE_1000[0] ^ 0x20]) + SIGNATURE_1000[1:], QUICKNET_KEY)


def test_another_point_of_the_group_is_no_signature():
    point = hash_to_g1(b"forged", RFC_TAG)
    assert point is not None
    sign = curve.GREATER if point[1] > P - point[1] else 0
    written = bytes([point[0] >> 376 | curve.COMPRESSED | sign]) + point[0].to_bytes(48, "big")[1:]

    assert read_g1(written) == point
    assert not is_signed(MESSAGE_1000, written, QUICKNET_KEY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SIGNATURE_1000[:47],
        bytes([SIGNATURE_1000[0] & 0x7F]) + SIGNATURE_1000[1:],
        bytes([0xC0]) + bytes(47),
        bytes([0x9F]) + b"\xff" * 47,
        bytes([0x80]) + bytes(46) + b"\x01",
        bytes([0x80]) + bytes(46) + b"\x04",
    ],
    ids=["nothing", "short", "not compressed", "infinity", "over P", "no point", "of a small order too"],
)
def test_what_is_no_point_of_the_group_is_refused(data: bytes):
    assert read_g1(data) is None
    assert not is_signed(MESSAGE_1000, data, QUICKNET_KEY)


def test_a_point_on_the_curve_outside_the_group_is_refused():
    assert fields.root(4**3 + 4) is not None, "x = 4 has a point"
    assert read_g1(bytes([0x80]) + bytes(46) + b"\x04") is None


def test_the_keys_point_has_the_order_of_the_group():
    """On the twist with the formulas of the pairing: (ORDER − 1) times the key is its opposite."""
    key = read_g2(QUICKNET_KEY)
    running = key
    for bit in f"{ORDER - 1:b}"[1:]:
        running = pairing._doubled(running, (0, 0))[1]
        if bit == "1":
            running = pairing._summed(running, key, (0, 0))[1]

    assert running == (key[0], fields.minus2((0, 0), key[1]))


def test_a_key_that_is_no_point_is_refused():
    with pytest.raises(ValueError, match="no point"):
        read_g2(bytes([0x80]) + bytes(94) + b"\x01")


def test_the_generators_lie_where_they_should():
    x, y = G2_GENERATOR

    assert multiple(GENERATOR, ORDER) is None
    assert fields.times2(y, y) == fields.add2(fields.times2(x, fields.times2(x, x)), (4, 4))


def test_the_pairing_is_bilinear_and_not_trivial():
    opposite = (GENERATOR[0], P - GENERATOR[1])
    five, minus_four = multiple(GENERATOR, 5), multiple(opposite, 4)
    assert five is not None
    assert minus_four is not None

    assert pairing.is_one(((five, G2_GENERATOR), (minus_four, G2_GENERATOR), (opposite, G2_GENERATOR)))
    assert not pairing.is_one(((GENERATOR, G2_GENERATOR),))


def test_the_exponent_of_the_final_power_is_three_times_the_usual_one():
    x = -pairing.X

    assert (P**12 - 1) % ORDER == 0
    assert (P**6 - 1) * (P**2 + 1) * ((x - 1) ** 2 * (x + P) * (x**2 + P**2 - 1) + 3) == 3 * ((P**12 - 1) // ORDER)


def test_the_sum_of_opposites_is_infinity():
    opposite = (GENERATOR[0], P - GENERATOR[1])

    assert plus(GENERATOR, opposite) is None
    assert plus(None, GENERATOR) == GENERATOR
    assert plus((0, 0), (0, 0)) is None


def test_roots_are_roots():
    for square in ((4, 0), (P - 4, 0), (2, 3), (0, 7), (0, 0)):
        found = fields.root2(fields.times2(square, square))
        assert found is not None
        assert fields.times2(found, found) == fields.times2(square, square)

    assert fields.root2((1, 1)) is None, "w⁶ = 1 + u has no root in Fp2"


def test_every_number_but_zero_has_its_inverse():
    number = tuple((7 * k + 1, k * k) for k in range(6))

    assert fields.times12(number, fields.inverse12(number)) == ONE12
