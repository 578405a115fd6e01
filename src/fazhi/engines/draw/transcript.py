"""
The draw itself, and its transcript 抽取记录: canonical JSON from which anyone can repeat every step.

Transcripts form a chain: each holds the digest of the one before, and its own over all the rest.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fazhi.engines.draw.beacons import PublicValue, read_values
from fazhi.engines.draw.canonical import Document, canonical, digest_of
from fazhi.engines.draw.commitment import Commitment, Sealed, announcement
from fazhi.engines.draw.errors import SecretMismatch, UnknownParty
from fazhi.engines.draw.files import OBJECTS
from fazhi.engines.draw.selection import Taken, select
from fazhi.engines.draw.stream import Choice, Stream, hash_of, seed_of
from fazhi.engines.draw.teams import Team, assign
from fazhi.engines.draw.terms import PROTOCOL, SOFTWARE, Pool, Terms


@dataclass(frozen=True)
class Transcript:
    """
    document  what `text` writes
    seed      32 bytes
    teams     an entry for each object, compulsory ones first, then as drawn
    """

    sealed: Sealed
    seed: bytes
    teams: tuple[Team, ...]
    document: Document

    @property
    def digest(self) -> str:
        return str(self.document["digest"])

    @property
    def objects(self) -> tuple[str, ...]:
        return tuple(team.target for team in self.teams)

    def text(self) -> str:
        """The canonical JSON to publish."""
        return canonical(self.document)


def run(
    commitment: Commitment,
    public_values: Sequence[bytes],
    *,
    secrets: Mapping[str, bytes] | None = None,
    previous: str | None = None,
) -> Transcript:
    """
    Draw what the commitment announced, by the public values and the parties' secrets.

    public_values  one for each beacon, in the order announced; see `beacons.read_values`
    secrets        party → what it committed to; one that is missing is replaced by its commitment and named
    previous       digest of the transcript before this one, None for the first

    Raises PublicValueCount, PublicValueMalformed, SignatureInvalid, UnknownParty, SecretMismatch.
    Time O(N + k log N) for N objects, k drawn. Source: the protocol's steps 3 to 8.
    """
    return drawn(commitment.sealed, read_values(commitment.sealed.terms.beacon, public_values), secrets or {}, previous)


def drawn(
    sealed: Sealed, values: Sequence[PublicValue], secrets: Mapping[str, bytes], previous: str | None
) -> Transcript:
    """`run` for what a transcript carries of its commitment, with its values already read."""
    terms = sealed.terms
    _check_secrets(terms, secrets)
    seed = seed_of(_parts(sealed, values, secrets), terms.rule.hash)
    chosen = [(pool, _select(pool, terms, seed)) for pool in sealed.rosters.pools]
    objects = (
        *sorted(sealed.rosters.compulsory),
        *(pool.ids[taken.position] for pool, found in chosen for taken in found),
    )
    source = Stream(seed, "inspectors", terms.rule.hash)
    teams = tuple(assign(objects, sealed.rosters, terms, source.below))
    notice = announcement(sealed)
    document: Document = {
        "protocol": PROTOCOL,
        "software": SOFTWARE,
        "previous": previous,
        "commitment": sealed.document(),
        "announcement": notice,
        "announcement_digest": digest_of(notice),
        "beacon": [value_document(value) for value in values],
        "parties": list(_party_documents(terms, secrets)),
        "seed": seed.hex(),
        "steps": [*_object_steps(chosen), *team_steps("inspectors", teams)],
        "result": {"objects": list(objects), "assignments": assignments(teams)},
    }
    return Transcript(sealed, seed, teams, {**document, "digest": digest_of(document)})


def _check_secrets(terms: Terms, secrets: Mapping[str, bytes]) -> None:
    commitments = {party.name: party.commitment for party in terms.parties}
    for name, secret in secrets.items():
        if name not in commitments:
            raise UnknownParty(name, tuple(commitments))
        if hashlib.sha256(secret).digest() != commitments[name]:
            raise SecretMismatch(name)


def _parts(sealed: Sealed, values: Sequence[PublicValue], secrets: Mapping[str, bytes]) -> list[bytes]:
    """What the seed is made of, in order. Source: the protocol's step 4."""
    parts = [hash_of(sealed.terms.rule.hash)(sealed.files[OBJECTS].encode())]
    for value in values:
        parts += [value.beacon.label.encode(), value.value]
    return [*parts, *(secrets.get(party.name, party.commitment) for party in sealed.terms.parties)]


def _select(pool: Pool, terms: Terms, seed: bytes) -> list[Taken]:
    source = Stream(seed, pool.label, terms.rule.hash)
    return select(pool.weights, pool.size, terms.rule.method, source.below)


def value_document(value: PublicValue) -> Document:
    return {
        "kind": value.beacon.kind.value,
        "name": value.beacon.label,
        "public_value": value.given.hex(),
        "signature": value.signature.value,
        "value": value.value.hex(),
    }


def _party_documents(terms: Terms, secrets: Mapping[str, bytes]) -> Iterator[Document]:
    """`withheld` names who did not reveal; that choice of one bit must have a consequence outside the draw."""
    for party in terms.parties:
        secret = secrets.get(party.name)
        yield {
            "name": party.name,
            "commitment": party.commitment.hex(),
            "secret": None if secret is None else secret.hex(),
            "withheld": secret is None,
        }


def _object_steps(chosen: Sequence[tuple[Pool, Sequence[Taken]]]) -> Iterator[Document]:
    """The steps that drew an object; a certain one has none."""
    for pool, found in chosen:
        for position, step, choice in found:
            if step is not None and choice is not None:
                yield step_document(pool.label, step, choice, pool.ids[position])


def team_steps(label: str, teams: Sequence[Team]) -> Iterator[Document]:
    """The steps that drew an inspector, numbered through the whole label."""
    step = 0
    for team in teams:
        for choice, inspector in zip(team.choices, team.inspectors, strict=True):
            step += 1
            yield step_document(label, step, choice, inspector)


def step_document(label: str, step: int, choice: Choice, id: str) -> Document:
    """Words are 16 hex digits: not every JSON reader keeps a number of 64 bits."""
    return {
        "label": label,
        "step": step,
        "m": choice.m,
        "word": f"{choice.word:016x}",
        "discarded": [f"{word:016x}" for word in choice.discarded],
        "value": choice.value,
        "id": id,
    }


def assignments(teams: Sequence[Team]) -> list[Document]:
    return [{"object": team.target, "inspectors": list(team.inspectors)} for team in teams]
