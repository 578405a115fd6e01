"""What happened to a matter, the newest first: what the trail tells, and what the record itself tells by dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.queries import names_of
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.services import LATE_REASON
from fazhi.surfaces.web.matters.face import Milestone

if TYPE_CHECKING:
    from fazhi.kernel.audit.models import Entry


SYSTEM = "system"
_LONGEST, _KEPT_SECONDS = 60, 300

Reader = Callable[[str, object], tuple[str, str]]
"""Column and recorded value → the column's title, and the value as people read it."""


@dataclass(frozen=True)
class Event:
    """
    One thing that happened.

    recorded  when it was written down, and why late; "" where only the record tells
    more      what was corrected, and why
    """

    when: str
    title: str
    told: str
    recorded: str
    more: tuple[str, ...] = ()


def course_of(
    entries: "Sequence[tuple[Entry, Mapping[str, Any]]]", milestones: Iterable[Milestone], read: Reader
) -> Iterator[Event]:
    """
    Entries of the trail and milestones together, the newest first, those of one day in the order of recording;
    what the trail tells by an act, no milestone tells again.

    entries  each with its erasable part
    read  how recorded values are told, for what was corrected
    """
    names = names_by_code(entry.actor for entry, _detail in entries)
    told = [
        (timezone.localdate(entry.occurred_at), entry.number, _of_entry(entry, names, detail, read))
        for entry, detail in entries
    ]
    taken = {entry.action.rpartition(".")[2] for entry, _detail in entries}
    told += [
        (each.day, 0, Event(each.day.isoformat(), _(each.title), _(each.told), ""))
        for each in milestones
        if not each.acts & taken
    ]
    for _day, _number, event in sorted(told, key=lambda one: one[:2], reverse=True):
        yield event


def _of_entry(entry: "Entry", names: Mapping[str, str], detail: Mapping[str, Any], read: Reader) -> Event:
    occurred, recorded = timezone.localtime(entry.occurred_at), timezone.localtime(entry.recorded_at)
    told = [actor_text(entry.actor, names), entry.basis, _("留痕第 %s 号") % entry.number]
    late = detail.get(LATE_REASON)
    said = _("%(at)s 补录，理由：%(why)s") if late else _("%(at)s 登记")
    return Event(
        occurred.date().isoformat(),
        _title(entry.action, detail),
        "　".join(filter(None, told)),
        said % {"at": f"{recorded:%Y-%m-%d %H:%M}", "why": late},
        tuple(_more(entry.action, detail, read)),
    )


def _title(action: str, detail: Mapping[str, Any]) -> str:
    """What was done; of what an act on another matter says about this one, whose act and which."""
    act: str = detail.get("act", "")
    if action != "procedures.carry" or not act:
        return _(registry.act_title(action))
    return f"{_(registry.procedure_named(act.rpartition('.')[0]).title)}　{_(registry.act_title(act))}"


def _more(action: str, detail: Mapping[str, Any], read: Reader) -> Iterator[str]:
    """What a correction changed, and the reasons of what was done to clocks and tasks; no free text of parties."""
    is_correction = action.endswith(".rectify")
    if is_correction:
        old, new = detail.get("old") or {}, detail.get("new") or {}
        for name in new:
            (title, now), (_title, was) = read(name, new[name]), read(name, old.get(name))
            yield _("“%(column)s”由“%(old)s”更正为“%(new)s”") % {
                "column": _(title),
                "old": _short(was),
                "new": _short(now),
            }
        if detail.get("step") and detail.get("on"):
            yield _("“%(act)s”的日期更正为 %(day)s") % {
                "act": _(registry.act_title(f"{action.rpartition('.')[0]}.{detail['step']}")), "day": detail["on"],
            }  # fmt: skip
    if detail.get("reason") and (is_correction or action.startswith("procedures.")):
        yield _("理由：%s") % detail["reason"]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def names_by_code(actors: Iterable[str]) -> dict[str, str]:
    """The names of who acted, by their codes; remembered for a while, because the same few stand on every page."""
    codes = {f"official-{code}": code for code in sorted({actor.partition("@")[0] for actor in actors} - {SYSTEM})}
    known: dict[str, str] = cache.get_many(codes)
    if fresh := [code for key, code in codes.items() if key not in known]:
        found = {f"official-{code}": name for code, name in names_of(fresh).items()}
        cache.set_many(found, _KEPT_SECONDS)
        known |= found
    return {codes[key]: name for key, name in known.items()}


def actor_text(actor: str, names: Mapping[str, str]) -> str:
    """李二（调解员）, of E0002@XM-SM-01:mediator; the system by its name."""
    if actor == SYSTEM:
        return _("系统")
    official, _at, place = actor.partition("@")
    role = place.rpartition(":")[2]
    label = _(Role(role).label) if role in Role.values else ""
    name = names.get(official, official)
    return _("%(name)s（%(role)s）") % {"name": name, "role": label} if label else name
