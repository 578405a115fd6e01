"""
Public values 公共随机数: what a beacon said, read, checked, and written as the seed takes it.

drand quicknet: a round every three seconds, each a signature that nobody can foretell and anybody can check.
Lottery: the numbers of a named issue, in the canonical form of RFC 3797.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fazhi.engines.draw.bls import is_signed
from fazhi.engines.draw.errors import BeforeGenesis, PublicValueCount, PublicValueMalformed, SignatureInvalid
from fazhi.engines.draw.terms import Beacon, BeaconKind

QUICKNET = "quicknet"
QUICKNET_CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
"""Hash of the chain, by which its rounds are asked for."""
QUICKNET_KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
GENESIS = datetime.fromtimestamp(1692803367, UTC)
PERIOD = timedelta(seconds=3)

_NUMBERS = re.compile(rb"(?:(?:(?:0|[1-9][0-9]*)\.)+/)+")


class Signature(StrEnum):
    """What was found of a public value's signature."""

    CHECKED = "checked"
    NOT_CHECKED = "not checked"
    NONE = "none"


@dataclass(frozen=True)
class PublicValue:
    """
    given   the bytes as announced by the beacon
    value   what goes into the seed
    """

    beacon: Beacon
    given: bytes
    value: bytes
    signature: Signature


def round_at(moment: datetime) -> int:
    """
    The quicknet round of an announced moment (aware): ⌊(T − genesis) / 3⌋ + 1.

    Raises BeforeGenesis for a moment before the first round.
    """
    if moment < GENESIS:
        raise BeforeGenesis(moment, GENESIS)
    return (moment - GENESIS) // PERIOD + 1


def moment_of(round_number: int) -> datetime:
    """When a quicknet round, from 1, becomes known, in UTC."""
    return GENESIS + (round_number - 1) * PERIOD


def address_of(round_number: int) -> str:
    """Where anybody can look a quicknet round up, with its signature."""
    return f"https://api.drand.sh/{QUICKNET_CHAIN}/public/{round_number}"


def lottery_value(groups: Sequence[Sequence[int]]) -> bytes:
    """
    The numbers of an issue in the form of RFC 3797, each group sorted: lottery_value([[9, 26, 18]]) == b"9.18.26./".

    Groups are what the lottery draws apart, such as red balls and the blue one; they keep their order.
    Source: RFC 3797 section 4.
    """
    return b"".join(b"".join(b"%d." % number for number in sorted(group)) + b"/" for group in groups)


def read_values(beacons: Sequence[Beacon], given: Sequence[bytes]) -> tuple[PublicValue, ...]:
    """
    One public value for each beacon, in the order announced.

    given    for drand 48 bytes of signature, checked, or 32 of randomness, taken as they are; for a lottery the ASCII
             form of RFC 3797

    Raises PublicValueCount, PublicValueMalformed, SignatureInvalid.
    """
    if len(given) != len(beacons):
        raise PublicValueCount(len(given), tuple(beacon.label for beacon in beacons))
    return tuple(_read(beacon, data) for beacon, data in zip(beacons, given, strict=True))


def _read(beacon: Beacon, given: bytes) -> PublicValue:
    if beacon.kind is BeaconKind.DRAND:
        return _read_drand(beacon, given)
    if not _NUMBERS.fullmatch(given):
        raise PublicValueMalformed(beacon.label, beacon.kind.value)
    return PublicValue(beacon, given, given, Signature.NONE)


def _read_drand(beacon: Beacon, given: bytes) -> PublicValue:
    if len(given) == 32:
        return PublicValue(beacon, given, given, Signature.NOT_CHECKED)
    if len(given) != 48 or beacon.name != QUICKNET:
        raise PublicValueMalformed(beacon.label, beacon.kind.value)
    message = hashlib.sha256(int(beacon.number).to_bytes(8, "big")).digest()
    if not is_signed(message, given, QUICKNET_KEY):
        raise SignatureInvalid(beacon.label)
    return PublicValue(beacon, given, hashlib.sha256(given).digest(), Signature.CHECKED)
