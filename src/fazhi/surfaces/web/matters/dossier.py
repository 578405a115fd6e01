"""What the page of a matter shows, put together: clocks, facts, parties, papers, what happened, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fazhi.engines.procedure import Procedure
from fazhi.kernel.audit import queries as audit
from fazhi.kernel.exchange.formats import brings
from fazhi.kernel.exchange.queries import Origin, origin_of
from fazhi.kernel.papers import queries as papers
from fazhi.kernel.papers import templates
from fazhi.kernel.papers.permissions import ATTACH, PUBLISH
from fazhi.kernel.papers.terms import MASKABLE
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.parties.permissions import OPEN, RECORD
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.permissions import RECTIFY
from fazhi.surfaces import columns
from fazhi.surfaces.web.matters.acts import Acts, acts_of
from fazhi.surfaces.web.matters.clocks import ShownClock, shown_clocks
from fazhi.surfaces.web.matters.course import Event, course_of
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.matters.sheets import ActSheet
from fazhi.surfaces.web.matters.standing_in import Rights

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.papers.models import Attachment
    from fazhi.kernel.parties.models import Party, Representative
    from fazhi.kernel.procedures.models import Matter, Task
    from fazhi.surfaces.web.pages import DeskRequest


_PARTY = ("position", "kind", "name", "document", "number", "phone", "address", "protection")


@dataclass(frozen=True)
class ShownParty:
    """A party, masked or opened; `acting` is told of opened ones only: who acts for it."""

    position: int
    kind: str
    name: str
    document: str
    number: str
    phone: str
    address: str
    protection: str
    acting: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownPaper:
    """
    A paper of the file; `size` in bytes.

    is_maskable  whether it is of a kind that can be masked, and the post may
    masked_from  digest of the paper that it is the masked form of, "" for all others
    """

    id: UUID
    name: str
    kind: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str
    is_maskable: bool
    masked_from: str


@dataclass(frozen=True)
class Dossier:
    """`parts` are the line's own sheets, rendered; `entries` how many the trail has."""

    procedure: Procedure
    title: str
    state: str
    is_open: bool
    clocks: tuple[ShownClock, ...]
    facts: tuple[tuple[str, str], ...]
    parties: tuple[ShownParty, ...]
    is_opened: bool
    parts: tuple[SafeString, ...]
    papers: tuple[ShownPaper, ...]
    events: tuple[Event, ...]
    entries: int
    origin: Origin | None
    task: "Task | None"
    acts: Acts


def dossier_of(
    matter: "Matter",
    face: MatterFace,
    request: "DeskRequest",
    *,
    rights: Rights,
    sheet: ActSheet | None = None,
    opened: "tuple[Party, ...] | None" = None,
) -> Dossier:
    """
    All that the page of a matter shows to a post; nothing outside its offices is read.

    rights  those of the post, and the day on which it asks
    sheet   the form that is open under its act
    opened  the parties unmasked, where they were opened with a reason
    """
    procedure, post, today = registry.procedure_of(matter), rights.own, rights.on
    is_open = matter.state not in procedure.ends
    entries = audit.detailed_entries_about(procedure.name, matter.pk.hex)
    return Dossier(
        procedure=procedure,
        title=face.title(matter),
        state=_(procedure.states.get(matter.state, matter.state)),
        is_open=is_open,
        clocks=shown_clocks(procedures.standing_clocks(matter.pk, post), today),
        facts=tuple((_(title), value) for title, value in face.facts(matter)),
        parties=tuple(_parties(matter, post, opened, today)) if face.has_parties else (),
        is_opened=opened is not None,
        parts=tuple(_parts(matter, face, request)),
        papers=tuple(_paper(each, face, post) for each in papers.attachments_of(matter.pk, by=post)),
        events=tuple(course_of(entries, face.milestones(matter), columns.reader(procedure, matter))),
        entries=len(entries),
        origin=origin_of(matter.pk) if brings(procedure.name) else None,
        task=procedures.task_of(matter.pk, post) if is_open else None,
        acts=acts_of(matter, face, rights, opened=sheet),
    )


def _paper(found: "Attachment", face: MatterFace, post: "Post") -> ShownPaper:
    titles = {template.code: template.title for template in templates.registered()}
    return ShownPaper(
        id=found.pk,
        name=found.name,
        kind=_(face.papers.get(found.kind) or titles.get(found.kind, "")),
        media_type=found.get_media_type_display(),
        size=found.size,
        added_at=timezone.localtime(found.added_at),
        added_by=found.added_by,
        is_maskable=found.media_type in MASKABLE and not found.masked_from and post.role in PUBLISH.roles,
        masked_from=found.masked_from,
    )


def _parties(matter: "Matter", post: "Post", opened: "tuple[Party, ...] | None", today: date) -> Iterator[ShownParty]:
    if opened is None:
        for party in parties.parties_of(matter.pk, post):
            yield ShownParty(**{name: getattr(parties.masked(party, on=today), name) for name in _PARTY})
        return
    acting = parties.representatives_in(matter.pk, post)
    for party in opened:
        yield ShownParty(
            position=party.position,
            kind=party.get_kind_display(),
            name=party.name,
            document=party.get_document_type_display() if party.document_type else "",
            number=party.document_number,
            phone=party.phone,
            address=party.address,
            protection=party.get_protection_display() if party.protection else "",
            acting=tuple(_acting(each) for each in acting if each.party_id == party.pk),
        )


def _acting(person: "Representative") -> str:
    authority = person.get_authority_display() if person.authority else ""
    told = (person.get_acting_as_display(), person.name, authority, person.phone)
    return "　".join(filter(None, told))


def rights_on(dossier: Dossier, post: "Post") -> frozenset[str]:
    """What the post may do with the matter beside its acts: "open", "record", "attach", "rectify", "assign"."""
    rights = {"open": OPEN, "record": RECORD, "attach": ATTACH, "rectify": RECTIFY}
    found = {name for name, permission in rights.items() if post.role in permission.roles}
    return frozenset(found | ({"assign"} if dossier.task else set()))


def _parts(matter: "Matter", face: MatterFace, request: "DeskRequest") -> list[SafeString]:
    told = ((part.template, part.context(matter, request)) for part in face.parts)
    return [render_to_string(template, dict(context), request) for template, context in told if context is not None]
