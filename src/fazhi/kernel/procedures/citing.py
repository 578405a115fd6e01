"""Which acts on matters cite a law, as the trail keeps their basis."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, TextField, Value
from django.db.models.functions import Cast, Replace

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures import registry

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Citing:
    """How many acts of a procedure cite a law, and on how many matters."""

    procedure: str
    acts: int
    matters: int


def acts_citing(bases: Collection[str], procedures: Collection[str], *, by: "Post | None") -> tuple[Citing, ...]:
    """
    Acts on the matters that a post sees, by procedure; one query.

    bases       citations in the trail's form, 人民调解法 第三十三条
    procedures  names of those to be counted; KeyError if no line has one
    by          within whose offices; None for the system account, which sees all
    returns     procedures with at least one such act, by name
    """
    if not bases or not procedures:
        return ()
    seen = Q()
    for name in sorted(procedures):
        # The trail writes ids as 32 digits; a database with a type of its own for them writes hyphens.
        key = Replace(Cast("pk", TextField()), Value("-"), Value(""), output_field=TextField())
        matters = registry.matters_seen_by(by, name).annotate(written=key).values("written")
        seen |= Q(subject_kind=name, subject_id__in=matters)
    rows = Entry.objects.filter(seen, basis__in=bases).values("subject_kind").order_by("subject_kind")
    counted = rows.annotate(acts=Count("number"), matters=Count("subject_id", distinct=True))
    return tuple(Citing(row["subject_kind"], row["acts"], row["matters"]) for row in counted)
