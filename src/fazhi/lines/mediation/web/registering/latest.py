"""What was registered at the desk today, and who in it may be the same as a party elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.exchange.queries import imported_among
from fazhi.kernel.parties import hints, queries
from fazhi.kernel.parties.terms import Draft, MaskedParty
from fazhi.kernel.procedures.queries import numbers_of
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.terms import Category, State
from fazhi.surfaces.web.matters.face import matter_url

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SHOWN = 20


@dataclass(frozen=True)
class Registered:
    """One registration of today; `parties` masked, apart by 、."""

    number: str
    url: str
    category: str
    parties: str
    state: str
    is_open: bool
    at: datetime


def registered_today(post: "Post", today: date) -> tuple[Registered, ...]:
    """
    The latest that were registered today in the post's offices, not imported; at most `SHOWN`.

    A matter's id tells the moment at which it came into being, so that today's are a range of the primary key.
    """
    rows = PeoplesMatter.objects.visible_to(post).filter(pk__gte=_first_id(today)).order_by("-pk")[:SHOWN]
    matters = list(rows)
    imported = imported_among([matter.pk for matter in matters])
    parties = queries.masked_of([matter.pk for matter in matters], post, on=today)
    return tuple(
        Registered(
            number=matter.number,
            url=matter_url("mediation.people", matter.pk),
            category=_(Category.labels()[matter.category]),
            parties=names_of(parties.get(matter.pk, ())),
            state=_(State.labels()[matter.state]),
            is_open=matter.state in (State.APPLIED, State.ACCEPTED),
            at=matter.recorded_at,
        )
        for matter in matters
        if matter.pk not in imported
    )


def names_of(parties: tuple[MaskedParty, ...]) -> str:
    """Masked names, apart by 、; of a protected party what protects it."""
    return "、".join(party.protection or party.name for party in parties)


def _first_id(day: date) -> UUID:
    """The least id of that day: version 7 begins with the milliseconds."""
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    return UUID(int=int(midnight.timestamp() * 1000) << 80)


@dataclass(frozen=True)
class Same:
    """A matter in which the same party may be; it names nobody."""

    number: str
    url: str
    why: str


@dataclass(frozen=True)
class SameParty:
    """What hints say of one party; `elsewhere` counts matters of other offices."""

    found: tuple[Same, ...]
    elsewhere: int


def same_party(draft: Draft, post: "Post", today: date) -> SameParty | None:
    """Which other matters may have the party that is being written down; None where there is nothing to say."""
    told = hints.hints_for(draft, post, on=today)
    if not told.found and not told.elsewhere:
        return None
    return SameParty(tuple(_same(told)), told.elsewhere)


def _same(told: "hints.Hints") -> Iterator[Same]:
    numbers = numbers_of([(hint.procedure, hint.matter_id) for hint in told.found])
    for hint in told.found:
        if hint.matter_id in numbers:
            url = matter_url(hint.procedure, hint.matter_id)
            yield Same(numbers[hint.matter_id], url, hint.why.label)
