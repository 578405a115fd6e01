"""The terms of a plan from and to JSON: rule, beacon, parties, date."""

from typing import Any

from fazhi.engines.draw.canonical import Document
from fazhi.engines.draw.errors import Fault, MalformedDocument
from fazhi.engines.draw.reading import Fields, code_at, date_at, hex_at, text_at, whole_at
from fazhi.engines.draw.terms import Beacon, BeaconKind, HashName, Method, Party, Rule, Terms

KEYS = frozenset({"rule", "beacon", "parties", "date"})
_NUMBER = {BeaconKind.DRAND: "round", BeaconKind.LOTTERY: "issue"}


def read_terms(fields: Fields) -> Terms:
    """
    The terms that stand in `fields` beside the rosters.

    Raises MalformedDocument.
    """
    rows = fields.rows("beacon")
    if not rows:
        raise MalformedDocument(fields.place("beacon"), Fault.MISSING)
    return Terms(
        _rule(fields.needed("rule"), fields.place("rule")),
        _beacons(rows, fields.place("beacon")),
        _parties(fields.rows("parties"), fields.place("parties")),
        date_at(fields.needed("date"), fields.place("date")),
    )


def _rule(value: object, where: str) -> Rule:
    fields = Fields.of(value, where, keys=("draw", "team_size", "cap", "method", "hash"))
    return Rule(
        _numbers(fields.needed("draw"), fields.place("draw")),
        whole_at(fields.needed("team_size"), fields.place("team_size")),
        code_at(fields.needed("method"), fields.place("method"), Method),
        code_at(fields.needed("hash"), fields.place("hash"), HashName),
        _cap(fields.values.get("cap"), fields.place("cap")),
    )


def _numbers(value: object, where: str) -> int | dict[str, int]:
    if not isinstance(value, dict):
        return whole_at(value, where)
    return {text_at(name, where): whole_at(size, f"{where}.{name}") for name, size in sorted(value.items())}


def _cap(value: object, where: str) -> int | bool | None:
    if value is None or value is False:
        return None
    return True if value is True else whole_at(value, where, least=1)


def _beacons(rows: list[Any], where: str) -> tuple[Beacon, ...]:
    """Beacons in the order announced; naming one twice would let one value count as two."""
    found: dict[str, Beacon] = {}
    for place, row in enumerate(rows):
        beacon = _beacon(row, f"{where}[{place}]")
        if beacon.label in found:
            raise MalformedDocument(f"{where}[{place}]", Fault.REPEATED, beacon.label)
        found[beacon.label] = beacon
    return tuple(found.values())


def _beacon(row: object, where: str) -> Beacon:
    fields = Fields.of(row, where, keys=("kind", "name", "round", "issue"))
    kind = code_at(fields.needed("kind"), fields.place("kind"), BeaconKind)
    other = _NUMBER[BeaconKind.LOTTERY if kind is BeaconKind.DRAND else BeaconKind.DRAND]
    if other in fields.values:
        raise MalformedDocument(fields.place(other), Fault.UNKNOWN_KEY, other)
    name, number = fields.text("name"), fields.needed(_NUMBER[kind])
    where_number = fields.place(_NUMBER[kind])
    if kind is BeaconKind.DRAND or not isinstance(number, str):
        number = whole_at(number, where_number, least=1)
    for value, place in ((name, fields.place("name")), (str(number), where_number)):
        _without_colon(value, place)
    return Beacon(kind, name, number)


def _without_colon(value: str, where: str) -> None:
    """NAME:ISSUE goes into the seed, and must be read in one way only."""
    if ":" in text_at(value, where):
        raise MalformedDocument(where, Fault.UNREADABLE_SIGN, value)


def _parties(rows: list[Any], where: str) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for place, row in enumerate(rows):
        fields = Fields.of(row, f"{where}[{place}]", keys=("name", "commitment"))
        name = fields.text("name")
        if name in found:
            raise MalformedDocument(fields.place("name"), Fault.REPEATED, name)
        found[name] = Party(name, hex_at(fields.needed("commitment"), fields.place("commitment"), 32))
    return tuple(found.values())


def terms_document(terms: Terms) -> Document:
    """The terms as a plan holds them, written in one way; `read_terms` gives the same terms back."""
    rule = terms.rule
    return {
        "rule": {
            "draw": rule.draw if isinstance(rule.draw, int) else dict(rule.draw),
            "team_size": rule.team_size,
            "cap": rule.cap,
            "method": rule.method.value,
            "hash": rule.hash.value,
        },
        "beacon": [
            {"kind": beacon.kind.value, "name": beacon.name, _NUMBER[beacon.kind]: beacon.number}
            for beacon in terms.beacon
        ],
        "parties": [{"name": party.name, "commitment": party.commitment.hex()} for party in terms.parties],
        "date": terms.date.isoformat(),
    }
