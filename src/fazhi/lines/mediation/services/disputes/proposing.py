"""Proposals that two records are one dispute, and their decision by an official."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from fazhi.engines.procedure import Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import nearest_above
from fazhi.kernel.parties import sharing
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.models import DisputeMember, LinkProposal
from fazhi.lines.mediation.procedure import LINKAGE_PROCEDURE
from fazhi.lines.mediation.queries.disputes import Record
from fazhi.lines.mediation.services.disputes.forming import Joined, join
from fazhi.lines.mediation.services.disputes.linkage import LEAST_PARTIES, ExactKeys, Linkage, may_be_one, ordered
from fazhi.lines.mediation.terms import LINKAGE, LinkState, MemberRole, NotSame, Proof, Same

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_WHY = "proposing what may be one dispute"
_SYSTEM = "system"

Pair = tuple[Record, Record, int]
"""The earlier record, the later one, and how many parties both have."""


def propose(procedure: str, matter_id: UUID, *, at: datetime, linkage: Linkage | None = None) -> list[LinkProposal]:
    """
    Propose earlier records that may be the same dispute as this one; an official decides. Those of one dispute already,
    and those proposed before, are left out.
    """
    record = queries.disputes.records_of([(procedure, matter_id)])[matter_id]
    found = (linkage or ExactKeys()).candidates(record, on=timezone.localdate(at))
    return _keep([(*ordered(record, each.record), each.parties) for each in found], at=at)


def propose_all(*, at: datetime) -> int:
    """The same for all records at once, as after an import; returns how many proposals were made."""
    pairs = sharing.pairs_sharing(LEAST_PARTIES, on=timezone.localdate(at))
    procedure = sharing.procedures_of({*pairs["one"], *pairs["other"]})
    records = queries.disputes.records_of((name, key) for key, name in procedure.items() if _mediates(name))
    found: list[Pair] = []
    for one, other, parties in pairs.iter_rows():
        first, second = records.get(UUID(one)), records.get(UUID(other))
        if first and second and may_be_one(first, second):
            found.append((*ordered(first, second), parties))
    return len(_keep(found, at=at))


def _mediates(procedure: str) -> bool:
    return procedure == "mediation.people" or procedure.startswith("mediation.administrative")


@transaction.atomic
def _keep(pairs: Iterable[Pair], *, at: datetime) -> list[LinkProposal]:
    fresh = _unknown(list(pairs))
    above = {pair: nearest_above(*pair).pk for pair in {(one.office_id, other.office_id) for one, other, _ in fresh}}
    made = [_proposal(pair, above[pair[0].office_id, pair[1].office_id], at) for pair in fresh]
    LinkProposal.objects.system(_WHY).bulk_create(made, batch_size=1_000)
    day = timezone.localdate(at)
    procedures.enter(LINKAGE_PROCEDURE, LinkState.PROPOSED, [(each.pk, each.office_id, day) for each in made], at=at)
    if made:
        numbers = [each.number for each in made]
        payload = {"proposals": len(made), "first": numbers[0], "last": numbers[-1]}
        subject = (LINKAGE, made[0].pk.hex) if len(made) == 1 else ("mediation.disputes", "all")
        audit.record(f"{LINKAGE}.propose", by=_SYSTEM, at=at, subject=subject, payload=payload)
    return made


def _unknown(pairs: list[Pair]) -> list[Pair]:
    """Pairs that were not proposed yet, and are not one dispute already."""
    later = [second.id for _, second, _ in pairs]
    asked: set[tuple[UUID, UUID]] = set()
    member: dict[UUID, UUID] = {}
    for start in range(0, len(later), 1_000):
        chosen = later[start : start + 1_000]
        proposals = LinkProposal.objects.system(_WHY).filter(later_id__in=chosen)
        asked |= set(proposals.values_list("earlier_id", "later_id"))
    involved = sorted({each.id for first, second, _ in pairs for each in (first, second)})
    for start in range(0, len(involved), 1_000):
        members = DisputeMember.objects.system(_WHY).filter(matter_id__in=involved[start : start + 1_000])
        member |= dict(members.values_list("matter_id", "dispute_id"))
    return [
        (first, second, parties)
        for first, second, parties in pairs
        if (first.id, second.id) not in asked and (first.id not in member or member[first.id] != member.get(second.id))
    ]


def _proposal(pair: Pair, office: int, at: datetime) -> LinkProposal:
    earlier, later, parties = pair
    key = uuid7()
    return LinkProposal(
        id=key,
        number=f"疑似〔{timezone.localdate(at).year}〕{key.hex[-12:]}",
        office_id=office,
        state=LinkState.PROPOSED.value,
        occurred_date=timezone.localdate(at),
        recorded_at=at,
        earlier_procedure=earlier.procedure,
        earlier_id=earlier.id,
        later_procedure=later.procedure,
        later_id=later.id,
        parties=parties,
    )


@transaction.atomic
def confirm(proposal: LinkProposal, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Decide that the two are one dispute, for a reason of `Same`; both keep their numbers, and the later one is a repeat in what is counted."""
    why = Same(reason)
    given = grounds(late_reason, decision_reason=why.value)
    step = procedures.take(proposal, "confirm", by=by, at=at, on=on, grounds=given, changes={"reason": why.value})
    role = MemberRole.AGAIN if why is Same.MEDIATED_AGAIN else MemberRole.FIRST
    join(
        Joined(proposal.earlier_procedure, proposal.earlier_id, Proof.CONFIRMED),
        Joined(proposal.later_procedure, proposal.later_id, Proof.CONFIRMED, role),
    )
    return step


def reject(proposal: LinkProposal, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Decide that they are two disputes, for a reason of `NotSame`; they are not proposed again."""
    why = NotSame(reason)
    given = grounds(late_reason, decision_reason=why.value)
    return procedures.take(proposal, "reject", by=by, at=at, on=on, grounds=given, changes={"reason": why.value})
