"""How mediation's matters look on the desk: their headings, facts and dates, and the sheets that only they have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.referrals import queries as referrals
from fazhi.kernel.referrals.terms import Kind
from fazhi.lines.mediation.models import Mediation, PeoplesMatter
from fazhi.lines.mediation.procedure import DEPARTMENTS, PEOPLES_MEDIATION
from fazhi.lines.mediation.queries.appointments import appointments_of
from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS
from fazhi.lines.mediation.terms import Category, Form, NoticeManner, State
from fazhi.lines.mediation.terms.casefile import Item
from fazhi.lines.mediation.web import records, related
from fazhi.lines.mediation.web.disputes import shown_records
from fazhi.lines.mediation.web.facts import mediation_facts, referral_facts
from fazhi.lines.mediation.web.referrals import shown_referral
from fazhi.surfaces.web.matters.face import MatterFace, Milestone, Part

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.kernel.referrals.models import Referral
    from fazhi.surfaces.web.pages import DeskRequest


_TABLES = (PEOPLES_MEDIATION, *DEPARTMENTS.values())
_ENDINGS = frozenset(
    step.name for table in _TABLES for step in table.steps if step.target in table.ends and not step.stays
)
_ACCEPTANCES = frozenset({"accept", "settle_at_once"})
"""Acts that set the dates which a ledger would tell."""


def _title(matter: "Matter") -> str:
    return _("%s纠纷") % _(Category.labels()[cast(Mediation, matter).category])


def _referral_title(matter: "Matter") -> str:
    referral = cast("Referral", matter)
    dispute = _("%s纠纷") % _(Category.labels()[referral.category])
    return f"{_(referral.get_channel_display())}　{dispute}"


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    return mediation_facts(cast(Mediation, matter))


def _referral_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    return referral_facts(cast("Referral", matter))


def _milestones(matter: "Matter") -> Iterator[Milestone]:
    """What the ledger tells by its dates."""
    kept = cast(Mediation, matter)
    on_the_spot = isinstance(kept, PeoplesMatter) and kept.form == Form.ON_THE_SPOT
    if kept.concluded_date:
        title = gettext_noop("当场化解") if on_the_spot else State.labels()[kept.state]
        yield Milestone(kept.concluded_date, title, gettext_noop("台账所载办结日期"), _ENDINGS)
    if kept.effective_date and kept.effective_date != kept.concluded_date:
        yield Milestone(kept.effective_date, gettext_noop("协议生效"), gettext_noop("台账所载协议生效日期"), _ENDINGS)
    if kept.accepted_date:
        yield Milestone(kept.accepted_date, gettext_noop("受理"), gettext_noop("台账所载受理日期"), _ACCEPTANCES)


def _dispute(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    found = shown_records(matter.pk, request.post)
    return {"records": found} if found else None


def _sender(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The sender's side of a matter that was handed over."""
    kept = cast(PeoplesMatter, matter)
    if not kept.referral_number:
        return None
    found = referrals.referral_numbered(kept.referral_number, kept.source, request.post)
    return {"shown": shown_referral(found, kept)} if found else None


def _flow(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    referral = cast("Referral", matter)
    received = records.matter_of(referral, request.post)
    return {"shown": shown_referral(referral, received), "referral": referral, "matter": received}


def _appointments(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    """
    The sessions arranged, with how each side was told, and the way to the case file. Of a matter that no longer waits for a
    session the trail tells them.
    """
    if matter.state != State.ACCEPTED:
        return {"appointments": (), "is_over": True, **_file_urls(matter)}
    manners = NoticeManner.labels()
    found = [
        {
            "sequence": each.sequence,
            "meets_at": each.meets_at,
            "place": each.place,
            "applicant_told_at": each.applicant_told_at,
            "applicant_manner": manners.get(each.applicant_manner, ""),
            "respondent_told_at": each.respondent_told_at,
            "respondent_manner": manners.get(each.respondent_manner, ""),
        }
        for each in appointments_of(matter.pk, request.post)
    ]
    return {"appointments": found, **_file_urls(matter)}


def _file(matter: "Matter", request: "DeskRequest") -> dict[str, Any]:
    return _file_urls(matter)


def _file_urls(matter: "Matter") -> dict[str, str]:
    kwargs = {"key": matter.pk}
    return {
        "file_url": reverse("mediation-file", kwargs=kwargs),
        "paper_url": reverse("mediation-file-paper", kwargs=kwargs),
    }


_FILE_PLACES = {item.attached_as: item.label for item in Item}
"""Kinds of papers that may be added: the places of the case file."""
_DISPUTE = Part("mediation/dispute.html", _dispute)
_RELATED = Part("mediation/related.html", related.of_mediation)

PEOPLES_FACE = MatterFace(
    procedures=(PEOPLES_MEDIATION.name,),
    url_name="mediation-people",
    register=PEOPLES.name,
    title=_title,
    facts=_facts,
    parts=(
        Part("mediation/sender.html", _sender),
        Part("mediation/appointments.html", _appointments),
        _RELATED,
    ),
    milestones=_milestones,
    papers=_FILE_PLACES,
    facts_title=gettext_noop("纠纷情况"),
)
ADMINISTRATIVE_FACE = MatterFace(
    procedures=tuple(table.name for table in DEPARTMENTS.values()),
    url_name="mediation-administrative",
    register=ADMINISTRATIVE.name,
    title=_title,
    facts=_facts,
    parts=(Part("mediation/file_link.html", _file), _RELATED),
    milestones=_milestones,
    papers=_FILE_PLACES,
    facts_title=gettext_noop("纠纷情况"),
)
REFERRAL_FACE = MatterFace(
    procedures=tuple(Kind.values),
    url_name="mediation-referral",
    register=REFERRALS.name,
    title=_referral_title,
    facts=_referral_facts,
    parts=(Part("mediation/referral.html", _flow), _DISPUTE),
    facts_title=gettext_noop("对接情况"),
    has_parties=False,
)
