"""What happened to a matter, the newest first: what the trail tells, and what the record itself tells by dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.procedures import registry
from fazhi.surfaces.web.matters.face import Milestone

if TYPE_CHECKING:
    from fazhi.kernel.audit.models import Entry


@dataclass(frozen=True)
class Event:
    """
    One thing that happened.

    recorded  when it was written down, "" where only the record tells
    """

    when: str
    title: str
    told: str
    recorded: str


def course_of(entries: Sequence["Entry"], milestones: Iterable[Milestone]) -> Iterator[Event]:
    """Entries of the trail and milestones together, the newest first."""
    told = [(timezone.localtime(entry.occurred_at), _of_entry(entry)) for entry in entries]
    told += [(_midnight(each.day), Event(each.day.isoformat(), each.title, each.told, "")) for each in milestones]
    for _when, event in sorted(told, key=lambda pair: pair[0], reverse=True):
        yield event


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone())


def _of_entry(entry: "Entry") -> Event:
    occurred, recorded = timezone.localtime(entry.occurred_at), timezone.localtime(entry.recorded_at)
    told = f"{entry.actor}{'，' + entry.basis if entry.basis else ''}　{_('留痕第 %s 号') % entry.number}"
    return Event(
        occurred.date().isoformat(),
        registry.act_title(entry.action),
        told,
        _("%s 登记") % f"{recorded:%Y-%m-%d %H:%M}",
    )
