import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.sample_city.streams import WORD, Streams, below, chance

ALL_BITS = (1 << 64) - 1


def splitmix(key: int, counter: int) -> int:
    """SplitMix64 as published, on Python's integers."""
    state = (key + (counter + 1) * 0x9E3779B97F4A7C15) & ALL_BITS
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & ALL_BITS
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & ALL_BITS
    return state ^ (state >> 31)


def test_words_are_those_of_splitmix64():
    from hashlib import blake2b

    key = int.from_bytes(blake2b(b"7/amount", digest_size=8).digest(), "big")

    words = Streams(7).words("amount", 500).to_list()

    assert words == [splitmix(key, counter) >> 32 for counter in range(500)]


def test_the_published_first_output_of_seed_zero_comes_out():
    assert splitmix(0, 0) == 0xE220A8397B1DCDAF


@given(st.integers(0, 10**6), st.lists(st.integers(0, 2**40), min_size=1, max_size=20))
def test_a_word_depends_on_seed_name_and_counter_alone(seed, counters):
    streams = Streams(seed)

    together = streams.at("x", pl.Series(counters, dtype=pl.UInt64)).to_list()

    assert together == [streams.at("x", pl.Series([counter], dtype=pl.UInt64)).item() for counter in counters]


def test_streams_of_different_names_and_seeds_differ():
    words = {tuple(Streams(seed).words(name, 8)) for seed in (1, 2) for name in ("a", "b", "a/b")}

    assert len(words) == 6


@pytest.mark.parametrize("name", ["day", "police/person", "amount"])
def test_words_are_uniform(name):
    count, bins = 200_000, 100

    counts = below(Streams(1).words(name, count), bins).value_counts()["count"]

    # Chi-square with 99 degrees of freedom: below 148.2 in 999 of 1000 cases.
    statistic = sum((found - count / bins) ** 2 / (count / bins) for found in counts)
    assert len(counts) == bins
    assert 50 < statistic < 148.2


def test_neighbouring_words_and_streams_are_uncorrelated():
    one, other = Streams(1).words("a", 100_000), Streams(1).words("b", 100_000)

    frame = pl.DataFrame({"one": one, "other": other, "next": one.shift(1)}).drop_nulls()

    assert abs(frame.select(pl.corr("one", "other")).item()) < 0.02
    assert abs(frame.select(pl.corr("one", "next")).item()) < 0.02


def test_chance_is_never_at_nought_and_always_at_a_thousand():
    words = pl.Series([0, WORD // 2, WORD - 1])

    assert chance(words, 0).to_list() == [False, False, False]
    assert chance(words, 500).to_list() == [True, False, False]
    assert chance(words, pl.Series([1000, 1000, 1000])).all()
