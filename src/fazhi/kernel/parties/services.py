"""Acts on parties: write, correct, protect, represent, open, erase; each is in the trail."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.parties import keys
from fazhi.kernel.parties.deriving import columns_of
from fazhi.kernel.parties.erasing import erase_parties
from fazhi.kernel.parties.errors import OutOfReach, PartyErased, RepresentativeImpossible
from fazhi.kernel.parties.finding import find_matters
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.permissions import OPEN, RECORD
from fazhi.kernel.parties.reasons import told
from fazhi.kernel.parties.terms import (
    PROTECTION_BASIS,
    ActingAs,
    Draft,
    PartyKind,
    Protection,
    Reason,
    RepresentativeDraft,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

__all__ = [
    "find_matters",
    "add_party",
    "correct_party",
    "erase_parties",
    "hand_on",
    "open_parties",
    "open_party",
    "protect",
    "receive_party",
    "represent",
]


@transaction.atomic
def add_party(procedure: str, matter_id: UUID, draft: Draft, *, office: "Office", by: "Post", at: datetime) -> Party:
    """
    Write down one more party of a matter, after those it has.

    office  the matter's own, within the post's offices
    at      aware moment of writing; ages are told by its day

    Raises OutOfReach, NotPermitted, KeyLost.
    """
    if not by.office.left <= office.left <= by.office.right:
        raise OutOfReach(by.code)
    require(by, RECORD)
    party = _added(procedure, matter_id, draft, office=office, at=at)
    _record("add", party, by=by, at=at, detail={"draft": asdict(draft)})
    return party


@transaction.atomic
def receive_party(procedure: str, matter_id: UUID, draft: Draft, *, office: "Office", at: datetime) -> Party:
    """
    Write down a party that was named at the portal, by itself or by who applies; no official has checked it.

    Raises KeyLost.
    """
    party = _added(procedure, matter_id, draft, office=office, at=at)
    audit.record(
        "parties.add",
        by="portal",
        at=at,
        subject=(procedure, matter_id.hex),
        payload={"procedure": procedure, "position": party.position},
        detail={"draft": asdict(draft)},
        place=audit.Place.PORTAL,
    )
    return party


def _added(procedure: str, matter_id: UUID, draft: Draft, *, office: "Office", at: datetime) -> Party:
    known = Party.objects.system("numbering a matter's parties").filter(matter_id=matter_id)
    latest = known.order_by("-position").values_list("position", flat=True).first() or 0
    columns = columns_of(draft, on=timezone.localdate(at), key=keys.read_key())
    party = Party(procedure=procedure, matter_id=matter_id, office=office, position=latest + 1, **columns)
    party.save(force_insert=True)
    return party


@transaction.atomic
def hand_on(procedure: str, matter_id: UUID, *, to: "Office", by: "Post", at: datetime) -> int:
    """
    Let another office see a matter's parties, and who acts for them, from now on; returns how many parties.

    For a matter that its receiver has accepted: until then they lie with who sent it. The act before it has asked for the
    right and the scope. Source: 个人信息保护法 art. 6, 51.
    """
    rows = Party.objects.system("an accepted matter takes its parties along").filter(matter_id=matter_id)
    found = rows.update(office=to)
    if found:
        acting = Representative.objects.system("they go with whom they act for").filter(party__matter_id=matter_id)
        acting.update(office=to)
        audit.record(
            "parties.hand_on",
            by=by.code,
            at=at,
            subject=(procedure, matter_id.hex),
            payload={"parties": found, "office": to.code},
            basis=OPEN.basis.source,
            place="desk",
        )
    return found


@transaction.atomic
def correct_party(party: Party, draft: Draft, *, by: "Post", at: datetime, reason: str) -> Party:
    """
    Write a party anew from a corrected draft; the old values stand in the trail's erasable detail. Protection stays.

    Raises OutOfReach, NotPermitted, PartyErased, KeyLost.
    Source: 个人信息保护法 art. 46.
    """
    kept = _held(party, by)
    columns = columns_of(draft, on=timezone.localdate(at), key=keys.read_key())
    old = {name: getattr(kept, name) for name in asdict(draft)}
    _write(kept, columns)
    _record("correct", kept, by=by, at=at, detail={"was": old, "draft": asdict(draft), "reason": reason})
    return kept


@transaction.atomic
def protect(party: Party, protection: Protection | None, *, by: "Post", at: datetime, reason: str) -> Party:
    """
    Show a person in no list any more, on the basis that the closed list has for it; None shows them again.

    A minor is protected by age whatever is declared. Raises OutOfReach, NotPermitted, PartyErased; IntegrityError for a body.
    """
    kept = _held(party, by)
    was = kept.protection
    _write(kept, {"protection": protection.value if protection else ""})
    basis = PROTECTION_BASIS[protection].source if protection else ""
    _record("protect", kept, by=by, at=at, detail={"was": was, "now": kept.protection, "reason": reason}, basis=basis)
    return kept


@transaction.atomic
def represent(party: Party, draft: RepresentativeDraft, *, by: "Post", at: datetime) -> Representative:
    """
    Write down who acts for a party: the legal representative of a body, an agent, the guardian of a person.

    Raises RepresentativeImpossible, OutOfReach, NotPermitted, PartyErased.
    Source: 民法典 art. 27, 61, 163; 民事诉讼法 art. 61, 62.
    """
    kept = _held(party, by)
    _require_possible(kept, draft)
    made = Representative(party=kept, office_id=kept.office_id, **_plain(asdict(draft)))
    made.save(force_insert=True)
    _record("represent", kept, by=by, at=at, detail={"draft": asdict(draft)})
    return made


def _require_possible(party: Party, draft: RepresentativeDraft) -> None:
    acting_as = draft.acting_as
    needed = ""
    if acting_as == ActingAs.LEGAL_REPRESENTATIVE and party.kind != PartyKind.ORGANISATION:
        needed = "法定代表人只能由单位登记"
    elif acting_as == ActingAs.GUARDIAN and party.kind != PartyKind.PERSON:
        needed = "监护人只能为自然人登记"
    elif (acting_as == ActingAs.AGENT) != bool(draft.authority):
        needed = "委托代理人须写明一般授权或者特别授权，其他人不写"
    elif (acting_as == ActingAs.LEGAL_REPRESENTATIVE) == bool(draft.relation):
        needed = "代理人和监护人须写明与当事人的关系，法定代表人不写"
    if needed:
        raise RepresentativeImpossible(acting_as, needed)


def open_parties(
    procedure: str, matter_id: UUID, *, by: "Post", reason: Reason, at: datetime, words: str = "", place: str = "desk"
) -> tuple[Party, ...]:
    """
    The parties of a matter unmasked, for a reason; who opened them, when and why is noted in the trail.

    words    what the reason is, for `Reason.OTHER`; no personal data, since they stay in the trail
    returns  the parties in order; nothing for a post that may not open them, and the attempt is noted

    Raises ReasonNeedsWords.
    Source: 个人信息保护法 art. 51.
    """
    why = told(reason, words)
    visible = Party.objects.visible_to(by).filter(procedure=procedure, matter_id=matter_id).order_by("position")
    opened = tuple(visible) if by.role in OPEN.roles else ()
    note = why if opened else f"refused: {why}"
    audit.note_read(by=by.code, at=at, subject=(procedure, matter_id.hex), reason=note, place=place)
    return opened


def open_party(number: int, *, by: "Post", reason: Reason, at: datetime, place: str = "desk") -> Party:
    """
    One party unmasked, as when a dispute is registered whose party is known from another; noted in the trail of its matter.

    Raises OutOfReach, NotPermitted. Source: 个人信息保护法 art. 51.
    """
    require(by, OPEN)
    party = Party.objects.visible_to(by).filter(pk=number, erased_at=None).first()
    if party is None:
        raise OutOfReach(by.code)
    audit.note_read(by=by.code, at=at, subject=(party.procedure, party.matter_id.hex), reason=reason.value, place=place)
    return party


def _held(party: Party, by: "Post") -> Party:
    """The party as it is now, locked until the transaction ends."""
    visible = Party.objects.visible_to(by).select_for_update(of=("self",))
    kept = visible.filter(pk=party.pk).first()
    if kept is None:
        raise OutOfReach(by.code)
    require(by, RECORD)
    if kept.erased_at is not None:
        raise PartyErased(kept.position)
    return kept


def _write(party: Party, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(party, name, value)
    party.save(force_update=True, update_fields=list(columns))


def _record(act: str, party: Party, *, by: "Post", at: datetime, detail: Mapping[str, Any], basis: str = "") -> None:
    payload = {"procedure": party.procedure, "position": party.position}
    subject = (party.procedure, party.matter_id.hex)
    audit.record(
        f"parties.{act}", by=by.code, at=at, subject=subject, basis=basis, payload=payload, detail=detail, place="desk"
    )


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "value", value) for name, value in columns.items()}
