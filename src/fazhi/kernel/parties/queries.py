"""Questions about the parties of matters; they change nothing and, but for `parties_of`, answer masked."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import CharField, Exists, F, Model, OuterRef, Value
from django.db.models.functions import Concat, StrIndex

from fazhi.engines.identifiers import mask_address, mask_document_number, mask_name, mask_phone
from fazhi.kernel.parties import keys
from fazhi.kernel.parties.lookup import Asked, found
from fazhi.kernel.parties.models import Party, Representative
from fazhi.kernel.parties.rules import protection_of
from fazhi.kernel.parties.terms import MaskedParty, PartyKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Post

_HIDDEN = "*"
Kept = TypeVar("Kept", bound=Model)


def parties_of(matter_id: UUID, post: "Post | None") -> tuple[Party, ...]:
    """
    The parties of a matter within the post's offices, in the order of the ledger, unmasked; None is the system account.

    For showing them masked and for acts on the matter; a person reads them through `services.open_parties`.
    """
    rows = Party.objects.visible_to(post) if post else Party.objects.system("the system account asks")
    return tuple(rows.filter(matter_id=matter_id).order_by("position"))


def document_keys(procedure: str, matters: "QuerySet[Any, UUID]") -> Iterator[tuple[UUID, int, int]]:
    """
    Matter, position and key of the document of each party of `matters` (ids) that has one; keys tell nobody who it is.

    For counting one dispute once; nobody reads a party by it.
    """
    rows = Party.objects.system("telling whether two matters are one dispute").filter(
        procedure=procedure, matter_id__in=matters, document_key__isnull=False
    )
    for matter, position, key in rows.order_by("matter_id", "position").values_list(
        "matter_id", "position", "document_key"
    ):
        if key is not None:
            yield matter, position, key


def representatives_of(party: Party, post: "Post") -> tuple[Representative, ...]:
    """Who acts for a party, within the post's offices, unmasked; the same is to be heeded as in `parties_of`."""
    return tuple(Representative.objects.visible_to(post).filter(party=party).order_by("id"))


def representatives_in(matter_id: UUID, post: "Post") -> tuple[Representative, ...]:
    """Who acts for any party of a matter, within the post's offices, unmasked, by party; the same is to be heeded."""
    rows = Representative.objects.visible_to(post).filter(party__matter_id=matter_id)
    return tuple(rows.order_by("party__position", "id"))


def with_party_among(procedure: str, matters: "QuerySet[Kept]", column: str) -> "QuerySet[Kept]":
    """
    Those of `matters` of which a party's name stands in a column of names, apart by 、; for integrity checkers.

    procedure  that moves the matters; nobody's name is told
    """
    listed = Concat(Value("、"), OuterRef(column), Value("、"), output_field=CharField())
    own = Concat(Value("、"), F("name"), Value("、"), output_field=CharField())
    named = Party.objects.system("an integrity checker").filter(procedure=procedure, matter_id=OuterRef("pk"))
    named = named.exclude(name="").annotate(place=StrIndex(listed, own)).filter(place__gt=0)
    return matters.exclude(**{column: ""}).filter(Exists(named))


def masked(party: Party, *, on: date) -> MaskedParty:
    """
    A party as lists show it: surname and star, the ends of numbers, an address to the district; a body's name whole.

    on  the day of showing: of who is a minor then, or protected otherwise, only place and kind are shown
    Source: 个人信息保护法 art. 51; 未成年人保护法 art. 103.
    """
    protection = protection_of(party.protection, party.birth_date, on)
    if protection is not None:
        return _masked(party, name=_HIDDEN, protection=protection.label)
    is_body = party.kind == PartyKind.ORGANISATION
    return _masked(
        party,
        name=party.name if is_body else mask_name(party.name),
        document=party.get_document_type_display() if party.document_type else "",
        number=mask_document_number(party.document_number),
        phone=mask_phone(party.phone),
        address=mask_address(party.address),
    )


def masked_of(matters: Collection[UUID], post: "Post", *, on: date) -> dict[UUID, tuple[MaskedParty, ...]]:
    """The parties of several matters within the post's offices, masked, in order; one query. For lists of a page's length."""
    found: dict[UUID, list[MaskedParty]] = defaultdict(list)
    for party in Party.objects.visible_to(post).filter(matter_id__in=matters).order_by("matter_id", "position"):
        found[party.matter_id].append(masked(party, on=on))
    return {matter: tuple(parties) for matter, parties in found.items()}


def _masked(
    party: Party,
    *,
    name: str,
    document: str = "",
    number: str = "",
    phone: str = "",
    address: str = "",
    protection: str = "",
) -> MaskedParty:
    return MaskedParty(
        id=party.pk,
        procedure=party.procedure,
        matter_id=party.matter_id,
        position=party.position,
        kind=PartyKind(party.kind).label,
        name=name,
        document=document,
        number=number,
        phone=phone,
        address=address,
        protection=protection,
    )


def lookup(text: str, post: "Post", *, on: date, limit: int = 8) -> tuple[MaskedParty, ...]:
    """
    Parties of the post's offices that a few typed characters may mean, masked, sorted by spelling.

    text   the beginning of a name (陈), of its spelling (chen, chenxm) or its initials (cxm), at least two letters; the
           last four and more characters of a telephone or document number; a whole document number
    on     the day of asking: protected persons are found by their whole document number only
    limit  how many; the same person in several matters is shown once, by the latest

    Anything else finds nothing.
    """
    asked = Asked.of(text, keys.read_key())
    return tuple(masked(party, on=on) for party in found(asked, post, on=on, limit=limit))
