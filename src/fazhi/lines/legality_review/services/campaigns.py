"""Clean-up campaigns until they are decided: documents assigned in batches, departments' proposals, the office's findings."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fazhi.engines.procedure import Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors.campaigns import DueUnfit, ScopeEmpty
from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.permissions import ANSWER
from fazhi.lines.legality_review.queries.campaigns import asked_of, departments_named, items_of, unassigned
from fazhi.lines.legality_review.rules.outcomes import Told, read_outcomes
from fazhi.lines.legality_review.services.shared import WHY
from fazhi.lines.legality_review.terms import MAKING
from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN, CampaignKind

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def open_campaign(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    title: str,
    kind: str,
    notice: str,
    due_date: date,
    title_words: str = "",
    published_until_date: date | None = None,
    expires_until_date: date | None = None,
    provisional_only: bool = False,
    late_reason: str = "",
) -> Campaign:
    """
    Begin a campaign on the notice that it rests on; its scope is every document in force that meets all that is told.

    Raises DueUnfit. Source: 国办发〔2018〕37号.
    """
    _require_due(number, due_date, on, None)
    campaign = Campaign(
        office=office,
        number=number,
        title=title,
        kind=CampaignKind(kind).value,
        notice=notice,
        title_words=title_words,
        published_until_date=published_until_date,
        expires_until_date=expires_until_date,
        provisional_only=int(provisional_only),
        opened_date=on,
        due_date=due_date,
    )
    return procedures.begin(
        campaign, by=by, at=at, on=on, grounds=grounds(late_reason, notice=notice, answer_by=due_date)
    )


@transaction.atomic
def assign_batch(
    campaign: Campaign, *, by: "Post", at: datetime, on: date, due_date: date, drafter: str = "", late_reason: str = ""
) -> Step:
    """
    Assign what the scope has and is not assigned yet, of one drafter or of all, as the next batch.

    Each document goes to the office of its drafter's name. Raises DueUnfit, ScopeEmpty.
    """
    procedures.require_open(campaign, "assign_batch", by=by, at=at)
    _require_due(campaign.number, due_date, on, campaign.due_date)
    rows = unassigned(campaign, by)
    found = list(rows.filter(drafter=drafter) if drafter else rows)
    if not found:
        raise ScopeEmpty(campaign.number, drafter)
    there = CleanedItem.objects.system(WHY).filter(campaign=campaign)
    batch = (there.aggregate(last=Max("batch"))["last"] or 0) + 1
    told = grounds(late_reason, batch=f"第{batch}批，{len(found)}件", answer_by=due_date)
    step = procedures.take(campaign, "assign_batch", by=by, at=at, on=on, grounds=told)
    offices = departments_named({each.drafter for each in found})
    items = (
        CleanedItem(
            office=campaign.office,
            campaign=campaign,
            document=each,
            assignee=offices.get(each.drafter),
            batch=batch,
            due_date=due_date,
        )
        for each in found
    )
    CleanedItem.objects.system(WHY).bulk_create(items)
    return step


def _require_due(number: str, due: date, first: date, last: date | None) -> None:
    if due < first or (last is not None and due > last):
        raise DueUnfit(number, due, first, last)


@transaction.atomic
def propose(campaign: Campaign, lines: Sequence[str], *, by: "Post", at: datetime, on: date) -> int:
    """
    A department says what is to become of its documents: 「厦司规〔2024〕1号 废止 理由」, a line each, as often as it likes
    until the office has found of them. Returns of how many.

    Raises NotPermitted, OutcomeUnclear, OutcomesUnfit for documents that its office was not asked about.
    """
    require(by, ANSWER)
    asked = {each.document.number: each for each in asked_of(by, campaign.pk) if not each.reviewed}
    told = read_outcomes(campaign.number, lines, asked)
    _propose([(asked[each.number], each) for each in told], by=by, on=on)
    if told:
        audit.record(
            f"{CAMPAIGN}.propose",
            by=by.code,
            at=at,
            subject=(CAMPAIGN, campaign.pk.hex),
            basis=MAKING.source,
            payload={"documents": {each.number: each.outcome.value for each in told}},
            detail={"reasons": {each.number: each.reason for each in told}},
        )
    return len(told)


def _propose(found: Sequence[tuple[CleanedItem, Told]], *, by: "Post", on: date) -> None:
    for item, told in found:
        item.proposed, item.proposed_reason = told.outcome.value, told.reason
        item.proposed_date, item.proposed_by = on, by.official
    columns = ["proposed", "proposed_reason", "proposed_date", "proposed_by"]
    CleanedItem.objects.system(WHY).bulk_update([item for item, _ in found], columns)


@transaction.atomic
def enter_proposals(
    campaign: Campaign, *, by: "Post", at: datetime, on: date, lines: Sequence[str], late_reason: str = ""
) -> Step:
    """Enter what a department without an account here has answered by letter; else as `propose`."""
    procedures.require_open(campaign, "enter_proposals", by=by, at=at)
    items = {each.document.number: each for each in items_of(campaign, by) if not each.reviewed}
    told = read_outcomes(campaign.number, lines, items)
    step = procedures.take(
        campaign, "enter_proposals", by=by, at=at, on=on, grounds=grounds(late_reason, lines="；".join(lines))
    )
    _propose([(items[each.number], each) for each in told], by=by, on=on)
    return step


@transaction.atomic
def review_documents(
    campaign: Campaign, *, by: "Post", at: datetime, on: date, lines: Sequence[str], late_reason: str = ""
) -> Step:
    """
    The office finds what is to become of documents whose department has answered, a line each; until the decision it may find
    otherwise. Raises OutcomeUnclear, OutcomesUnfit.
    """
    procedures.require_open(campaign, "review_documents", by=by, at=at)
    items = {each.document.number: each for each in items_of(campaign, by) if each.proposed}
    told = read_outcomes(campaign.number, lines, items)
    step = procedures.take(
        campaign, "review_documents", by=by, at=at, on=on, grounds=grounds(late_reason, lines="；".join(lines))
    )
    for each in told:
        item = items[each.number]
        item.reviewed, item.reviewed_reason, item.reviewed_date = each.outcome.value, each.reason, on
    changed = [items[each.number] for each in told]
    CleanedItem.objects.system(WHY).bulk_update(changed, ["reviewed", "reviewed_reason", "reviewed_date"])
    return step
