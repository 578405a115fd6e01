"""The sides of a dispute as a registration form asks for them, written down as its parties."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fazhi.kernel.parties import services as parties
from fazhi.kernel.parties.terms import Draft, Protection
from fazhi.lines.mediation.rules import mediating

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter


@dataclass(frozen=True)
class Side:
    """One party as the registration form asks for it; `protection` is why it is shown in no list, "" for none."""

    name: str
    document_type: str = ""
    document_number: str = ""
    phone: str = ""
    protection: str = ""


def add_side(procedure: str, matter: "Matter", side: Side, *, by: "Post", at: datetime) -> None:
    """
    Write a side down as a party of a matter, protected where it says so.

    Raises TooLong, and what `parties.add_party` and `parties.protect` raise.
    """
    for title, text, longest in (
        ("姓名或名称", side.name, 120),
        ("证件号码", side.document_number, 40),
        ("联系电话", side.phone, 24),
    ):
        mediating.require_short(matter.number, title, text, longest)
    draft = Draft(side.name, side.document_type, side.document_number, side.phone)
    party = parties.add_party(procedure, matter.pk, draft, office=matter.office, by=by, at=at)
    if side.protection:
        parties.protect(party, Protection(side.protection), by=by, at=at, reason="登记时申明")
