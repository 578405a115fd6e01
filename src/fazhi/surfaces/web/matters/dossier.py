"""What the page of a matter shows, put together: clocks, facts, parties, papers, what happened, and what can be done."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fazhi.engines.procedure import Procedure
from fazhi.kernel.audit import queries as audit
from fazhi.kernel.exchange.queries import Origin, origin_of
from fazhi.kernel.papers import queries as papers
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.parties.terms import MaskedParty
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures import registry
from fazhi.surfaces.web.matters.acts import Acts, acts_of
from fazhi.surfaces.web.matters.clocks import ShownClock, shown_clocks
from fazhi.surfaces.web.matters.course import Event, course_of
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.matters.sheets import ActSheet

if TYPE_CHECKING:
    from fazhi.kernel.papers.models import Attachment
    from fazhi.kernel.procedures.models import Matter, Task
    from fazhi.surfaces.web.pages import DeskRequest


@dataclass(frozen=True)
class Dossier:
    """`parts` are the line's own sheets, rendered; `entries` how many the trail has."""

    procedure: Procedure
    title: str
    state: str
    is_open: bool
    clocks: tuple[ShownClock, ...]
    facts: tuple[tuple[str, str], ...]
    parties: tuple[MaskedParty, ...]
    parts: tuple[SafeString, ...]
    papers: tuple["Attachment", ...]
    events: tuple[Event, ...]
    entries: int
    origin: Origin | None
    task: "Task | None"
    acts: Acts


def dossier_of(
    matter: "Matter", face: MatterFace, request: "DeskRequest", *, today: date, opened: ActSheet | None = None
) -> Dossier:
    """
    All that the page of a matter shows to a post; nothing outside its offices is read.

    opened  the form that is open under its act
    """
    procedure, post = registry.procedure_of(matter), request.post
    entries = tuple(audit.entries_about(procedure.name, matter.pk.hex))
    return Dossier(
        procedure=procedure,
        title=face.title(matter),
        state=procedure.states.get(matter.state, matter.state),
        is_open=matter.state not in procedure.ends,
        clocks=shown_clocks(tuple(procedures.clocks_of(matter.pk, post)), today),
        facts=tuple(face.facts(matter)),
        parties=tuple(parties.masked(party, on=today) for party in parties.parties_of(matter.pk, post)),
        parts=tuple(_parts(matter, face, request)),
        papers=tuple(papers.attachments_of(matter.pk, by=post)),
        events=tuple(course_of(entries, face.milestones(matter))),
        entries=len(entries),
        origin=origin_of(matter.pk),
        task=procedures.task_of(matter.pk, post),
        acts=acts_of(matter, face, post, opened=opened),
    )


def _parts(matter: "Matter", face: MatterFace, request: "DeskRequest") -> list[SafeString]:
    told = ((part.template, part.context(matter, request)) for part in face.parts)
    return [render_to_string(template, dict(context), request) for template, context in told if context is not None]
