"""What a clean-up campaign comes to: the decision, which moves each document by its own procedure, and the published list."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors.campaigns import CampaignUnfinished
from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.queries.campaigns import items_of, unassigned
from fazhi.lines.legality_review.services import documents
from fazhi.lines.legality_review.terms import MAKING, STANDING, DocumentState
from fazhi.lines.legality_review.terms.campaigns import (
    CAMPAIGN,
    CLEANED_LIST,
    CleanedDocument,
    CleanedFacts,
    Outcome,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_LONGEST = 400
"""Characters of a document's reason for its end."""

_MOVES = {
    Outcome.AMEND: documents.list_to_amend,
    Outcome.ABOLISH: documents.abolish,
    Outcome.INVALID: documents.declare_invalid,
}


@transaction.atomic
def decide(campaign: Campaign, *, by: "Post", at: datetime, on: date, decision: str, late_reason: str = "") -> Step:
    """
    Decide the outcome of every document, all or none: each moves by its own procedure, with an act that cites its law.

    decision  the meeting or document that decided. Raises CampaignUnfinished, and what stops a document's own act
    """
    procedures.require_open(campaign, "decide", by=by, at=at)
    # What has ended by itself meanwhile needs no outcome any more.
    items = [each for each in items_of(campaign, by) if each.document.state in STANDING]
    left, unreviewed = unassigned(campaign, by).count(), [each.document.number for each in items if not each.reviewed]
    if left or unreviewed or not items:
        raise CampaignUnfinished(campaign.number, left, unreviewed)
    changes = {**parts("decided", on), "decision": decision}
    step = procedures.take(
        campaign, "decide", by=by, at=at, on=on, grounds=grounds(late_reason, decision=decision), changes=changes
    )
    for item in items:
        _move(item, campaign, by=by, at=at, on=on, late_reason=late_reason)
    return step


def _move(item: CleanedItem, campaign: Campaign, *, by: "Post", at: datetime, on: date, late_reason: str) -> None:
    """Each document has its own act in its own trail; what is kept, or waits for its amendment already, is told of it."""
    document, move = item.document, _MOVES.get(Outcome(item.reviewed))
    if move is None or (item.reviewed == Outcome.AMEND and document.state == DocumentState.AMENDING):
        procedures.carry(document, {}, source=campaign, act="decide", basis=MAKING, by=by, at=at, on=on)
    else:
        reason = f"{campaign.title}（{campaign.decision}）：{item.reviewed_reason}"
        move(document, by=by, at=at, on=on, reason=reason[:_LONGEST], late_reason=late_reason)


@transaction.atomic
def publish(
    campaign: Campaign, *, by: "Post", at: datetime, on: date, list_number: str, issued_at: str, late_reason: str = ""
) -> Step:
    """Publish what the campaign came to as one list, which is made and kept. Source: 优化营商环境条例 art. 64(2)."""
    told = grounds(late_reason, list_number=list_number, issued_at=issued_at)
    changes = {"published_date": on, "published_at_place": issued_at, "list_number": list_number}
    step = procedures.take(campaign, "publish", by=by, at=at, on=on, grounds=told, changes=changes)
    place = MatterRef(CAMPAIGN, campaign.pk, campaign.office)
    papers.issue(CLEANED_LIST, _facts(campaign, items_of(campaign, by), on), matter=place, by=by, at=at, on=on)
    return step


def _facts(campaign: Campaign, items: Sequence[CleanedItem], on: date) -> CleanedFacts:
    def of(outcome: Outcome) -> tuple[CleanedDocument, ...]:
        found = sorted((each for each in items if each.reviewed == outcome), key=lambda each: each.document.number)
        return tuple(
            CleanedDocument(each.document.number, each.document.title, each.document.drafter, each.reviewed_reason)
            for each in found
        )

    return CleanedFacts(
        number=campaign.list_number,
        office=campaign.office.name,
        title=campaign.title,
        notice=campaign.notice,
        decision=campaign.decision,
        decided_date=campaign.decided_date or on,
        sealed_date=on,
        documents=tuple((outcome, found) for outcome in Outcome if (found := of(outcome))),
    )


def cancel(campaign: Campaign, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Give a campaign up before it is decided; no document changes."""
    return procedures.take(campaign, "cancel", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))
