"""What a week of topics was handed on as: to outreach, or to mediation as an early warning."""

from django.db import models
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import listed
from fazhi.lines.hotline.terms.topics import HandoverPurpose


class TopicHandover(models.Model):
    """
    A week's rises handed over (每周研判移交): what was told then, which later records do not change.

    week_date  its Monday
    rises      [{topic, district, now, before, expected, chance}], those told as risen, with no personal data
    transfer   by which the receiver finds it in its inbox and answers
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    week_date = models.DateField("周一")
    purpose = models.CharField("移交用途", max_length=16, choices=HandoverPurpose.labels())
    receiver = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="接收机构", db_index=False
    )
    rises = models.JSONField("异常上升")
    note = models.TextField("研判意见", blank=True)
    handed_date = models.DateField("移交日期")
    by = models.CharField("移交岗位", max_length=120)
    transfer = models.ForeignKey("referrals.Transfer", models.PROTECT, related_name="+", verbose_name="转办")

    objects = ScopedManager["TopicHandover"]()

    class Meta:
        verbose_name = "咨询研判移交"
        constraints = (
            models.UniqueConstraint(fields=["office", "week_date", "purpose", "receiver"], name="topic_handover_once"),
            listed("topic_handover", "purpose", HandoverPurpose),
        )
