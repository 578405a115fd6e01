"""Proposals that two records are one dispute (同一纠纷认定): those that wait for a decision, and a dispute with its records."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.procedures.queries import open_acts
from fazhi.lines.mediation.models import LinkProposal
from fazhi.lines.mediation.queries import disputes
from fazhi.lines.mediation.queries.candidates import Named, named_in, open_proposals
from fazhi.lines.mediation.registers import DISPUTES
from fazhi.lines.mediation.terms import Category, DisputeOutcome
from fazhi.lines.mediation.web.disputes import shown_members
from fazhi.lines.mediation.web.facts import day_text
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

PAGE = 50


@dataclass(frozen=True)
class Record:
    """One of the two; `number` is "" for a record outside the post's offices."""

    number: str
    office: str
    url: str


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    category: str
    earlier: Record
    later: Record
    parties: int
    proposed: str
    acts: tuple[tuple[str, str], ...]


def proposals(request: DeskRequest) -> HttpResponse:
    """Proposals that wait for a decision, a page at a time."""
    after = _key(request.GET.get("after", ""))
    found = open_proposals(request.post, after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    named = named_in(shown, request.post)
    here = reverse("mediation-proposals")
    context = {
        "rows": [_row(each, named, request.post) for each in shown],
        "first_url": here if after else "",
        "next_url": f"{here}?after={shown[-1].pk}" if more else "",
        "tabs": tabs(request.post, "mediation-proposals"),
    }
    return page(request, "mediation/proposals.html", context, section=SECTION)


def dispute(request: DeskRequest, key: UUID) -> HttpResponse:
    """One dispute with its records: what a row of its register opens."""
    found = disputes.dispute_seen(key, request.post)
    if found is None:
        raise NotHere(_("这件同一纠纷"), Way(DISPUTES.title, reverse("register", kwargs={"name": DISPUTES.name})))
    context = {
        "ways": (Way(DISPUTES.title, reverse("register", kwargs={"name": DISPUTES.name})),),
        "dispute": found,
        "title": _("%s纠纷") % _(Category.labels()[found.category]),
        "outcome": _(DisputeOutcome(found.outcome).label),
        "is_open": found.outcome == DisputeOutcome.OPEN,
        "records": shown_members(disputes.members_of(found, request.post)),
        "tabs": tabs(request.post, "mediation-proposals"),
    }
    return page(request, "mediation/one_dispute.html", context, section="registers")


def record(request: DeskRequest, key: UUID) -> HttpResponse:
    """Where a record of a dispute opens: the page of the matter or the referral that it is."""
    procedure = disputes.procedure_of_member(key, request.post)
    url = matter_url(procedure, key) if procedure else ""
    if not url:
        raise NotHere(_("这件登记"), Way(DISPUTES.title, reverse("register", kwargs={"name": DISPUTES.name})))
    return redirect(url)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text, Way(_("同一纠纷认定"), reverse("mediation-proposals"))) from error


def _row(proposal: LinkProposal, named: dict[UUID, Named], post: "Post") -> Row:
    earlier, later = named.get(proposal.earlier_id), named.get(proposal.later_id)
    known = later or earlier
    return Row(
        number=proposal.number,
        url=reverse("mediation-linkage", kwargs={"key": proposal.pk}),
        category=known.category if known else "",
        earlier=_record(proposal.earlier_procedure, proposal.earlier_id, earlier),
        later=_record(proposal.later_procedure, proposal.later_id, later),
        parties=proposal.parties,
        proposed=day_text(proposal.occurred_date),
        acts=tuple(
            (act.step.title, reverse("mediation-linkage-act", kwargs={"key": proposal.pk, "act": act.step.name}))
            for act in open_acts(proposal, post)
            if act.may
        ),
    )


def _record(procedure: str, key: UUID, named: Named | None) -> Record:
    return Record(named.number, named.office, matter_url(procedure, key)) if named else Record("", "", "")
