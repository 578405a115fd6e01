"""
After the draw: substitutes 递补 for inspectors who can't go, as a supplement chained to the transcript.

`withheld_names` lets the assignments be published at once and read only after the visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.engines.draw.canonical import Document, canonical, digest_of
from fazhi.engines.draw.errors import NotAssigned
from fazhi.engines.draw.stream import hash_of
from fazhi.engines.draw.teams import Team, derived_order, substitute
from fazhi.engines.draw.terms import PROTOCOL, SOFTWARE, HashName
from fazhi.engines.draw.transcript import Transcript, assignments, team_steps


@dataclass(frozen=True)
class Absence:
    """`inspector` can't go to `target`: a recusal 回避 found later, an illness; `reason` is recorded."""

    target: str
    inspector: str
    reason: str


@dataclass(frozen=True)
class Supplement:
    """The teams of the objects with an absence, as they now are."""

    teams: tuple[Team, ...]
    document: Document

    @property
    def digest(self) -> str:
        return str(self.document["digest"])

    def text(self) -> str:
        """The canonical JSON to publish."""
        return canonical(self.document)


def supplement(transcript: Transcript, absences: Sequence[Absence], *, previous: str | None = None) -> Supplement:
    """
    Fill each place that fell empty with the next inspector of the object's derived order; see `teams.substitute`.

    absences  all that are known by now, earlier ones too: the outcome hangs on the whole set
    previous  digest of the supplement before this one, None for the first

    Raises NotAssigned, TooFewInspectors.
    """
    absent: dict[str, set[str]] = {}
    for absence in absences:
        absent.setdefault(absence.target, set()).add(absence.inspector)
    for absence in absences:
        if absence.target not in transcript.objects:
            raise NotAssigned(absence.target, absence.inspector)
    touched = [team for team in transcript.teams if team.target in absent]
    orders = [_order(transcript, team) for team in touched]
    pairs = zip(touched, orders, strict=True)
    teams = tuple(substitute(team, order, absent[team.target]) for team, order in pairs)
    ordered = sorted(absences, key=lambda absence: (absence.target, absence.inspector, absence.reason))
    document: Document = {
        "protocol": PROTOCOL,
        "software": SOFTWARE,
        "transcript": transcript.digest,
        "previous": previous,
        "absences": [{"object": one.target, "inspector": one.inspector, "reason": one.reason} for one in ordered],
        "steps": [step for order in orders for step in team_steps(f"order/{order.target}", [order])],
        "assignments": assignments(teams),
    }
    return Supplement(teams, {**document, "digest": digest_of(document)})


def _order(transcript: Transcript, team: Team) -> Team:
    return derived_order(team, transcript.sealed.rosters, transcript.sealed.terms, transcript.seed)


def withheld_names(teams: Sequence[Team], salt: bytes, name: HashName) -> list[Document]:
    """
    The assignments with H(salt ‖ id) in hex for each inspector; the salt is published after the visit.

    salt  at least 16 bytes that nobody can guess: the inspectors' ids are public, so a short one hides nothing

    Source: the protocol's step 9.
    """
    digest = hash_of(name)
    hidden = [
        Team(team.target, tuple(digest(salt + id.encode()).hex() for id in team.inspectors), ()) for team in teams
    ]
    return assignments(hidden)
