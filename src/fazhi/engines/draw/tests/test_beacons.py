"""Beacons: rounds and moments, signatures, and lottery numbers as RFC 3797 writes them."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.draw import lottery_value, moment_of, round_at
from fazhi.engines.draw.beacons import GENESIS, Signature, read_values
from fazhi.engines.draw.errors import BeforeGenesis, PublicValueCount, PublicValueMalformed, SignatureInvalid
from fazhi.engines.draw.terms import Beacon, BeaconKind
from fazhi.engines.draw.tests.samples import LOTTERY, RANDOMNESS_1000, SIGNATURE_1000

ROUND_1000 = Beacon(BeaconKind.DRAND, "quicknet", 1000)
ISSUE = Beacon(BeaconKind.LOTTERY, "双色球", "2026139")
RFC_3797_KEY = b"9319./2.5.8.10.12./9.18.26.34.41.45./"


def test_the_round_of_an_announced_moment():
    announced = datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=8)))

    assert round_at(announced) == 34429012


@given(st.integers(1, 10**9), st.integers(0, 2_999_999))
def test_a_round_lasts_three_seconds_from_its_moment(number: int, microseconds: int):
    assert round_at(moment_of(number) + timedelta(microseconds=microseconds)) == number


def test_no_round_lies_before_the_first():
    assert round_at(GENESIS) == 1
    with pytest.raises(BeforeGenesis):
        round_at(datetime(2023, 8, 23, 15, 9, 26, tzinfo=UTC))


def test_a_checked_signature_gives_its_hash():
    (found,) = read_values([ROUND_1000], [SIGNATURE_1000])

    assert found.value == RANDOMNESS_1000
    assert found.signature is Signature.CHECKED


def test_randomness_alone_is_taken_and_said_to_be_unchecked():
    (found,) = read_values([ROUND_1000], [RANDOMNESS_1000])

    assert found.value == RANDOMNESS_1000
    assert found.signature is Signature.NOT_CHECKED


def test_a_signature_chosen_by_the_organiser_is_refused():
    with pytest.raises(SignatureInvalid):
        read_values([Beacon(BeaconKind.DRAND, "quicknet", 1001)], [SIGNATURE_1000])


@pytest.mark.parametrize(
    ("beacon", "given_value"),
    [
        (ROUND_1000, b""),
        (ROUND_1000, SIGNATURE_1000[:47]),
        (Beacon(BeaconKind.DRAND, "mainnet", 1000), SIGNATURE_1000),
        (ISSUE, b""),
        (ISSUE, b"9.18.26"),
        (ISSUE, b"9.18.26."),
        (ISSUE, b"09.18./"),
        (ISSUE, b"9.18./\n"),
        (ISSUE, "９.18./".encode()),
    ],
)
def test_what_is_no_public_value_is_refused(beacon: Beacon, given_value: bytes):
    with pytest.raises(PublicValueMalformed):
        read_values([beacon], [given_value])


def test_there_is_one_value_for_each_beacon():
    with pytest.raises(PublicValueCount, match="quicknet:1000, 双色球:2026139"):
        read_values([ROUND_1000, ISSUE], [RANDOMNESS_1000])


def test_a_lottery_value_goes_into_the_seed_as_it_is_written():
    (found,) = read_values([ISSUE], [LOTTERY])

    assert (found.value, found.signature) == (LOTTERY, Signature.NONE)


def test_lottery_numbers_are_written_as_in_rfc_3797_section_6():
    assert lottery_value([[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]) == RFC_3797_KEY


def test_the_canonical_numbers_give_the_draw_of_rfc_3797_section_6():
    """MD5 of index ‖ key ‖ index modulo what is left of 25, as the RFC draws; MD5 is its, not ours."""
    pool, found = list(range(1, 26)), []
    for index in range(10):
        wrapped = index.to_bytes(2, "big")
        digest = hashlib.md5(wrapped + RFC_3797_KEY + wrapped).hexdigest()
        found.append(pool.pop(int(digest, 16) % len(pool)))
        if not index:
            assert digest.upper() == "990DD0A5692A029A98B5E01AA28F3459"

    assert found == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]
