"""
Which matters have parties in common, by exact keys (当事人相同): what a line asks before it takes two matters for one dispute.

Keys are those of `keys`: an equal document, or an equal telephone with a name that sounds alike. Nobody is named and nothing
is merged (adr/0009). Of protected persons the document alone counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import polars as pl
from django.db.models import Count, Min, Q, QuerySet

from fazhi.kernel.parties.lookup import shown_in_lists
from fazhi.kernel.parties.models import Party

if TYPE_CHECKING:
    from django.db.models import Model

MOST = 50
"""A key that more matters have than this tells nothing by itself: a big company has many disputes."""

_CHUNK = 5_000
_WHY = "finding matters with the same parties"


@dataclass(frozen=True)
class Shared:
    """Another matter, and how many of the parties asked about it has too."""

    procedure: str
    matter_id: UUID
    parties: int


def sharing(matter_id: UUID, *, on: date) -> tuple[Shared, ...]:
    """The other matters that have a party of this one, those with the most in common first; `on` is the day of asking."""
    rows = Party.objects.system(_WHY)
    found: dict[tuple[str, UUID], set[int]] = {}
    for position, condition in _identified(rows.filter(matter_id=matter_id), on):
        others = rows.filter(condition).exclude(matter_id=matter_id).values_list("procedure", "matter_id")[: MOST * 20]
        for other in others:
            found.setdefault(other, set()).add(position)
    made = [Shared(procedure, other, len(positions)) for (procedure, other), positions in found.items()]
    return tuple(sorted(made, key=lambda each: (-each.parties, each.procedure, each.matter_id)))


def _identified(parties: "QuerySet[Party]", on: date) -> Iterator[tuple[int, Q]]:
    """Position of each party that has a key, and the condition that another is the same one."""
    for position, document, contact in parties.values_list("position", "document_key", "contact_key"):
        condition: Q = Q(pk__in=())
        if document is not None:
            condition |= Q(document_key=document)
        if contact is not None:
            condition |= Q(contact_key=contact) & shown_in_lists(on)
        yield position, condition


def pairs_sharing(least: int, *, on: date) -> pl.DataFrame:
    """
    All pairs of matters that have at least `least` parties in common: columns `one`, `other` (UUID text), `parties`.

    Set-wise, over all offices; the pairs come from keys that at most `MOST` matters have, and any key counts for the rest.
    """
    keyed = pl.concat([_keys("document_key", Q()), _keys("contact_key", shown_in_lists(on))]).unique()
    matters = keyed.group_by("key").agg(pl.col("matter").n_unique().alias("matters"))
    rare = matters.filter(pl.col("matters").is_between(2, MOST)).select("key")
    seeds = keyed.join(rare, on="key").select("matter", "key")
    pairs = seeds.join(seeds, on="key", suffix="_other").filter(pl.col("matter") < pl.col("matter_other"))
    pairs = pairs.select(one="matter", other="matter_other").unique()
    mine = pairs.join(keyed, left_on="one", right_on="matter").rename({"position": "place"})
    same = mine.join(keyed, left_on=["other", "key"], right_on=["matter", "key"])
    counted = same.group_by("one", "other").agg(pl.col("place").n_unique().alias("parties"))
    return counted.filter(pl.col("parties") >= least).sort("one", "other")


def _keys(column: str, shown: Q) -> pl.DataFrame:
    rows = Party.objects.system(_WHY).filter(shown, **{f"{column}__isnull": False})
    data = [
        (str(matter), position, f"{column[0]}{key}")
        for matter, position, key in rows.values_list("matter_id", "position", column).iterator(20_000)
    ]
    return pl.DataFrame(data, schema={"matter": pl.String, "position": pl.Int64, "key": pl.String}, orient="row")


@dataclass(frozen=True)
class Repeated:
    """A party of several matters: how many, and one of them."""

    matters: int
    matter_id: UUID


def repeated(matters: "QuerySet[Model, Any]", least: int) -> Iterator[Repeated]:
    """
    Parties, by equal document, that at least `least` of these matters have; the most frequent first.

    matters  a queryset of ids
    """
    rows = Party.objects.system("warning of repeated disputes").filter(
        matter_id__in=matters, document_key__isnull=False
    )
    found = rows.values("document_key").annotate(matters=Count("matter_id", distinct=True), latest=Min("id"))
    often = found.filter(matters__gte=least).order_by("-matters", "latest").values_list("matters", "latest")
    for count, first in often:
        yield Repeated(count, rows.values_list("matter_id", flat=True).get(pk=first))


def same_documents(matters: "QuerySet[Model, Any]", least: int, *, limit: int) -> tuple[tuple[UUID, ...], ...]:
    """
    Groups of these matters that one party has by equal documents: at least `least` matters each, the largest first, at most
    `limit` groups. Two queries; nobody is named.

    matters  a queryset of ids, within whatever scope the asking post has
    """
    rows = Party.objects.system("warning of repeated disputes").filter(
        matter_id__in=matters, document_key__isnull=False
    )
    counted = rows.order_by().values("document_key").annotate(matters=Count("matter_id", distinct=True))
    often = counted.filter(matters__gte=least).order_by("-matters", "document_key")
    keys = list(often.values_list("document_key", flat=True)[:limit])
    groups: dict[int, list[UUID]] = {key: [] for key in keys if key is not None}
    for key, matter in (
        rows.filter(document_key__in=keys).order_by("matter_id").values_list("document_key", "matter_id")
    ):
        if key is not None and matter not in groups[key]:
            groups[key].append(matter)
    return tuple(map(tuple, groups.values()))


def procedures_of(matters: Iterable[str]) -> dict[UUID, str]:
    """The procedures of these matters (UUID text), as their parties have them."""
    ids = sorted(matters)
    found: dict[UUID, str] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = Party.objects.system(_WHY).filter(matter_id__in=ids[start : start + _CHUNK])
        found |= dict(rows.values_list("matter_id", "procedure"))
    return found


def names_in(matters: "QuerySet[Model, Any]") -> Iterator[tuple[UUID, str]]:
    """
    Matter and name of every party of these matters, for checkers that compare names with an office's; no page shows them.

    matters  a queryset of ids
    """
    rows = Party.objects.system("comparing parties with an office").filter(matter_id__in=matters).exclude(name="")
    yield from rows.order_by("matter_id", "position").values_list("matter_id", "name").iterator()
