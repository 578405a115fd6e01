"""What divisions contribute, and the texts they submitted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.annual_report.models.report import AnnualReport
from fazhi.lines.annual_report.terms import ContributionState, Heading, Outcome


class Contribution(Matter):
    """
    One part of the report, asked of one office (供稿): `office` is the one asked, under which heading and title it stands.

    position  its place among the report's contributions, in the order asked
    replaces  the accepted one that it is to take the place of; from its own acceptance on the other is no longer printed
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="+", verbose_name="年度报告")
    position = models.PositiveSmallIntegerField("次序")
    heading = models.CharField("所属部分", max_length=16)
    title = models.TextField("小标题")
    due_date = models.DateField("供稿期限")
    asked_date = models.DateField("约稿日期")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="+", verbose_name="替换")

    class Meta:
        verbose_name = "年度报告供稿"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["report", "position"], name="contribution_in_order"),
            models.UniqueConstraint(fields=["office", "number"], name="contribution_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(ContributionState)), name="contribution_state_known"),
            models.CheckConstraint(condition=Q(heading__in=list(Heading)), name="contribution_heading_known"),
            models.CheckConstraint(condition=~Q(title=""), name="contribution_has_title"),
            models.CheckConstraint(condition=Q(due_date__gte=F("asked_date")), name="contribution_due_after_asked"),
        )


class Submission(models.Model):
    """
    A text as an office submitted it; every one is kept, also those sent back.

    number   within the contribution, from 1
    outcome  what became of it, with the reason where it was sent back
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+", verbose_name="供稿")
    number = models.PositiveSmallIntegerField("稿次")
    text = models.TextField("内容")
    submitted_date = models.DateField("供稿日期")
    submitted_by = models.CharField("供稿人", max_length=120)
    outcome = models.CharField("结果", max_length=16, default=Outcome.WAITING)
    decided_date = models.DateField("审定日期", null=True)
    decided_by = models.CharField("审定人", max_length=120, blank=True)
    reason = models.TextField("退回理由", blank=True)

    class Meta:
        verbose_name = "供稿稿件"
        constraints = (
            models.UniqueConstraint(fields=["contribution", "number"], name="submission_once"),
            models.CheckConstraint(condition=~Q(text=""), name="submission_has_text"),
            models.CheckConstraint(condition=Q(outcome__in=list(Outcome)), name="submission_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, decided_date__isnull=True, decided_by="")
                | (~Q(outcome=Outcome.WAITING) & Q(decided_date__isnull=False) & ~Q(decided_by="")),
                name="submission_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.RETURNED) & ~Q(reason="") | ~Q(outcome=Outcome.RETURNED) & Q(reason=""),
                name="submission_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_date__isnull=True) | Q(decided_date__gte=F("submitted_date")),
                name="submission_decided_after",
            ),
        )


class Draft(models.Model):
    """
    A text that an office is still writing (草稿): one for a contribution, kept until it is submitted.

    revision  rises with every saving, so that of two who write at once the second is told
    """

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="+", verbose_name="供稿")
    text = models.TextField("内容")
    revision = models.PositiveIntegerField("次数", default=1)
    saved_by = models.CharField("保存人", max_length=120)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "供稿草稿"

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.revision}"
