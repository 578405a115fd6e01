"""The nouns of a draw: rule 规则, beacon 公共随机源, party 承诺人, rosters 名录."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PROTOCOL = "draw/v1"
SOFTWARE = "fazhi.engines.draw/1"
"""Names the form of the transcript; it changes with the form, not with each release."""

MOST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exact; no weight and no sum of weights of a pool passes it."""


class Method(StrEnum):
    SEQUENTIAL = "sequential"
    EXACT = "exact"


class HashName(StrEnum):
    SHA256 = "sha256"
    SM3 = "sm3"


class BeaconKind(StrEnum):
    DRAND = "drand"
    LOTTERY = "lottery"


@dataclass(frozen=True)
class Rule:
    """
    draw       how many from the only pool, or from each stratum
    team_size  inspectors for each object
    cap        most objects for one inspector: a number, True for ⌈k·p/n⌉, None for no cap
    """

    draw: int | Mapping[str, int]
    team_size: int
    method: Method
    hash: HashName
    cap: int | bool | None = None


@dataclass(frozen=True)
class Beacon:
    """`number` is the round of a drand chain, or the issue of a lottery as its organiser writes it."""

    kind: BeaconKind
    name: str
    number: int | str

    @property
    def label(self) -> str:
        """What goes into the seed: NAME:ROUND or NAME:ISSUE."""
        return f"{self.name}:{self.number}"


@dataclass(frozen=True)
class Party:
    """Who committed to a secret: `commitment` is the SHA-256 of it."""

    name: str
    commitment: bytes


@dataclass(frozen=True)
class Terms:
    """All of a plan but its rosters; `date` is the day from which the inspectors are to go out."""

    rule: Rule
    beacon: tuple[Beacon, ...]
    parties: tuple[Party, ...]
    date: date


@dataclass(frozen=True)
class Pool:
    """What is drawn from, in the order of the ids' bytes; `stratum` is None for the only pool of a draw."""

    stratum: str | None
    size: int
    ids: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def label(self) -> str:
        return "objects" if self.stratum is None else f"objects/{self.stratum}"


@dataclass(frozen=True)
class Inspector:
    """`valid_from` and `valid_to` are the days of the credential, both included; None: no such bound."""

    id: str
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Rosters:
    """
    Who and what can be drawn, each in the order of the ids' bytes.

    compulsory, excluded  object → reason; neither is in a pool
    recusals              pairs of object and inspector
    """

    pools: tuple[Pool, ...]
    compulsory: Mapping[str, str]
    excluded: Mapping[str, str]
    inspectors: tuple[Inspector, ...]
    recusals: tuple[tuple[str, str], ...]

    def valid_on(self, day: date) -> tuple[str, ...]:
        return tuple(inspector.id for inspector in self.inspectors if inspector.is_valid_on(day))

    def recused_from(self) -> Mapping[str, frozenset[str]]:
        """Object → who is recused from it."""
        found: dict[str, set[str]] = {}
        for target, inspector in self.recusals:
            found.setdefault(target, set()).add(inspector)
        return {target: frozenset(names) for target, names in found.items()}
