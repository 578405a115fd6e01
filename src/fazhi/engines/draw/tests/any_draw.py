"""
Draws by number, no two alike and each the same for ever: what an independent verifier is held against.

Everything that a plan may say comes up: ids of one byte and of four, weights up to 10¹², strata, compulsory and excluded
objects, credentials, recusals, caps, both methods and hashes, one public value or two, secrets opened and withheld.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from fazhi.engines.draw import Transcript, commit, read_plan, run
from fazhi.engines.draw.canonical import canonical, digest_of
from fazhi.engines.draw.errors import DrawError
from fazhi.engines.draw.stream import Stream
from fazhi.engines.draw.terms import HashName

from .samples import COMMITTED_AT, ISSUE, LOTTERY, QUICKNET, RANDOMNESS_1000

STRATA = ("律师事务所", "公证机构", "10", "9", "𠮷")
SIGNS = ("a", "B", "7", "é", "律", "￥", "𠮷", "-")
WEIGHTS = (1, 1, 1, 2, 4, 8, 1000, 10**12)
DAYS = ("2026-12-07", "2026-12-08", "2027-12-31")

Item = TypeVar("Item")


class Chance:
    """Choices that follow from a number, by the draw's own stream."""

    def __init__(self, name: str) -> None:
        self._stream = Stream(hashlib.sha256(name.encode()).digest(), "test", HashName.SHA256)

    def below(self, m: int) -> int:
        return self._stream.below(m).value

    def one_of(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def has(self, percent: int) -> bool:
        return self.below(100) < percent


@dataclass(frozen=True)
class AnyDraw:
    """The two texts that were published."""

    commitment: str
    transcript: str


def any_draw(number: int) -> AnyDraw:
    """The draw of this number: the first of its tries whose plan can be drawn from."""
    for attempt in count():
        chance = Chance(f"{number}/{attempt}")
        document, secrets = _plan(chance)
        try:
            frozen = commit(read_plan(json.dumps(document)), COMMITTED_AT)
        except DrawError:
            continue
        values = [LOTTERY if row["kind"] == "lottery" else RANDOMNESS_1000 for row in document["beacon"]]
        previous = hashlib.sha256(b"before").hexdigest() if chance.has(50) else None
        made: Transcript = run(frozen, values, secrets=secrets, previous=previous)
        return AnyDraw(frozen.text(), made.text())
    raise AssertionError("the tries have no end")


def _plan(chance: Chance) -> tuple[dict[str, Any], dict[str, bytes]]:
    by_stratum = chance.has(50)
    objects = [_object(chance, place, by_stratum) for place in range(1 + chance.below(40))]
    inspectors = [{"id": f"检{place}"} | _validity(chance) for place in range(2 + chance.below(9))]
    drawable = [row for row in objects if not row.get("compulsory") and not row.get("excluded")]
    numbers: int | dict[str, int] = chance.below(len(drawable) + 1)
    if by_stratum:
        members = Counter(row["stratum"] for row in drawable)
        numbers = {name: chance.below(found + 1) for name, found in members.items()}
    pairs = {(chance.one_of(objects)["id"], chance.one_of(inspectors)["id"]) for _ in range(chance.below(8))}
    secrets = {name: name.encode() * 5 for name in ("局", "纪检", "代表")[: chance.below(4)]}
    commitments = [{"name": name, "commitment": hashlib.sha256(secrets[name]).hexdigest()} for name in secrets]
    document = {
        "objects": objects,
        "inspectors": inspectors,
        "recusals": [list(pair) for pair in sorted(pairs)],
        "rule": {
            "draw": numbers,
            "team_size": chance.below(4),
            "cap": chance.one_of([None, False, True, 1, 2, 7]),
            "method": chance.one_of(["sequential", "exact"]),
            "hash": chance.one_of(["sha256", "sm3"]),
        },
        "beacon": chance.one_of([[ISSUE], [QUICKNET], [QUICKNET, ISSUE]]),
        "parties": commitments,
        "date": "2026-12-08",
    }
    return document, {name: secret for name, secret in secrets.items() if chance.has(70)}


def _object(chance: Chance, place: int, by_stratum: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": chance.one_of(SIGNS) + chance.one_of(SIGNS) + str(place)}
    if chance.has(80):
        row["weight"] = chance.one_of(WEIGHTS)
    if by_stratum:
        row["stratum"] = chance.one_of(STRATA)
    if chance.has(15):
        row[chance.one_of(["compulsory", "excluded"])] = chance.one_of([True, "投诉举报"])
    return row


def _validity(chance: Chance) -> dict[str, str]:
    return {"valid_to": chance.one_of(DAYS)} if chance.has(40) else {}


def tampered(number: int, text: str) -> str:
    """The transcript with one thing in it changed, and with its own digest made anew: a forger's."""
    chance = Chance(f"tampered/{number}")
    document = json.loads(text)
    holder, key = chance.one_of(list(_places(document)))
    holder[key] = _other(holder[key], chance)
    if chance.has(50):
        document["digest"] = digest_of({key: value for key, value in document.items() if key != "digest"})
    return canonical(document)


def _places(value: Any) -> Any:
    """Every place of a document where something stands, with what holds it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _other(value: Any, chance: Chance) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + chance.one_of([-1, 1, 7])
    if isinstance(value, str):
        place = chance.below(len(value) + 1)
        return value[:place] + chance.one_of(["0", "1", "a", "\n", "\t", "９", " "]) + value[place + chance.below(2) :]
    if isinstance(value, list):
        return value[:-1] if chance.has(50) else value[::-1]
    return {} if chance.has(50) else {**value, "more": 1}
