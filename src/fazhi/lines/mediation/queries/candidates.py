"""The two records that may be one dispute, as the official sees them who decides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation.models import AdministrativeMatter, LinkProposal, PeoplesMatter
from fazhi.lines.mediation.terms import PEOPLES

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
