"""Clean-up campaigns (清理), and the documents that each of them goes through."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.legality_review.models.constraints import listed, needs, parts
from fazhi.lines.legality_review.models.reviews import Document
from fazhi.lines.legality_review.terms.campaigns import CampaignKind, CampaignState, Outcome

_SMALL = models.PositiveSmallIntegerField


class Campaign(Matter):
    """
    A campaign that goes through documents in force; `office` conducts it.

    notice            the notice that it rests on, with its number
    title_words       scope: documents whose title has these words, "" for all
    published_until_date  scope: documents published on this day or before; null for all
    expires_until_date    scope: documents whose validity ends on this day or before; null for all
    provisional_only  scope: 1 for provisional ones only
    due_date          the day by which the notice wants it done
    decision          the meeting or the document by which the outcome was decided
    list_number       number of the published list
    """

    title = models.CharField("清理名称", max_length=200)
    kind = models.CharField("清理类别", max_length=16, choices=CampaignKind.labels())
    notice = models.CharField("清理依据", max_length=200)
    title_words = models.CharField("名称含有", max_length=60, blank=True)
    published_until_date = models.DateField("公布日期截至", null=True)
    expires_until_date = models.DateField("有效期届满截至", null=True)
    provisional_only = _SMALL("仅暂行、试行", default=0)
    opened_date = models.DateField("启动日期")
    due_date = models.DateField("完成期限")
    decision = models.CharField("审定依据", max_length=200, blank=True)
    decided_date = models.DateField("审定日期", null=True)
    decided_year = _SMALL(null=True)
    decided_quarter = _SMALL(null=True)
    decided_month = _SMALL(null=True)
    list_number = models.CharField("公布文号", max_length=64, blank=True)
    published_date = models.DateField("公布日期", null=True)
    published_at_place = models.CharField("公布位置", max_length=200, blank=True)

    class Meta:
        verbose_name = "规范性文件清理"
        indexes = (models.Index(fields=["opened_date", "id"], name="campaign_opened"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="campaign_number_once"),
            models.UniqueConstraint(
                fields=["list_number"], condition=~Q(list_number=""), name="campaign_list_number_once"
            ),
            listed("campaign", "state", CampaignState),
            listed("campaign", "kind", CampaignKind),
            *parts("campaign", "decided"),
            needs("campaign", "due", "opened"),
            needs("campaign", "decided", "opened"),
            needs("campaign", "published", "decided"),
            CheckConstraint(condition=~Q(notice=""), name="campaign_has_notice"),
            CheckConstraint(
                condition=Q(state__in=[CampaignState.OPEN, CampaignState.CANCELLED], decided_date__isnull=True, decision="")
                | (
                    Q(state__in=[CampaignState.DECIDED, CampaignState.PUBLISHED], decided_date__isnull=False)
                    & ~Q(decision="")
                ),
                name="campaign_decided_whole",
            ),
            CheckConstraint(
                condition=(Q(state=CampaignState.PUBLISHED, published_date__isnull=False) & ~Q(list_number=""))
                | (~Q(state=CampaignState.PUBLISHED) & Q(published_date__isnull=True, list_number="")),
                name="campaign_published_whole",
            ),
        )  # fmt: skip


class CleanedItem(models.Model):
    """
    A document in a campaign; `office` is the campaign's.

    assignee   the department that made it and is asked; null where no office of that name is known: the conducting office
               then enters what it says
    batch      with which batch it was assigned, from 1; `due_date` the day by which the answer is due
    proposed   what the department proposes, with its reason; `proposed_by` who entered it
    reviewed   what the conducting office finds; once the campaign is decided, that is the outcome
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", verbose_name="清理")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="行政规范性文件")
    assignee = models.ForeignKey(
        "organisations.Office", models.PROTECT, null=True, related_name="+", verbose_name="承办部门"
    )
    batch = _SMALL("批次")
    due_date = models.DateField("答复期限")
    proposed = models.CharField("起草单位意见", max_length=16, blank=True, choices=Outcome.labels())
    proposed_reason = models.CharField("起草单位理由", max_length=400, blank=True)
    proposed_date = models.DateField("起草单位答复日期", null=True)
    proposed_by = models.ForeignKey(
        "organisations.Official", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    reviewed = models.CharField("审核意见", max_length=16, blank=True, choices=Outcome.labels())
    reviewed_reason = models.CharField("审核理由", max_length=400, blank=True)
    reviewed_date = models.DateField("审核日期", null=True)

    objects = ScopedManager["CleanedItem"]()
    assigned = ScopedManager["CleanedItem"](bounds="assignee__")
    """What the post's office, or one below it, was asked."""

    class Meta:
        verbose_name = "清理文件"
        constraints = (
            models.UniqueConstraint(fields=["campaign", "document"], name="cleaneditem_once"),
            listed("cleaneditem", "proposed", Outcome, blank=True),
            listed("cleaneditem", "reviewed", Outcome, blank=True),
            *(
                CheckConstraint(
                    condition=Q(**{name: "", f"{name}_date__isnull": True})
                    | (Q(**{f"{name}_date__isnull": False}) & ~Q(**{name: ""})),
                    name=f"cleaneditem_{name}_whole",
                )
                for name in ("proposed", "reviewed")
            ),
            *(
                CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", Outcome.KEEP]}) | ~Q(**{f"{name}_reason": ""}),
                    name=f"cleaneditem_{name}_reason",
                )
                for name in ("proposed", "reviewed")
            ),
        )
