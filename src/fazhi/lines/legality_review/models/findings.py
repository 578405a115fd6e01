"""What the examination of drafts keeps: each run, its findings, clauses like earlier ones, and what the reviewers decided."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from uuid_utils.compat import uuid7

from fazhi.engines.review import Severity
from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.triggers import guard
from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.legality_review.models.reviews import Point, Review
from fazhi.lines.legality_review.terms import Choice

_SMALL = models.PositiveSmallIntegerField


class Examination(models.Model):
    """
    One run over one version of a draft (文稿核对); it is kept as it was made.

    place     its number within the review
    sha256    digest of the file that was read, or of the text where no file came; `source` is the file's name, "" for text
    law_date  the day whose law the draft was held against
    text      as it was read; every offset is one of it
    clauses   the draft's tree, flat: [{id, label, level, start, end}]
    rules     digest of the checks and rules; `software` the version of the software, `corpora` the texts of law it held
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    review = models.ForeignKey(Review, models.PROTECT, related_name="+", verbose_name="合法性审核")
    place = _SMALL("核对序号")
    sha256 = models.CharField("内容摘要", max_length=64)
    source = models.CharField("文件名", max_length=200, blank=True)
    law_date = models.DateField("依据哪一天的法律")
    text = models.TextField("文稿文字")
    clauses: models.JSONField[list[dict[str, object]], list[dict[str, object]]] = models.JSONField("条款")
    rules = models.CharField("规则摘要", max_length=64)
    software = models.CharField("软件版本", max_length=24)
    corpora = models.CharField("法规库", max_length=400, blank=True)
    examined_at = models.DateTimeField("核对时间")

    objects = ScopedManager["Examination"]()

    class Meta:
        verbose_name = "文稿核对"
        constraints = (
            models.UniqueConstraint(fields=["review", "place"], name="examination_once"),
            CheckConstraint(condition=~Q(text=""), name="examination_has_text"),
        )


class Finding(models.Model):
    """
    A finding of an examination (审核发现): a question to the reviewers.

    place         its number within the review, over all examinations
    check_code    which check, as clause.penalty
    start, end    offsets in the examination's text; `quote` is what stands there
    clause        id of the innermost clause, "" outside of any; `clause_label` as a lawyer names it
    basis         [{source, text}]: each article with its text on the examination's `law_date`, "" where it is not held
    confidence    per cent
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    review = models.ForeignKey(Review, models.PROTECT, related_name="+", verbose_name="合法性审核")
    examination = models.ForeignKey(Examination, models.PROTECT, related_name="+", verbose_name="文稿核对")
    place = _SMALL("发现序号")
    check_code = models.CharField("核对项", max_length=40)
    severity = models.CharField("程度", max_length=8, choices=Severity.labels())
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    quote = models.TextField("原文", blank=True)
    clause = models.CharField("条款编号", max_length=60, blank=True)
    clause_label = models.CharField("条款", max_length=60, blank=True)
    message = models.TextField("存在的问题")
    basis: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField("法律依据", default=list)
    suggestion = models.TextField("修改建议", blank=True)
    confidence = _SMALL("可信度")

    objects = ScopedManager["Finding"]()

    class Meta:
        verbose_name = "审核发现"
        indexes = (models.Index(fields=["check_code"], name="finding_check"),)
        constraints = (
            models.UniqueConstraint(fields=["review", "place"], name="finding_once"),
            CheckConstraint(condition=Q(severity__in=[each.value for each in Severity]), name="finding_severity_known"),
            CheckConstraint(condition=Q(end__gte=F("start")), name="finding_in_order"),
            CheckConstraint(condition=Q(confidence__lte=100), name="finding_confidence_per_cent"),
        )


class Likeness(models.Model):
    """A clause of a draft that reads like a clause of an earlier one (相近条款); `likeness` is per cent of equal wording."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    examination = models.ForeignKey(Examination, models.PROTECT, related_name="+", verbose_name="文稿核对")
    clause = models.CharField("条款编号", max_length=60)
    earlier = models.ForeignKey(Examination, models.PROTECT, related_name="+", verbose_name="以前的文稿核对")
    earlier_clause = models.CharField("以前的条款编号", max_length=60)
    likeness = _SMALL("相近程度")

    objects = ScopedManager["Likeness"]()

    class Meta:
        verbose_name = "相近条款"
        constraints = (
            models.UniqueConstraint(
                fields=["examination", "clause", "earlier", "earlier_clause"], name="likeness_once"
            ),
            CheckConstraint(condition=Q(likeness__lte=100), name="likeness_per_cent"),
        )


class Verdict(models.Model):
    """
    What one reviewer decided about a finding (取舍); it stands.

    point   the point of the opinion that it became, null where it was dismissed
    reason  why it was dismissed
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+", verbose_name="审核发现")
    reviewer = models.ForeignKey("organisations.Official", models.PROTECT, related_name="+", verbose_name="审核人")
    choice = models.CharField("取舍", max_length=12, choices=Choice.labels())
    reason = models.CharField("不采纳的理由", max_length=400, blank=True)
    point = models.OneToOneField(Point, models.PROTECT, null=True, related_name="+", verbose_name="审核意见")
    decided_date = models.DateField("取舍日期")

    objects = ScopedManager["Verdict"]()

    class Meta:
        verbose_name = "取舍"
        constraints = (
            models.UniqueConstraint(fields=["finding", "reviewer"], name="verdict_once"),
            CheckConstraint(condition=Q(choice__in=[each.value for each in Choice]), name="verdict_choice_known"),
            CheckConstraint(
                condition=(Q(choice=Choice.DISMISSED, point__isnull=True) & ~Q(reason=""))
                | (~Q(choice=Choice.DISMISSED) & Q(point__isnull=False, reason="")),
                name="verdict_point_or_reason",
            ),
        )


GUARDS: tuple[DatabaseObject, ...] = tuple(
    guard(f"legality_{name}_no_{event.lower()}", f"legality_review_{name}", event)
    for name in ("examination", "finding", "likeness", "verdict")
    for event in ("UPDATE", "DELETE")
)
"""Nothing of it is changed once it is written: what was found, and what was decided about it, stays as it was."""
