"""
Freezing 封存: what is fixed, and made public, before the beacon speaks.

A commitment's JSON holds the plan, the files, their digests and the moment; `digest` is the SHA-256 of its canonical
text without the moment, so that the same plan has the same digest whenever it is frozen.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fazhi.engines.draw import rosters as roster
from fazhi.engines.draw.beacons import GENESIS, round_at
from fazhi.engines.draw.canonical import Document, canonical, parsed
from fazhi.engines.draw.errors import CommitmentAltered, Fault, MalformedDocument
from fazhi.engines.draw.files import NAMES, Files, digests_of, first_line, line_of, read_files, write_files
from fazhi.engines.draw.plan import Plan, plan_of
from fazhi.engines.draw.plan_terms import KEYS, read_terms, terms_document
from fazhi.engines.draw.reading import Fields, hex_at, moment_at, object_at
from fazhi.engines.draw.terms import PROTOCOL, BeaconKind, Rosters, Terms


@dataclass(frozen=True)
class Sealed:
    """What a draw needs of a commitment, and what its transcript carries: the files instead of the plan's rows."""

    terms: Terms
    rosters: Rosters
    files: Files
    digests: Mapping[str, Mapping[str, str]]
    digest: str
    committed_at: datetime

    def document(self) -> Document:
        return {
            "committed_at": self.committed_at.isoformat(),
            "digest": self.digest,
            "digests": self.digests,
            "files": self.files,
            "plan": terms_document(self.terms),
        }


@dataclass(frozen=True)
class Commitment:
    """A frozen plan; `digest` is what is made public, that of `body`: the canonical text of all but the moment."""

    plan: Plan
    sealed: Sealed
    body: str

    @property
    def digest(self) -> str:
        return self.sealed.digest

    def text(self) -> str:
        """The canonical JSON to publish; `read_commitment` gives the commitment back. No key comes before the moment's."""
        return f'{{"committed_at":"{self.sealed.committed_at.isoformat()}",{self.body[1:]}'


def commit(plan: Plan, committed_at: datetime) -> Commitment:
    """
    Freeze a plan. `committed_at` is an aware datetime, read from a clock by the caller.

    Source: the protocol's steps 1 and 2.
    """
    files = write_files(plan.rosters)
    digests = digests_of(files, plan.terms.rule.hash)
    body = canonical({"protocol": PROTOCOL, "plan": plan.document, "files": files, "digests": digests})
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Commitment(plan, Sealed(plan.terms, plan.rosters, files, digests, digest, committed_at), body)


def read_commitment(text: str | bytes) -> Commitment:
    """
    The commitment in the JSON `text`.

    Raises MalformedDocument, all that `read_plan` raises, and CommitmentAltered, naming file and line, where the plan
    no longer gives the files or the files their digests.
    """
    return commitment_of(parsed(text, "commitment"))


def commitment_of(document: Document) -> Commitment:
    """The commitment that an already parsed document holds; raises as `read_commitment`."""
    fields = Fields.of(document, "", keys=("protocol", "plan", "files", "digests", "committed_at"))
    require_protocol(fields)
    committed_at = moment_at(fields.needed("committed_at"), fields.place("committed_at"))
    made = commit(plan_of(object_at(fields.needed("plan"), "plan"), "plan"), committed_at)
    _require_files(_texts(fields), made.sealed.files)
    _require_digests(fields.needed("digests"), made.sealed.digests)
    return made


def require_protocol(fields: Fields) -> None:
    if fields.needed("protocol") != PROTOCOL:
        raise MalformedDocument(fields.place("protocol"), Fault.NOT_ONE_OF, fields.values["protocol"])


def _texts(fields: Fields) -> Files:
    files = Fields.of(fields.needed("files"), fields.place("files"), keys=NAMES)
    for name in NAMES:
        if not isinstance(files.needed(name), str):
            raise MalformedDocument(files.place(name), Fault.NOT_TEXT, files.values[name])
    return files.values


def _require_files(found: Files, expected: Files) -> None:
    for name in NAMES:
        if found[name] != expected[name]:
            line = first_line(found[name], expected[name])
            raise CommitmentAltered(name, line, line_of(found[name], line), line_of(expected[name], line))


def _require_digests(found: object, expected: Mapping[str, Mapping[str, str]]) -> None:
    if found != expected:
        raise MalformedDocument("digests", Fault.NOT_CANONICAL, found)


def read_sealed(value: object, where: str) -> Sealed:
    """
    What a transcript carries of its commitment; digests are taken as they stand, for the verifier to compare.

    Raises MalformedDocument and whatever the rosters are unfit for.
    """
    fields = Fields.of(value, where, keys=("committed_at", "digest", "digests", "files", "plan"))
    terms = read_terms(Fields.of(fields.needed("plan"), fields.place("plan"), keys=KEYS))
    files = _texts(fields)
    rosters = read_files(files, terms)
    roster.check(rosters, terms)
    digest = hex_at(fields.needed("digest"), fields.place("digest"), 32).hex()
    moment = moment_at(fields.needed("committed_at"), fields.place("committed_at"))
    return Sealed(terms, rosters, files, digests_of(files, terms.rule.hash), digest, moment)


def announcement(sealed: Sealed) -> Document:
    """
    What is announced 公告 before the beacon speaks: digests, counts, rule, the beacon to come, the commitments.

    Source: the protocol's step 2.
    """
    rosters = sealed.rosters
    return {
        "protocol": PROTOCOL,
        "commitment": sealed.digest,
        "committed_at": sealed.committed_at.isoformat(),
        "digests": sealed.digests,
        "counts": {
            "pools": [
                {"stratum": pool.stratum, "objects": len(pool.ids), "weight": sum(pool.weights), "draw": pool.size}
                for pool in rosters.pools
            ],
            "compulsory": len(rosters.compulsory),
            "excluded": len(rosters.excluded),
            "inspectors": len(rosters.inspectors),
            "valid_on_date": len(rosters.valid_on(sealed.terms.date)),
            "recusals": len(rosters.recusals),
        },
        "plan": terms_document(sealed.terms),
    }


def known_before(sealed: Sealed) -> tuple[str, ...]:
    """
    The beacons whose value was already public when the plan was frozen, by label: with them the draw proves nothing.

    Lottery issues carry no moment; whoever announces them must name one that is still to come.
    """
    if sealed.committed_at < GENESIS:
        return ()
    latest = round_at(sealed.committed_at)
    return tuple(
        beacon.label
        for beacon in sealed.terms.beacon
        if beacon.kind is BeaconKind.DRAND and int(beacon.number) <= latest
    )
