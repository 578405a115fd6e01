"""The records of one dispute, as the pages of each of them show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.lines.mediation import queries
from fazhi.lines.mediation.models import DisputeMember
from fazhi.lines.mediation.terms import REFERRED, DisputeOutcome, Door, MemberRole, Proof
from fazhi.surfaces.web.cells import NOTHING

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_PAGES = {
    Door.PEOPLES: "mediation-people",
    Door.ADMINISTRATIVE: "mediation-administrative",
    **dict.fromkeys(REFERRED, "mediation-referral"),
}


@dataclass(frozen=True)
class ShownRecord:
    """One record of the dispute; `url` is "" for the one whose page it is."""

    position: int
    number: str
    url: str
    door: str
    office: str
    began: str
    ended: str
    outcome: str
    proof: str
    is_again: bool


def shown_records(matter_id: UUID, post: "Post") -> tuple[ShownRecord, ...]:
    """The records of the dispute that this one belongs to, within the post's offices; none if it stands alone."""
    return shown_members(queries.disputes.members_with(matter_id, post), matter_id)


def shown_members(members: Iterable[DisputeMember], here: UUID | None = None) -> tuple[ShownRecord, ...]:
    """Records of a dispute; `here` is the one whose page it is."""
    return tuple(_shown(each, here) for each in members)


def _shown(member: DisputeMember, here: UUID | None) -> ShownRecord:
    door = Door(member.door)
    return ShownRecord(
        position=member.position,
        number=member.number,
        url="" if member.matter_id == here else reverse(_PAGES[door], kwargs={"key": member.matter_id}),
        door=_(door.label),
        office=member.office.name,
        began=member.began_date.isoformat(),
        ended=member.ended_date.isoformat() if member.ended_date else NOTHING,
        outcome=_(DisputeOutcome(member.outcome).label),
        proof=_(Proof(member.proof).label),
        is_again=member.role == MemberRole.AGAIN,
    )
