"""
Searching the trail (查留痕): by subject, by who did it, by what was done, by day; the latest first, a page at a time.

Numbers run from 1 without gaps and moments of recording ascend with them (but for acts that ran side by side, by minutes), so a
day is found by looking at some numbers. A page that has to look at entries one by one looks at `WINDOW` of them at most: a rare
act is found in several steps.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.audit.queries import head_state

PAGE, WINDOW = 50, 50_000
"""Entries on a page; entries that one page looks through."""

_PROBES = 500


@dataclass(frozen=True)
class Wanted:
    """
    What to look for; what is left blank matches all.

    actor        the trail's code, E0001@XM-SM:clerk, or its beginning: E0001
    actions      codes of acts; None for any, empty for none
    subjects     kind and id of each subject; an index finds them however old they are. None for any, empty for none
    first, last  local days of recording, both included
    """

    actor: str = ""
    actions: Collection[str] | None = None
    subjects: Collection[tuple[str, str]] | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Found:
    """
    entries  the latest first
    before   number (of a read: id) before which the search goes on; 0 where everything was looked at
    """

    entries: tuple[Entry, ...]
    before: int


@dataclass(frozen=True)
class FoundReads:
    """As `Found`, of reads."""

    reads: tuple[Read, ...]
    before: int


def search(wanted: Wanted, *, before: int = 0) -> Found:
    """
    One page of entries, those below the number `before` if it is given.

    At most five queries; nothing that is read grows with the trail.
    """
    lowest, highest = _bounds(wanted, head_state().entries)
    if before:
        highest = min(highest, before - 1)
    rows = Entry.objects.filter(_matching(wanted)).order_by("-number")
    floor = lowest if wanted.subjects is not None else max(lowest, highest - WINDOW + 1)
    found = tuple(rows.filter(number__gte=floor, number__lte=highest)[: PAGE + 1])
    if len(found) > PAGE:
        return Found(found[:PAGE], found[PAGE - 1].number)
    return Found(found, floor if floor > lowest else 0)


def search_reads(wanted: Wanted, *, before: int = 0) -> FoundReads:
    """One page of looks into personal files; actions don't apply."""
    latest = Read.objects.order_by("-id").values_list("id", flat=True).first() or 0
    highest = min(latest, before - 1) if before else latest
    rows = Read.objects.filter(_matching(replace(wanted, actions=None))).order_by("-id")
    start, end = _moments(wanted)
    if start:
        rows = rows.filter(read_at__gte=start)
    if end:
        rows = rows.filter(read_at__lt=end)
    floor = 1 if wanted.subjects is not None else max(1, highest - WINDOW + 1)
    found = tuple(rows.filter(id__gte=floor, id__lte=highest)[: PAGE + 1])
    if len(found) > PAGE:
        return FoundReads(found[:PAGE], found[PAGE - 1].pk)
    return FoundReads(found, floor if floor > 1 else 0)


def _matching(wanted: Wanted) -> Q:
    known = Q()
    if wanted.actor:
        known &= Q(actor=wanted.actor) | Q(actor__startswith=f"{wanted.actor.rstrip('@')}@")
    if wanted.actions is not None:
        known &= Q(action__in=wanted.actions)
    if wanted.subjects is not None:
        named = (Q(subject_kind=kind, subject_id=identifier) for kind, identifier in wanted.subjects)
        known &= reduce(or_, named, Q(pk__in=()))
    return known


def _bounds(wanted: Wanted, count: int) -> tuple[int, int]:
    """The numbers recorded on the days wanted."""
    start, end = _moments(wanted)
    return (_first_from(start, count) if start else 1), (_first_from(end, count) - 1 if end else count)


def _moments(wanted: Wanted) -> tuple[datetime | None, datetime | None]:
    after = wanted.last + timedelta(days=1) if wanted.last else None
    start, end = (
        timezone.make_aware(datetime.combine(day, time.min)) if day else None for day in (wanted.first, after)
    )
    return start, end


def _first_from(moment: datetime, count: int) -> int:
    """The first number recorded at `moment` or later, `count` + 1 if none was: by numbers apart, then by those between."""
    low, high = 1, count + 1
    while low < high:
        step = max(1, (high - low) // _PROBES)
        probes = [*range(low, high, step)]
        earlier = Entry.objects.filter(number__in=probes, recorded_at__lt=moment).order_by("-number")
        latest = earlier.values_list("number", flat=True).first()
        if latest is None:
            return low
        low, high = latest + 1, min(high, latest + step)
    return low
