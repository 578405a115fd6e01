"""
What belongs into a matter's case file, what of it is there, and what is missing; nothing is changed here.

The facts carry full names: who reads them goes through `services.casefile`, which notes the read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from fazhi.kernel.organisations.queries import is_sample
from fazhi.kernel.papers.queries import attachments_of
from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.mediation.models import AdministrativeMatter, CaseFile, Mediation, PeoplesMatter
from fazhi.lines.mediation.queries.paper_facts import papers_of, procedure_name, shared_facts
from fazhi.lines.mediation.rules.casefile import places_of
from fazhi.lines.mediation.terms import Form, State
from fazhi.lines.mediation.terms.casefile import Item, Need, Place
from fazhi.lines.mediation.terms.papers import CoverFacts, Facts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Attached:
    """A file attached to the matter for one place of the file."""

    id: UUID
    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True)
class Enclosed:
    """One place of a file: what the records give for it, and what is attached."""

    item: Item
    need: Need
    papers: tuple[Facts, ...]
    attached: tuple[Attached, ...]

    @property
    def is_there(self) -> bool:
        return bool(self.papers or self.attached)


@dataclass(frozen=True)
class FileContents:
    """A file as it stands: every place in order, and what the cover says."""

    cover: CoverFacts
    enclosed: tuple[Enclosed, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Required places that are empty."""
        return tuple(one.item for one in self.enclosed if one.need == Need.REQUIRED and not one.is_there)


@dataclass(frozen=True)
class FileToBind:
    """A file with the bytes of what is attached, by the attachment's id."""

    contents: FileContents
    files: Mapping[UUID, bytes]


def matter_numbered(number: str, office: str, by: "Post") -> Mediation | None:
    """The mediation of that number of the office `office` (its code), within the post's offices; None if there is none."""
    for model in (PeoplesMatter, AdministrativeMatter):
        seen: QuerySet[Mediation] = model.objects.visible_to(by).filter(number=number, office__code=office)
        found = seen.select_related("office").first()
        if found is not None:
            return found
    return None


def case_file_of(matter: Mediation, by: "Post") -> CaseFile | None:
    """The archived file of a matter, within the post's offices; None while there is none."""
    return CaseFile.objects.visible_to(by).filter(matter_id=matter.pk).first()


def file_of(matter: Mediation, *, by: "Post", at: datetime, head: str | None = None) -> FileContents:
    """
    The file of a matter as the records give it, not yet archived: cover, and each place in order.

    at    moment of asking; its day dates a file that has not ended
    head  what the head of every page says, None to find that out

    Raises OutOfSight for a matter outside the post's offices.
    """
    if not by.office.left <= matter.office.left <= by.office.right:
        raise OutOfSight(matter.number, by.code)
    today = timezone.localdate(at)
    told = shared_facts(matter, by=by, dated=matter.concluded_date or today, notice=notice() if head is None else head)
    papers = papers_of(matter, by=by, told=told)
    attached = _attached(matter, by)
    enclosed = tuple(
        Enclosed(place.item, place.need, papers.get(place.item, ()), attached.get(place.item, ()))
        for place in _places(matter)
    )
    return FileContents(_cover(matter, told), enclosed)


def notice() -> str:
    """What the head of every page says of synthetic data, "" for a bureau's own."""
    return SAMPLE_NOTICE if is_sample() else ""


def _places(matter: Mediation) -> tuple[Place, ...]:
    return places_of(
        procedure_name(matter),
        state=matter.state,
        agreement_form=matter.agreement_form if isinstance(matter, PeoplesMatter) else "",
        is_on_the_spot=isinstance(matter, PeoplesMatter) and matter.form == Form.ON_THE_SPOT,
    )


def _attached(matter: Mediation, by: "Post") -> dict[Item, tuple[Attached, ...]]:
    """Files by the place that they were attached for, in the order attached."""
    kinds = {item.attached_as: item for item in Item}
    made: dict[Item, tuple[Attached, ...]] = {}
    for one in attachments_of(matter.pk, by=by).filter(kind__in=kinds):
        item = kinds[one.kind]
        made[item] = (*made.get(item, ()), Attached(one.pk, one.name, one.media_type, one.sha256))
    return made


def _cover(matter: Mediation, told: Mapping[str, Any]) -> CoverFacts:
    return CoverFacts(
        **told,
        mediators=matter.mediator,
        begun_date=matter.accepted_date or matter.concluded_date,
        ended_date=matter.concluded_date,
        result=State.labels()[matter.state] if matter.concluded_date else "",
    )
