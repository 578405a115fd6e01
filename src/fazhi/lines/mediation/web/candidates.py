"""Two records side by side on the page of a proposal that they are one dispute."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.parties.queries import masked_of
from fazhi.kernel.parties.terms import MaskedParty
from fazhi.kernel.procedures import registry
from fazhi.lines.mediation.models import LinkProposal, Mediation
from fazhi.lines.mediation.queries.candidates import pair_of
from fazhi.lines.mediation.terms import Category
from fazhi.lines.mediation.web.facts import day_text
from fazhi.surfaces.web.matters.face import matter_url

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest


@dataclass(frozen=True)
class Candidate:
    """One of the two records; `parties` masked, in order."""

    title: str
    kind: str
    number: str
    url: str
    office: str
    category: str
    state: str
    began: str
    ended: str
    parties: tuple[MaskedParty, ...]


def candidates(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """The earlier and the later record of a proposal, as far as the post sees them."""
    proposal = cast(LinkProposal, matter)
    pair = pair_of(proposal, request.post)
    seen = [
        (title, record) for title, record in ((_("较早"), pair.earlier), (_("较晚"), pair.later)) if record is not None
    ]
    parties = masked_of([record.pk for _, record in seen], request.post, on=timezone.localdate())
    shown = tuple(_shown(title, record, parties.get(record.pk, ())) for title, record in seen)
    return {"candidates": shown, "hidden": 2 - len(shown), "shared": proposal.parties}


def _shown(title: str, record: "Matter", parties: tuple[MaskedParty, ...]) -> Candidate:
    procedure = registry.procedure_of(record)
    is_mediation = isinstance(record, Mediation)
    return Candidate(
        title=title,
        kind=procedure.title,
        number=record.number,
        url=matter_url(procedure.name, record.pk),
        office=record.office.name,
        category=Category.labels().get(str(getattr(record, "category", "")), ""),
        state=procedure.states[record.state],
        began=day_text(getattr(record, "accepted_date" if is_mediation else "sent_date", None)),
        ended=day_text(getattr(record, "concluded_date" if is_mediation else "result_date", None)),
        parties=parties,
    )
