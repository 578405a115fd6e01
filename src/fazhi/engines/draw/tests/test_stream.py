"""Seed, stream and numbers: the protocol's vectors, and no bias."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.draw import stream
from fazhi.engines.draw.selection import sequential
from fazhi.engines.draw.sm3 import sm3
from fazhi.engines.draw.stream import Stream, hash_of, seed_of
from fazhi.engines.draw.terms import HashName

ZERO = bytes(32)


def test_sm3_of_abc_is_that_of_the_standard():
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

    assert sm3(b"abc").hex() == expected
    assert hash_of(HashName.SM3)(b"abc").hex() == expected


def test_sm3_of_sixteen_abcd_is_that_of_the_standard():
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this OpenSSL has no SM3")
@given(st.binary(max_size=200))
def test_our_sm3_is_that_of_openssl(data: bytes):
    assert sm3(data) == hashlib.new("sm3", data).digest()


def test_sm3_is_had_without_openssl(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream.hashlib, "algorithms_available", set())

    assert hash_of(HashName.SM3) is sm3


def test_seed_of_abc_and_nothing():
    seed = seed_of([b"abc", b""], HashName.SHA256)

    assert seed.hex() == "0a0a53a4f26ac327c23314e48cddea9c272c8ce19052d123131958998dde4fb0"


def test_parts_of_a_seed_cannot_run_together():
    assert seed_of([b"ab", b"c"], HashName.SHA256) != seed_of([b"a", b"bc"], HashName.SHA256)


def test_first_word_of_the_zero_seed():
    choice = Stream(ZERO, "objects", HashName.SHA256).below(2**64)

    assert choice.word == 13052664669047901276


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (HashName.SHA256, [6, 3, 2, 1, 2, 1, 1, 0, 1, 9, 3, 2]),
        (HashName.SM3, [7, 7, 6, 3, 4, 4, 1, 4, 3, 0, 2, 5]),
    ],
)
def test_twelve_numbers_below_ten(name: HashName, expected: list[int]):
    source = Stream(ZERO, "objects", name)

    assert [source.below(10).value for _ in range(12)] == expected


def test_twenty_equal_weights_are_permuted_as_in_the_protocol():
    source = Stream(ZERO, "objects", HashName.SHA256)

    taken = [found.position + 1 for found in sequential([1] * 20, 20, source.below)]

    assert taken == [17, 11, 12, 2, 8, 16, 18, 9, 15, 3, 6, 20, 4, 1, 13, 10, 5, 7, 14, 19]


def test_labels_have_streams_of_their_own():
    one, other = (Stream(ZERO, label, HashName.SHA256).below(2**64) for label in ("objects", "inspectors"))

    assert one.word != other.word


def test_words_past_the_last_multiple_are_discarded(monkeypatch: pytest.MonkeyPatch):
    """A bound of 2⁶³ + 1 fits once into 2⁶⁴, so nearly half of all words are discarded."""
    monkeypatch.setattr(stream, "_words", lambda *_: iter([2**64 - 1, 2**63 + 1, 2**63, 5]))
    source = Stream(ZERO, "objects", HashName.SHA256)

    assert source.below(2**63 + 1) == (2**63 + 1, 2**63, (2**64 - 1, 2**63 + 1), 2**63)
    assert source.below(2**63 + 1).value == 5


@given(st.integers(1, 2**64))
def test_every_value_is_given_by_as_many_words(m: int):
    """The words kept are 0 … limit − 1, a whole number of turns of the remainders."""
    limit = stream.WORDS - stream.WORDS % m

    assert limit % m == 0
    assert 0 < limit <= stream.WORDS
    assert stream.WORDS - limit < m


def test_all_words_of_a_small_world_give_each_value_equally_often(monkeypatch: pytest.MonkeyPatch):
    """The stream's rule with words of four bits instead of 64, over all of them."""
    monkeypatch.setattr(stream, "WORDS", 16)
    for m in range(1, 17):
        monkeypatch.setattr(stream, "_words", lambda *_: iter(range(16)))
        values = list(_until_dry(Stream(ZERO, "objects", HashName.SHA256), m))

        assert {values.count(value) for value in range(m)} == {16 // m}


def _until_dry(source: Stream, m: int) -> Iterator[int]:
    for _ in range(16 // m * m):
        yield source.below(m).value
