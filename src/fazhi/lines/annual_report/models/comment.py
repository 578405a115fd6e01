"""Comments on a draft of the report."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.annual_report.models.report import AnnualReport
from fazhi.lines.annual_report.terms import CommentKind, CommentOutcome


class Comment(models.Model):
    """
    What somebody who reads the draft has to say of a figure or a paragraph (意见), and what became of it. Never printed.

    office   who sees it: this office and those above. That of the paragraph if an office contributed it, else the writer's
    key      code of the figure or digest of the paragraph, `section` and `said` as in `terms.Anchor`
    answer   why it was declined; may be empty for one adopted
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="+", verbose_name="年度报告")
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("位置类别", max_length=16)
    key = models.CharField("位置", max_length=120)
    section = models.CharField("所在部分", max_length=120, blank=True)
    said = models.TextField("当时的内容")
    text = models.TextField("意见")
    by = models.ForeignKey("organisations.Post", models.PROTECT, related_name="+", verbose_name="提出人")
    written_at = models.DateTimeField("提出时间")
    outcome = models.CharField("结果", max_length=16, default=CommentOutcome.OPEN)
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        verbose_name = "年度报告意见"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=Q(kind__in=list(CommentKind)), name="comment_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=list(CommentOutcome)), name="comment_outcome_known"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(key="") & ~Q(said=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(outcome=CommentOutcome.OPEN, answered_by__isnull=True, answered_at__isnull=True, answer="")
                | (~Q(outcome=CommentOutcome.OPEN) & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="comment_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CommentOutcome.DECLINED) | ~Q(answer=""), name="comment_declined_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
