"""The acts of a matter: which can be done now and by what right, what follows; and which can't, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.procedure import Procedure, Step
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import queries, registry
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.matters.clocks import length_text
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.matters.sheets import ActSheet
from fazhi.surfaces.web.matters.standing_in import Rights

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


@dataclass(frozen=True)
class ShownAct:
    """
    A step as the panel shows it.

    roles    who may take it
    follows  the state it leads to, and the time limits that then start
    within   the time limit that it keeps and stops, "" for none
    needs    what it must state
    url      its form; "" for a post that may not take it
    sheet    its form, if that is open
    has_page whether that form is a page of the line's own
    """

    name: str
    title: str
    basis: Cited
    roles: str
    follows: str
    within: str
    needs: str
    url: str
    sheet: ActSheet | None = None
    has_page: bool = False


@dataclass(frozen=True)
class ClosedAct:
    """A step that the matter's state does not allow, and from which states it is open."""

    title: str
    basis: Cited
    why: str


@dataclass(frozen=True)
class Acts:
    """`may` are those that the post may take, `others` those that wait for other roles."""

    may: tuple[ShownAct, ...]
    others: tuple[ShownAct, ...]
    closed: tuple[ClosedAct, ...]


def acts_of(matter: "Matter", face: MatterFace, rights: Rights, *, opened: ActSheet | None = None) -> Acts:
    """
    All acts of the matter's procedure as they stand for a post and for those whose cover it is, in two queries for the law
    and one for each limit that is 待核.

    opened  the form that is open under its act
    """
    procedure = registry.procedure_of(matter)
    now = queries.open_acts(matter, rights.own)
    closed = tuple(_closed(procedure, matter.state))
    bases = iter(cited([*(act.step.basis for act in now), *(step.basis for step in closed)]))
    shown = [
        (may, _shown(procedure, act, next(bases), form_url(matter, face, act.step.name) if may else "", face, opened))
        for act in now
        for may in [rights.may(act.permission)]
    ]
    return Acts(
        may=tuple(act for may, act in shown if may),
        others=tuple(act for may, act in shown if not may),
        closed=tuple(ClosedAct(_(step.title), next(bases), _sources(procedure, step.name)) for step in closed),
    )


def act_of(
    matter: "Matter", face: MatterFace, rights: Rights, name: str, *, opened: ActSheet | None
) -> ShownAct | None:
    """One act that is open now, and to this post; None if it is not."""
    procedure = registry.procedure_of(matter)
    for act in queries.open_acts(matter, rights.own):
        if act.step.name == name and rights.may(act.permission):
            return _shown(procedure, act, cited([act.step.basis])[0], form_url(matter, face, name), face, opened)
    return None


def form_url(matter: "Matter", face: MatterFace, act: str) -> str:
    """Where an act is filled in: its form under the matter, or the page that its line has for it."""
    if act in face.own_pages:
        return reverse(face.own_pages[act], kwargs={"key": matter.pk})
    return reverse(f"{face.url_name}-act", kwargs={"key": matter.pk, "act": act})


def _shown(
    procedure: Procedure, act: queries.OpenAct, basis: Cited, url: str, face: MatterFace, opened: ActSheet | None
) -> ShownAct:
    step = act.step
    return ShownAct(
        name=step.name,
        title=_(step.title),
        basis=basis,
        roles=_("、").join(_(Role(role).label) for role in sorted(act.permission.roles)),
        follows=_follows(procedure, step),
        within=_within(step),
        needs=_("、").join(_(registry.ground_title(need)) for need in step.needs),
        url=url,
        sheet=opened if opened and opened.act == step.name else None,
        has_page=step.name in face.own_pages,
    )


def _follows(procedure: Procedure, step: Step) -> str:
    if step.stays:
        return _("记入经过，状态不变")
    state = _("转为“%s”") % _(procedure.states[step.target])
    starts = [_(period_row(code).title) for code in procedure.clocks_after(step.target)]
    if starts:
        return _("%(state)s，开始计算：%(starts)s") % {"state": state, "starts": _("、").join(starts)}
    return _("%s，事项办结") % state if step.target in procedure.ends else state


def _within(step: Step) -> str:
    if step.within is None:
        return ""
    row = period_row(step.within.period)
    return f"{_(row.title)} {length_text(row, timezone.localdate())}".strip()


def _closed(procedure: Procedure, state: str) -> Iterator[Step]:
    """Steps of people that are not open from the state, each name once."""
    now = {step.name for step in procedure.open_from(state)}
    seen: set[str] = set()
    for step in procedure.steps:
        if not step.is_deemed and step.name not in now | seen:
            seen.add(step.name)
            yield step


def _sources(procedure: Procedure, name: str) -> str:
    states = dict.fromkeys(_(procedure.states[state]) for state in procedure.sources_of(name))
    return _("在“%s”时可以办理。") % _("”“").join(states)
