"""Proposals that two records are one dispute, as the official sees them who decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation.models import AdministrativeMatter, LinkProposal, PeoplesMatter
from fazhi.lines.mediation.terms import PEOPLES, Category, LinkState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter


@dataclass(frozen=True)
class Pair:
    """None for a record outside the post's offices."""

    earlier: "Matter | None"
    later: "Matter | None"


def pair_of(proposal: LinkProposal, post: "Post") -> Pair:
    """The records of a proposal, one query each."""
    return Pair(
        _record(proposal.earlier_procedure, proposal.earlier_id, post),
        _record(proposal.later_procedure, proposal.later_id, post),
    )


def _record(procedure: str, key: UUID, post: "Post") -> "Matter | None":
    if procedure.startswith("referral."):
        return referrals.referral(key, post)
    model = PeoplesMatter if procedure == PEOPLES else AdministrativeMatter
    return model.objects.visible_to(post).select_related("office").filter(pk=key).first()


@dataclass(frozen=True)
class Named:
    """A record of a proposal as lists name it."""

    number: str
    office: str
    category: str


def open_proposals(post: "Post", *, after: UUID | None = None, limit: int = 50) -> tuple[LinkProposal, ...]:
    """Proposals of the post's offices that nobody has decided, in the order in which they were made."""
    rows = LinkProposal.objects.visible_to(post).filter(state=LinkState.PROPOSED).select_related("office")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return tuple(rows.order_by("pk")[:limit])


def named_in(proposals: Sequence[LinkProposal], post: "Post") -> dict[UUID, Named]:
    """The records of these proposals that the post sees, by id; one query for people's matters and one for departments'."""
    wanted: dict[bool, list[UUID]] = {True: [], False: []}
    for each in proposals:
        wanted[each.earlier_procedure == PEOPLES].append(each.earlier_id)
        wanted[each.later_procedure == PEOPLES].append(each.later_id)
    found: dict[UUID, Named] = {}
    for model, keys in ((PeoplesMatter, wanted[True]), (AdministrativeMatter, wanted[False])):
        rows = model.objects.visible_to(post).filter(pk__in=keys) if keys else model.objects.visible_to(post).none()
        for key, number, office, category in rows.values_list("pk", "number", "office__name", "category"):
            found[key] = Named(number, office, Category.labels()[category])
    return found
