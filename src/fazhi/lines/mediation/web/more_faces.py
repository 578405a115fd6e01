"""How what surrounds mediations looks on the desk: what follows them, rulings, proposals of linkage, elections."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.db.models import TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures import registry
from fazhi.lines.mediation.models import AdministrativeRuling
from fazhi.lines.mediation.registers import RULINGS, TERMS
from fazhi.lines.mediation.terms import (
    BY_ELECTION,
    CONFIRMATION,
    ELECTION,
    LINKAGE,
    OUTSIDER,
    PERFORMANCE,
    RISK,
    RULING,
    Category,
)
from fazhi.lines.mediation.web import related
from fazhi.lines.mediation.web.candidates import candidates
from fazhi.surfaces import columns
from fazhi.surfaces.web.matters.face import MatterFace, Part

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def _title(matter: "Matter") -> str:
    return registry.procedure_of(matter).title


def _ruling_title(matter: "Matter") -> str:
    return _("%s纠纷行政裁决") % _(Category.labels()[cast(AdministrativeRuling, matter).category])


def _election_title(matter: "Matter") -> str:
    return f"{matter.office.name}　{registry.procedure_of(matter).title}"


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    """The matter's own columns by their Chinese names; free text may name anybody, and is left out."""
    for name, title, _value, told in columns.facts(registry.procedure_of(matter), matter):
        if not isinstance(matter._meta.get_field(name), TextField):
            yield title, told


def _linkage_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    """What the two records are stands in a sheet of its own."""
    hidden = ("earlier_procedure", "later_procedure", "earlier_id", "later_id")
    for name, title, _value, told in columns.facts(registry.procedure_of(matter), matter):
        if name not in hidden:
            yield title, told


_MEDIATION = Part("mediation/related.html", related.of_follower)

PERFORMANCE_FACE = MatterFace(
    procedures=(PERFORMANCE,),
    url_name="mediation-performance",
    register="",
    title=_title,
    facts=_facts,
    parts=(Part("mediation/visits.html", related.visits), _MEDIATION),
    section="mediation",
)
CONFIRMATION_FACE = MatterFace(
    procedures=(CONFIRMATION,),
    url_name="mediation-confirmation",
    register="",
    title=_title,
    facts=_facts,
    parts=(_MEDIATION,),
    section="mediation",
)
OUTSIDER_FACE = MatterFace(
    procedures=(OUTSIDER,),
    url_name="mediation-outsider",
    register="",
    title=_title,
    facts=_facts,
    parts=(Part("mediation/related.html", related.of_outsider),),
    section="mediation",
)
RISK_FACE = MatterFace(
    procedures=(RISK,),
    url_name="mediation-risk",
    register="",
    title=_title,
    facts=_facts,
    parts=(_MEDIATION,),
    section="mediation",
)
RULING_FACE = MatterFace(
    procedures=(RULING,),
    url_name="mediation-ruling",
    register=RULINGS.name,
    title=_ruling_title,
    facts=_facts,
)
LINKAGE_FACE = MatterFace(
    procedures=(LINKAGE,),
    url_name="mediation-linkage",
    register="",
    title=_title,
    facts=_linkage_facts,
    parts=(Part("mediation/candidates.html", candidates),),
    facts_title=gettext_noop("认定"),
    section="mediation",
)
ELECTION_FACE = MatterFace(
    procedures=(ELECTION, BY_ELECTION),
    url_name="mediation-election",
    register=TERMS.name,
    title=_election_title,
    facts=_facts,
    facts_title=gettext_noop("选举"),
    section="mediation",
)

MORE_FACES = {
    "mediation/performances/": PERFORMANCE_FACE,
    "mediation/confirmations/": CONFIRMATION_FACE,
    "mediation/outsiders/": OUTSIDER_FACE,
    "mediation/risks/": RISK_FACE,
    "mediation/rulings/": RULING_FACE,
    "mediation/proposals/": LINKAGE_FACE,
    "mediation/elections/": ELECTION_FACE,
}
"""Route → face."""
