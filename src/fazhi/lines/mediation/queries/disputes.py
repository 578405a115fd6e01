"""What disputes are made of: matters and referrals in one shape, and how their figures go together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count

from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation.models import AdministrativeMatter, Dispute, DisputeMember, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import OPEN, PEOPLES, DisputeOutcome, Door

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Referral

CHUNK = 5_000
_WHY = "joining what is one dispute"


@dataclass(frozen=True)
class Record:
    """
    A matter or a referral as a member of a dispute; see `models.disputes.DisputeMember` for the days.
    """

    procedure: str
    id: UUID
    number: str
    office_id: int
    category: str
    door: Door
    began: date
    ended: date | None
    outcome: DisputeOutcome
    counted: date | None


def records_of(keys: Iterable[tuple[str, UUID]]) -> dict[UUID, Record]:
    """The records of (procedure, id), a few queries for however many; one that is gone is left out."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for procedure, key in keys:
        kind = "referral" if procedure.startswith("referral.") else PEOPLES if procedure == PEOPLES else "department"
        ids[kind].append(key)
    made = [referral_record(each) for each in referrals.referrals_of(ids["referral"])]
    made += [_people(each) for each in _matters(PeoplesMatter, ids[PEOPLES])]
    made += [_department(each) for each in _matters(AdministrativeMatter, ids["department"])]
    return {record.id: record for record in made}


def _matters(model: type[Mediation], ids: list[UUID]) -> Iterator[Mediation]:
    rows = model.objects.system(_WHY)
    for start in range(0, len(ids), CHUNK):
        yield from rows.filter(pk__in=ids[start : start + CHUNK]).order_by("pk")


def referral_record(referral: "Referral") -> Record:
    """A referral as a member of a dispute."""
    return Record(
        referral.procedure,
        referral.pk,
        referral.number,
        referral.office_id,
        referral.category,
        Door(referral.channel),
        referral.signed_date or referral.sent_date,
        referral.result_date,
        DisputeOutcome(referral.outcome or DisputeOutcome.OPEN),
        referral.signed_date,
    )


def _people(matter: Mediation) -> Record:
    assert isinstance(matter, PeoplesMatter)
    counts = matter.is_concluded or matter.is_on_the_spot
    return _record(PEOPLES, matter, Door.PEOPLES, matter.concluded_date if counts else None)


def _department(matter: Mediation) -> Record:
    assert isinstance(matter, AdministrativeMatter)
    return _record(matter.procedure, matter, Door.ADMINISTRATIVE, matter.accepted_date)


def _record(procedure: str, matter: Mediation, door: Door, counted: date | None) -> Record:
    outcome = DisputeOutcome.OPEN if matter.state in OPEN else DisputeOutcome(matter.state)
    began = matter.accepted_date or matter.concluded_date or matter.occurred_date
    return Record(
        procedure,
        matter.pk,
        matter.number,
        matter.office_id,
        matter.category,
        door,
        began,
        matter.concluded_date,
        outcome,
        counted,
    )


def referred_matters() -> Iterator[tuple[UUID, str, str]]:
    """Id, referral number and channel of every people's matter that bears a referral's number."""
    rows = PeoplesMatter.objects.system(_WHY).exclude(referral_number="")
    yield from rows.values_list("pk", "referral_number", "source").iterator(CHUNK)


def matter_of_referral(number: str, channel: str) -> PeoplesMatter | None:
    """The people's matter that bears the referral's number, if one has been registered."""
    found = PeoplesMatter.objects.system("the matter of a referral").filter(referral_number=number, source=channel)
    return found.select_related("office").order_by("pk").first()


def matter_numbered(number: str, post: "Post") -> Record | None:
    """The one matter, people's or a department's, of that number within the post's offices; None if none or several."""
    keys = [
        (PEOPLES, key)
        for key in PeoplesMatter.objects.visible_to(post).filter(number=number).values_list("pk", flat=True)[:2]
    ]
    departments = AdministrativeMatter.objects.visible_to(post).filter(number=number)
    keys += list(departments.values_list("procedure", "pk")[:2])
    return next(iter(records_of(keys).values()), None) if len(keys) == 1 else None


def members_with(matter_id: UUID, post: "Post") -> tuple[DisputeMember, ...]:
    """The records of the dispute that a matter belongs to, within the post's offices, in order; none if it has no dispute."""
    own = DisputeMember.objects.visible_to(post).filter(matter_id=matter_id).values("dispute")
    rows = DisputeMember.objects.visible_to(post).filter(dispute__in=own)
    return tuple(rows.select_related("office").order_by("position"))


def dispute_seen(key: UUID, post: "Post") -> Dispute | None:
    """The dispute with the office of its first record; None outside the post's offices."""
    return Dispute.objects.visible_to(post).select_related("office").filter(pk=key).first()


def members_of(dispute: Dispute, post: "Post") -> tuple[DisputeMember, ...]:
    """The records of a dispute within the post's offices, in order."""
    rows = DisputeMember.objects.visible_to(post).filter(dispute=dispute)
    return tuple(rows.select_related("office").order_by("position"))


def procedure_of_member(key: UUID, post: "Post") -> str:
    """Name of the procedure that moves a record of a dispute; "" outside the post's offices."""
    rows = DisputeMember.objects.visible_to(post).filter(matter_id=key)
    return rows.values_list("procedure", flat=True).first() or ""


def by_doors(year: int, post: "Post | None") -> list[tuple[tuple[Door, ...], int]]:
    """
    How many disputes that began in the year came through which doors together, the most first; of a post's offices, or all.
    """
    flags = [f"via_{door.value}" for door in Door]
    rows = Dispute.objects.system("disputes by their doors") if post is None else Dispute.objects.visible_to(post)
    counted = rows.filter(first_year=year).values(*flags).annotate(disputes=Count("pk"))
    found = [
        (tuple(door for door, flag in zip(Door, flags, strict=True) if row[flag]), row["disputes"]) for row in counted
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
