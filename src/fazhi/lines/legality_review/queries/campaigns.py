"""Questions about clean-up campaigns: which documents a scope has, how far each campaign is, what a department is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import polars as pl
from django.db.models import Count, Q, QuerySet

from fazhi.kernel.organisations.queries import office_codes, offices_of
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.lines.legality_review.models import Campaign, CleanedItem, Document
from fazhi.lines.legality_review.terms import STANDING
from fazhi.lines.legality_review.terms.campaigns import CampaignState

if TYPE_CHECKING:
    from datetime import date

    from fazhi.kernel.organisations.models import Office, Post

_ASKED = frozenset({OfficeKind.DEPARTMENT.value, OfficeKind.DISTRICT_BUREAU.value, OfficeKind.DIVISION.value})


def unassigned(campaign: Campaign, post: "Post") -> QuerySet[Document]:
    """The documents in force within the campaign's scope that are not in it yet, of the offices that the post sees."""
    rows = Document.objects.visible_to(post).filter(state__in=STANDING)
    if campaign.title_words:
        rows = rows.filter(title__contains=campaign.title_words)
    if campaign.published_until_date:
        rows = rows.filter(published_date__lte=campaign.published_until_date)
    if campaign.expires_until_date:
        rows = rows.filter(expires_date__lte=campaign.expires_until_date)
    if campaign.provisional_only:
        rows = rows.filter(is_provisional=1)
    there = CleanedItem.objects.visible_to(post).filter(campaign=campaign).values("document")
    return rows.exclude(pk__in=there).order_by("drafter", "number")


def departments_named(names: Collection[str]) -> "dict[str, Office]":
    """The offices that can be asked, by their names, of these names; a name that two bear names none."""
    found: dict[str, list[Office]] = {}
    for office in offices_of(_ASKED):
        if office.name in names:
            found.setdefault(office.name, []).append(office)
    return {name: offices[0] for name, offices in found.items() if len(offices) == 1}


def asked_offices() -> pl.DataFrame:
    """Offices that can be asked."""
    return pl.DataFrame(office_codes(_ASKED), schema={"code": pl.String, "id": pl.Int64}, orient="row")


def items_of(campaign: Campaign, post: "Post") -> list[CleanedItem]:
    """The documents of a campaign with their departments, by batch and number."""
    rows = CleanedItem.objects.visible_to(post).filter(campaign=campaign)
    return list(rows.select_related("document__office", "assignee").order_by("batch", "document__number"))


@dataclass(frozen=True)
class Progress:
    """How many documents a campaign has, of how many the department has answered and the office has found."""

    assigned: int
    proposed: int
    reviewed: int
    late: int


def progress_of(campaigns: Sequence[Campaign], post: "Post", on: "date") -> dict[UUID, Progress]:
    """Campaign → how far it is, in one query; `late` are those whose department has not answered by its day."""
    rows = CleanedItem.objects.visible_to(post).filter(campaign__in=[each.pk for each in campaigns])
    counted = rows.values("campaign").annotate(
        total=Count("pk"),
        answered=Count("pk", filter=~Q(proposed="")),
        found=Count("pk", filter=~Q(reviewed="")),
        late=Count("pk", filter=Q(proposed="", due_date__lt=on)),
    )
    return {
        row["campaign"]: Progress(row["total"], row["answered"], row["found"], row["late"])
        for row in counted.order_by("campaign")
    }


def campaigns_seen_by(post: "Post", *, after: UUID | None = None, limit: int) -> list[Campaign]:
    """Campaigns, the latest first; `after` is the last one of the page before."""
    seen = Campaign.objects.visible_to(post)
    rows = seen
    last = seen.filter(pk=after).values_list("opened_date", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(opened_date__lt=last) | Q(opened_date=last, pk__lt=after))
    return list(rows.order_by("-opened_date", "-pk")[:limit])


def asked_of(post: "Post", campaign: UUID | None = None) -> list[CleanedItem]:
    """What the post's office is asked in open campaigns, with campaign and document, the earliest due first."""
    rows = CleanedItem.assigned.visible_to(post).filter(campaign__state=CampaignState.OPEN)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return list(rows.select_related("campaign", "document").order_by("due_date", "document__number"))


def item_of_row(key: UUID, post: "Post") -> UUID | None:
    """The campaign that a row of the register belongs to."""
    return CleanedItem.objects.visible_to(post).filter(pk=key).values_list("campaign_id", flat=True).first()
