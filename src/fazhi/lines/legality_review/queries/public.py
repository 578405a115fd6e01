"""
What strangers may see of clean-ups (清理结果公布): lists that were published, and of each document what the list says of it.

What a department proposed, who entered it, and campaigns that go on, were given up or wait for publication are nobody's here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.terms.campaigns import CampaignState, Outcome

_WHY = "a list of a clean-up is public once it is published"
_BRACKETS = str.maketrans("[]［］【】()（）〈〉", "〔〕〔〕〔〕〔〕〔〕〔〕")
"""Brackets that people type in a document's number, for those that it has."""


def public_lists(*, before: UUID | None = None, limit: int) -> tuple[Campaign, ...]:
    """The published lists, the latest first, after the one of key `before`."""
    rows = _lists()
    if before is not None and (last := rows.filter(pk=before).first()) is not None:
        day = last.published_date
        rows = rows.filter(Q(published_date__lt=day) | Q(published_date=day, pk__lt=last.pk))
    return tuple(rows.order_by("-published_date", "-pk")[:limit])


def public_list(key: UUID) -> Campaign | None:
    """A published list; None for every other campaign."""
    return _lists().filter(pk=key).first()


def counts_of(lists: Sequence[Campaign]) -> Mapping[UUID, Mapping[Outcome, int]]:
    """List → outcome → how many documents, in one query."""
    rows = _documents().filter(campaign__in=[each.pk for each in lists]).values_list("campaign", "reviewed")
    found: dict[UUID, dict[Outcome, int]] = defaultdict(dict)
    for campaign, reviewed, count in rows.annotate(count=Count("pk")).order_by("campaign"):
        found[campaign][Outcome(reviewed)] = count
    return found


def documents_of(campaign: Campaign) -> tuple[CleanedItem, ...]:
    """The documents of a published list by their numbers."""
    return tuple(_documents().filter(campaign=campaign).order_by("document__number"))


def documents_found(words: Sequence[str], outcome: str, *, limit: int) -> tuple[CleanedItem, ...]:
    """
    What all published lists say of documents that have each of the words in number, title or drafter: by their numbers, of one
    document the latest first.
    """
    rows = _documents()
    for word in words:
        named = Q(document__title__icontains=word) | Q(document__drafter__icontains=word)
        rows = rows.filter(named | Q(document__number__icontains=word.translate(_BRACKETS)))
    if outcome:
        rows = rows.filter(reviewed=outcome)
    return tuple(rows.order_by("document__number", "-campaign__published_date", "pk")[:limit])


def _lists() -> QuerySet[Campaign]:
    return Campaign.objects.system(_WHY).filter(state=CampaignState.PUBLISHED).select_related("office")


def _documents() -> QuerySet[CleanedItem]:
    """A document that had ended before the decision has no outcome, and stands in no list."""
    rows = CleanedItem.objects.system(_WHY).filter(campaign__state=CampaignState.PUBLISHED).exclude(reviewed="")
    return rows.select_related("document", "campaign")
