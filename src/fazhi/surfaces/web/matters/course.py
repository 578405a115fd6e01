"""What happened to a matter, the newest first: what the trail tells, and what the record itself tells by dates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.queries import names_of
from fazhi.kernel.organisations.terms import Role
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
    """Entries of the trail and milestones together, the newest first, those of one day in the order of recording."""
    names = names_of({entry.actor.partition("@")[0] for entry in entries})
    told = [(timezone.localdate(entry.occurred_at), entry.number, _of_entry(entry, names)) for entry in entries]
    told += [(each.day, 0, Event(each.day.isoformat(), each.title, each.told, "")) for each in milestones]
    for _day, _number, event in sorted(told, key=lambda one: one[:2], reverse=True):
        yield event


def _of_entry(entry: "Entry", names: Mapping[str, str]) -> Event:
    occurred, recorded = timezone.localtime(entry.occurred_at), timezone.localtime(entry.recorded_at)
    told = [actor_text(entry.actor, names), entry.basis, _("留痕第 %s 号") % entry.number]
    return Event(
        occurred.date().isoformat(),
        registry.act_title(entry.action),
        "　".join(filter(None, told)),
        _("%s 登记") % f"{recorded:%Y-%m-%d %H:%M}",
    )


def actor_text(actor: str, names: Mapping[str, str]) -> str:
    """李二（调解员）, of E0002@XM-SM-01:mediator; the system by its name."""
    if actor == "system":
        return _("系统")
    official, _at, place = actor.partition("@")
    role = place.rpartition(":")[2]
    label = Role(role).label if role in Role.values else ""
    return f"{names.get(official, official)}{f'（{label}）' if label else ''}"
