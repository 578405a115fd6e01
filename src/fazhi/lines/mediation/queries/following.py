"""What is on record of a people's matter and of what follows it, for acts and pages."""

from typing import TYPE_CHECKING
from uuid import UUID

from fazhi.lines.mediation.errors import MatterUnknown
from fazhi.lines.mediation.models import Agreement, Confirmation, PeoplesMatter, WorkRecord
from fazhi.lines.mediation.terms import PEOPLES, ConfirmationState, RecordKind

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "an act on the matter; its scope is the act's"


def matter_numbered(number: str, office: "Office", by: "Post") -> PeoplesMatter:
    """
    The people's matter of that number before the committee `office`, within what the post sees.

    Raises MatterUnknown; whether it exists elsewhere is not told.
    """
    rows = PeoplesMatter.objects.visible_to(by).select_related("office")
    found = rows.filter(office=office, number=number).first()
    if found is None:
        raise MatterUnknown(number, office.name)
    return found


def matter_of(procedure: str, matter_id: UUID) -> PeoplesMatter:
    """The people's matter that something follows; its scope is that of what follows it."""
    assert procedure == PEOPLES
    return PeoplesMatter.objects.system(_WHY).select_related("office").get(pk=matter_id)


def session_outcomes(matter_id: UUID) -> tuple[str, ...]:
    """How the matter's sessions ended, in order."""
    rows = WorkRecord.objects.system(_WHY).filter(matter_id=matter_id, kind=RecordKind.SESSION)
    return tuple(rows.order_by("sequence").values_list("outcome", flat=True))


def agreement_of(matter_id: UUID) -> Agreement | None:
    """The agreement that settled the matter; None of a matter that a ledger brought."""
    return Agreement.objects.system(_WHY).filter(matter_id=matter_id).first()


def confirmations_of(matter_id: UUID) -> tuple[Confirmation, ...]:
    """The requests for confirmation of the matter's agreement, in order."""
    rows = Confirmation.objects.system(_WHY).filter(matter_id=matter_id)
    return tuple(rows.select_related("office").order_by("requested_date", "pk"))


def is_confirmed(matter_id: UUID) -> bool:
    """Whether a court has confirmed the agreement, and the confirmation stands."""
    rows = Confirmation.objects.system(_WHY).filter(matter_id=matter_id, state=ConfirmationState.CONFIRMED)
    return rows.filter(revoked_date=None).exists()


def confirmation_numbered(number: str, office: "Office", by: "Post") -> Confirmation:
    """
    The confirmation of that number, within what the post sees.

    Raises MatterUnknown.
    """
    found = Confirmation.objects.visible_to(by).select_related("office").filter(office=office, number=number).first()
    if found is None:
        raise MatterUnknown(number, office.name)
    return found
