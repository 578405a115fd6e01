"""Looking parties up while somebody types: what was typed, and the queries that answer it from indexes alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from fazhi.engines.identifiers import DocumentKind, half_width_capitals
from fazhi.kernel.parties import keys, pinyin
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.rules import FULL_AGE, born_on_or_before

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

# The same person comes in several rows; so many are read for each that is shown.
_ROWS_FOR_EACH = 4
_HAN = re.compile("^[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile("[A-Z]{2,}")
_NUMBER = re.compile(r"[0-9A-Z()+-]*[0-9][0-9A-Z()+-]*")


@dataclass(frozen=True)
class Asked:
    """
    What the typed text may mean; each is empty where it can't mean that.

    name       the beginning of a name as typed, with the spellings that it may begin with
    letters    the beginning of a spelling or of initials
    tail       the end of a number
    documents  digests of the text as a whole number of each kind of document
    """

    name: str = ""
    spellings: frozenset[str] = frozenset()
    letters: str = ""
    tail: str = ""
    documents: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str, key: bytes) -> "Asked":
        """Read a typed text; `key` is that of the digests."""
        written = half_width_capitals(text)
        if _HAN.match(written):
            return cls(name=text.strip(), spellings=pinyin.beginnings(text))
        if _LETTERS.fullmatch(written.replace("Ü", "V")):
            return cls(letters=written.replace("Ü", "V").lower())
        if len(written) >= keys.TAIL and _NUMBER.fullmatch(written):
            return cls(tail=written, documents=_digests(written, key))
        return cls()


def _digests(number: str, key: bytes) -> frozenset[int]:
    made = {keys.document_key(kind.value, number, key) for kind in DocumentKind}
    return frozenset(digest for digest in made if digest is not None)


def found(asked: Asked, post: "Post", *, on: date, limit: int) -> list[Party]:
    """The parties within the post's offices that `asked` means, at most `limit`, each person once."""
    visible = Party.objects.visible_to(post)
    exact = list(_latest(visible.filter(document_key__in=asked.documents), limit)) if asked.documents else []
    shown = visible.filter(shown_in_lists(on))
    others = [party for query in _queries(asked, shown) for party in _latest(query, limit)]
    once = _once_each([*exact, *sorted(others, key=_in_lists)], limit)
    if asked.letters and len(once) < limit:
        once = _once_each([*once, *_with_initials(shown, asked.letters, limit)], limit)
    return once


def matter_ids(asked: Asked, post: "Post", *, on: date, limit: int) -> list[UUID]:
    """The matters within the post's offices that have a party whom `asked` means, the latest first, at most `limit`."""
    visible = Party.objects.visible_to(post)
    shown = visible.filter(shown_in_lists(on))
    queries = [visible.filter(document_key__in=asked.documents)] if asked.documents else []
    queries += _queries(asked, shown)
    ids = [pair for query in queries for pair in query.order_by("-id").values_list("id", "matter_id")[: limit * 2]]
    if asked.letters:
        ids += [(party.pk, party.matter_id) for party in _with_initials(shown, asked.letters, limit)]
    return list(dict.fromkeys(matter for _, matter in sorted(ids, key=lambda pair: -pair[0])))[:limit]


def _in_lists(party: Party) -> tuple[str, str, int]:
    """The order of lists: by spelling, then by characters, the latest of the same name first."""
    return party.name_pinyin, party.name, -party.pk


def shown_in_lists(on: date) -> Q:
    """Who isn't protected: neither declared so nor a minor on that day."""
    of_age = Q(birth_date__isnull=True) | Q(birth_date__lte=born_on_or_before(FULL_AGE, on))
    return Q(protection="") & of_age


def _queries(asked: Asked, shown: QuerySet[Party]) -> Iterator[QuerySet[Party]]:
    """One query for each index that may answer; a union of them all would make the database sort everything."""
    for spelled in asked.spellings:
        yield shown.filter(_begins(spelled), name__startswith=asked.name)
    if asked.letters:
        yield shown.filter(_begins(asked.letters))
    if asked.tail:
        keyed = keys.tail_range(asked.tail)
        yield shown.filter(contact_key__range=keyed, phone__endswith=asked.tail)
        yield shown.filter(document_key__range=keyed, document_number__endswith=asked.tail)


def _begins(beginning: str) -> Q:
    ordered = Q(name_order__range=pinyin.order_range(beginning))
    return ordered if len(beginning) <= pinyin.LETTERS else ordered & Q(name_pinyin__startswith=beginning)


def _with_initials(shown: QuerySet[Party], letters: str, limit: int) -> list[Party]:
    """
    Parties by their initials, in the order of lists; asked only if letters as a spelling find too few.

    Each first syllable with this initial, and the second initial after it, is a range of spellings. One after the other
    until there are enough: a single query for all of them makes either database read every party that matches.
    """
    rows: list[Party] = []
    for first in pinyin.first_syllables(letters[0]):
        if len(rows) >= limit * _ROWS_FOR_EACH:
            break
        rows += _latest(shown.filter(_begins(first + letters[1]), name_initials__startswith=letters), limit)
    return sorted(rows, key=_in_lists)


def _latest(query: QuerySet[Party], limit: int) -> QuerySet[Party]:
    return query.order_by("name_order", "-id")[: limit * _ROWS_FOR_EACH]


def _once_each(parties: Iterable[Party], limit: int) -> list[Party]:
    """The first of each person, by document, else by contact; a party with neither stands for itself."""
    once: dict[tuple[str, int], Party] = {}
    for party in parties:
        known = party.document_key or party.contact_key
        once.setdefault((party.name, known) if known else ("", party.pk), party)
    return list(once.values())[:limit]
