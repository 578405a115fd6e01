"""What one matter's act settles about another: a visit about the matter whose agreement was visited."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.citation import Citation
from fazhi.kernel.audit import services as audit
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import NotRectifiable
from fazhi.kernel.procedures.models import Matter
from fazhi.kernel.procedures.services.acts import BY_ACTS_ONLY, moment_of, plain, update

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

CARRY = "procedures.carry"


@transaction.atomic
def carry(
    matter: Matter,
    changes: Mapping[str, Any],
    *,
    source: Matter,
    act: str,
    basis: Citation,
    by: "Post",
    at: datetime,
    on: date | datetime | None = None,
    place: str = "desk",
) -> None:
    """
    Write what an act on `source` says about `matter`, which itself stays where it is, even where it has ended.

    changes  field → value, none that changes by acts only; empty where all that is to be told is that `source` follows it
    act      name of the act on `source`, `BEGIN` for its opening, and `basis` of it; it was permitted, and this is called in
             its transaction

    Its version rises, and its trail has it: an older ledger may not overwrite the matter any more, nor an undone import take
    it away. Raises NotRectifiable, MatterChanged.
    """
    procedure = registry.procedure_of(matter)
    told = f"{registry.procedure_of(source).name}.{act}"
    for field in changes:
        if field in BY_ACTS_ONLY:
            raise NotRectifiable(matter.number, field)
    old = {field: getattr(matter, field) for field in changes}
    values = {**changes, "version": matter.version + 1, "recorded_at": at}
    update(procedure, matter, values)
    audit.record(
        CARRY,
        by=by.code,
        at=at,
        occurred_at=moment_of(on, at),
        subject=(procedure.name, matter.pk.hex),
        basis=basis.source,
        payload={"version": matter.version + 1, "act": told, "matter": source.pk.hex},
        # The payload is kept as a digest only: the act stands here too, for who reads the matter's course.
        detail={"act": told, "old": plain(old), "new": plain(changes)},
        place=place,
    )
    for field, value in values.items():
        setattr(matter, field, value)
