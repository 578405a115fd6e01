"""
Records put together into disputes.

What a dispute says is always written anew from its members, one dispute or all of them by the same code. Members that were
decided on stay; those that follow from numbers are found again each time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import EarlierUnknown
from fazhi.lines.mediation.models import Dispute, DisputeMember
from fazhi.lines.mediation.queries.disputes import Record
from fazhi.lines.mediation.terms import PEOPLES, REFERRED, DisputeOutcome, Door, MemberRole, Proof

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_BATCH = 1_000
_WHY = "keeping disputes"
_FAILED = (DisputeOutcome.FAILED, DisputeOutcome.WITHDRAWN)
_DECIDED = (Proof.STATED, Proof.CONFIRMED)


@dataclass(frozen=True)
class Joined:
    """A record as a member: by what it is one dispute with the others, and whether it was mediated once more."""

    procedure: str
    id: UUID
    proof: Proof
    role: MemberRole = MemberRole.FIRST


@dataclass(frozen=True)
class Linked:
    """How many disputes there are now, and of how many records."""

    disputes: int
    members: int


@transaction.atomic
def join(*joined: Joined) -> UUID:
    """Put these records into one dispute, with all that are in a dispute with one of them; returns its id."""
    known = _members(each.id for each in joined)
    together = {each.matter_id: _joined(each) for each in known}
    for each in joined:
        together.setdefault(each.id, each)
        if each.role is MemberRole.AGAIN:
            together[each.id] = each
    disputes = sorted({each.dispute_id for each in known})
    dispute = disputes[0] if disputes else uuid7()
    _write({dispute: tuple(together.values())}, gone=disputes)
    return dispute


@transaction.atomic
def refresh(*matters: UUID) -> None:
    """Write the disputes of these records anew, after acts on them or when they are gone; nothing if they have none."""
    formed = {dispute: tuple(map(_joined, members)) for dispute, members in _by_dispute(_members(matters)).items()}
    if formed:
        _write(formed, gone=sorted(formed))


def follow(procedure: str, matter_id: UUID, number: str, earlier: str, *, by: "Post") -> UUID:
    """
    Join a matter to an earlier one that its registration names; it was mediated once more if that one ended without agreement.

    earlier  number of the earlier matter, people's or a department's, within the post's offices

    Raises EarlierUnknown. Source: 道路交通事故处理程序规定 art. 85(2), 86(2).
    """
    found = queries.disputes.matter_numbered(earlier, by)
    if found is None or found.id == matter_id:
        raise EarlierUnknown(number, earlier)
    role = MemberRole.AGAIN if found.outcome in _FAILED else MemberRole.FIRST
    return join(Joined(found.procedure, found.id, Proof.STATED), Joined(procedure, matter_id, Proof.STATED, role))


def link_all(*, by: str, at: datetime) -> Linked:
    """
    Form all disputes anew, set-wise: matters and referrals of the same number, referrals of one case of a sender, and
    what was decided. One entry in the trail. Twice is once.
    """
    known = list(DisputeMember.objects.system(_WHY).order_by("dispute_id", "position"))
    groups = _Groups()
    for dispute, members in _by_dispute(known).items():
        decided = [each for each in members if each.proof in _DECIDED]
        # The record that others were joined to has the proof of a number where it came first; it stays with them.
        for each in members if decided else ():
            groups.put(dispute, _joined(each))
    _by_numbers(groups)
    former = {each.matter_id: each.dispute_id for each in known}
    made = _made({_kept_id(members, former): members for members in groups.several()})
    linked = Linked(len(made[0]), len(made[1]))
    payload = {"disputes": linked.disputes, "members": linked.members}
    # All is read before: the lock is held for the writing alone.
    with transaction.atomic():
        _keep(made, gone=sorted({each.dispute_id for each in known}))
        audit.record("mediation.disputes.link", by=by, at=at, subject=("mediation.disputes", "all"), payload=payload)
    return linked


def _by_numbers(groups: "_Groups") -> None:
    """Referrals of one case, and the matters that bear a referral's number."""
    numbered: dict[tuple[str, str], UUID] = {}
    for referral in referrals.referrals_of():
        numbered[referral.number, referral.channel] = referral.pk
        groups.put(referral.pk, Joined(referral.procedure, referral.pk, Proof.NUMBER))
        if referral.sender_number:
            case = (referral.sender, referral.sender_number)
            groups.put(case, Joined(referral.procedure, referral.pk, Proof.CASE))
    for matter, number, channel in queries.disputes.referred_matters():
        if (referral_id := numbered.get((number, channel))) is not None:
            groups.put(referral_id, Joined(PEOPLES, matter, Proof.NUMBER))


class _Groups:
    """Records that belong together, through whatever they have in common."""

    def __init__(self) -> None:
        self._root: dict[UUID, UUID] = {}
        self._first: dict[object, UUID] = {}
        self._records: dict[UUID, Joined] = {}

    def put(self, key: object, record: Joined) -> None:
        """Say that `record` has `key`: all that have it belong together. What is said first of a record stays."""
        self._records.setdefault(record.id, record)
        self._root.setdefault(record.id, record.id)
        first = self._first.setdefault(key, record.id)
        one, other = self._find(first), self._find(record.id)
        self._root[max(one, other)] = min(one, other)

    def _find(self, key: UUID) -> UUID:
        while (above := self._root[key]) != key:
            self._root[key] = key = self._root[above]
        return key

    def several(self) -> Iterator[tuple[Joined, ...]]:
        """The groups of more than one record."""
        found: dict[UUID, list[Joined]] = defaultdict(list)
        for key in sorted(self._records):
            found[self._find(key)].append(self._records[key])
        yield from (tuple(members) for members in found.values() if len(members) > 1)


def _kept_id(members: Sequence[Joined], former: dict[UUID, UUID]) -> UUID:
    """A dispute keeps its id while one of its records stays in it."""
    return min((former[each.id] for each in members if each.id in former), default=None) or uuid7()


def _members(ids: Iterable[UUID]) -> list[DisputeMember]:
    """The members of every dispute that one of these records is in."""
    rows = DisputeMember.objects.system(_WHY)
    asked, disputes = list(ids), set[UUID]()
    for start in range(0, len(asked), _BATCH):
        disputes |= set(rows.filter(matter_id__in=asked[start : start + _BATCH]).values_list("dispute_id", flat=True))
    found, listed = list[DisputeMember](), sorted(disputes)
    for start in range(0, len(listed), _BATCH):
        found += rows.filter(dispute__in=listed[start : start + _BATCH]).order_by("dispute_id", "position")
    return found


def _joined(member: DisputeMember) -> Joined:
    return Joined(member.procedure, member.matter_id, Proof(member.proof), MemberRole(member.role))


def _by_dispute(members: Iterable[DisputeMember]) -> dict[UUID, list[DisputeMember]]:
    found: dict[UUID, list[DisputeMember]] = defaultdict(list)
    for each in members:
        found[each.dispute_id].append(each)
    return found


_Made = tuple[list[Dispute], list[DisputeMember]]


def _write(formed: dict[UUID, tuple[Joined, ...]], *, gone: Sequence[UUID]) -> None:
    """Write these disputes from their records, in the place of those `gone`."""
    _keep(_made(formed), gone=gone)


def _made(formed: dict[UUID, tuple[Joined, ...]]) -> _Made:
    """The rows of these disputes; one of which a single record is left is none."""
    records = queries.disputes.records_of((each.procedure, each.id) for members in formed.values() for each in members)
    disputes: list[Dispute] = []
    members: list[DisputeMember] = []
    for key, joined in formed.items():
        present = [(each, records[each.id]) for each in joined if each.id in records]
        if len(present) > 1:
            made = _members_of(key, present)
            members += made
            disputes.append(_dispute(key, made))
    return disputes, members


def _keep(made: _Made, *, gone: Sequence[UUID]) -> None:
    for start in range(0, len(gone), _BATCH):
        chosen = gone[start : start + _BATCH]
        DisputeMember.objects.system(_WHY).filter(dispute__in=chosen).delete()
        Dispute.objects.system(_WHY).filter(pk__in=chosen).delete()
    Dispute.objects.system(_WHY).bulk_create(made[0], batch_size=_BATCH)
    DisputeMember.objects.system(_WHY).bulk_create(made[1], batch_size=_BATCH)


def _members_of(dispute: UUID, present: Sequence[tuple[Joined, Record]]) -> list[DisputeMember]:
    ordered = sorted(present, key=lambda pair: (pair[1].began, pair[1].door not in REFERRED, pair[1].number))
    counted = sorted((record.counted, place) for place, (_, record) in enumerate(ordered) if record.counted is not None)
    repeats = {place for _, place in counted[1:]}
    return [
        DisputeMember(
            dispute_id=dispute,
            procedure=record.procedure,
            matter_id=record.id,
            number=record.number,
            office_id=record.office_id,
            category=record.category,
            door=record.door.value,
            role=joined.role.value,
            proof=joined.proof.value,
            position=place + 1,
            began_date=record.began,
            ended_date=record.ended,
            outcome=record.outcome.value,
            is_repeat=int(place in repeats),
            **(parts("counted", record.counted) if record.counted else {}),
        )
        for place, (joined, record) in enumerate(ordered)
    ]


def _dispute(key: UUID, members: Sequence[DisputeMember]) -> Dispute:
    first = members[0]
    doors = {Door(each.door) for each in members}
    values: dict[str, Any] = {f"via_{door.value}": int(door in doors) for door in Door}
    return Dispute(
        id=key,
        office_id=first.office_id,
        category=first.category,
        **parts("first", first.began_date),
        doors=len(doors),
        members=len(members),
        is_again=int(any(each.role == MemberRole.AGAIN for each in members)),
        outcome=_outcome(members).value,
        **values,
    )


def _outcome(members: Sequence[DisputeMember]) -> DisputeOutcome:
    """How the latest matter ended; referrals tell it where no matter has been registered."""
    matters = [each for each in members if Door(each.door) not in REFERRED] or list(members)
    if any(each.outcome == DisputeOutcome.OPEN for each in matters):
        return DisputeOutcome.OPEN
    return DisputeOutcome(max(matters, key=lambda each: (each.ended_date or each.began_date, each.position)).outcome)
