"""
Same-party hints 疑似同一当事人: which other matters may have the same party. A hint, never a merge (adr/0009).

Exact keys only: equal documents, equal telephones with names that sound alike, names that sound alike. Whoever asks sees
matters of their own offices; of others a number. Nobody is named, and protected parties are hinted at by their document alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.kernel.parties import keys
from fazhi.kernel.parties.deriving import columns_of
from fazhi.kernel.parties.lookup import shown_in_lists
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.terms import Draft, Hint, Hints, Why

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

LIMIT = 20
"""Hints shown of each kind; more names that sound alike tell nobody anything."""


@dataclass(frozen=True)
class _Known:
    """What is compared of a party; `matter_id` is its own matter, which is no hint."""

    document_key: int | None
    contact_key: int | None
    name_order: int
    name_pinyin: str
    matter_id: UUID | None


def hints_for(party: Party | Draft, post: "Post", *, on: date) -> Hints:
    """
    Matters that may have the same party as one kept, or one being written down.

    on  the day of asking: of protected parties only the same document is a hint, and elsewhere they aren't counted
    """
    known = _known(party, on)
    found: dict[tuple[str, UUID], Hint] = {}
    for why, condition in _conditions(known):
        for hint in _visible(why, condition, known, post, on):
            found.setdefault((hint.procedure, hint.matter_id), hint)
    return Hints(tuple(found.values()), _elsewhere(known, post, on))


def _known(party: Party | Draft, on: date) -> _Known:
    if isinstance(party, Party):
        return _Known(
            party.document_key, party.contact_key, party.name_order, party.name_pinyin, matter_id=party.matter_id
        )
    columns = columns_of(party, on=on, key=keys.read_key())
    return _Known(
        columns["document_key"], columns["contact_key"], columns["name_order"], columns["name_pinyin"], matter_id=None
    )


def _conditions(known: _Known) -> Iterator[tuple[Why, Q]]:
    """The strongest first."""
    if known.document_key is not None:
        yield Why.SAME_DOCUMENT, Q(document_key=known.document_key)
    if known.contact_key is not None:
        yield Why.SAME_CONTACT, Q(contact_key=known.contact_key)
    if known.name_pinyin:
        yield Why.SIMILAR_NAME, Q(name_order=known.name_order, name_pinyin=known.name_pinyin)


def _visible(why: Why, condition: Q, known: _Known, post: "Post", on: date) -> Iterator[Hint]:
    rows = _others(Party.objects.visible_to(post).filter(condition), known)
    if why is not Why.SAME_DOCUMENT:
        rows = rows.filter(shown_in_lists(on))
    for procedure, matter, position in rows.order_by("-id").values_list("procedure", "matter_id", "position")[:LIMIT]:
        yield Hint(procedure, matter, position, why)


def _elsewhere(known: _Known, post: "Post", on: date) -> int:
    """Matters of other offices with the same document or contact; a name alone counts for nothing there."""
    exact = [condition for why, condition in _conditions(known) if why is not Why.SIMILAR_NAME]
    if not exact:
        return 0
    condition = exact[0] if len(exact) == 1 else exact[0] | exact[1]
    office = post.office
    outside = Q(office__left__lt=office.left) | Q(office__left__gt=office.right)
    rows = Party.objects.system("counting same-party hints outside the asking post's offices").filter(
        condition, outside
    )
    return _others(rows.filter(shown_in_lists(on)), known).values("procedure", "matter_id").distinct().count()


def _others(rows: "QuerySet[Party]", known: _Known) -> "QuerySet[Party]":
    return rows if known.matter_id is None else rows.exclude(matter_id=known.matter_id)
