"""A department's own submission of a draft (部门送审): its side of the matter; the review is the reviewing office's."""

from typing import ClassVar, Self

from django.db import models

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.legality_review.models.constraints import listed
from fazhi.lines.legality_review.terms import Competition, Kind
from fazhi.lines.legality_review.terms.circulating import SubmissionState


class Submission(Matter):
    """
    What a department has sent; `office` is the department, `addressee` reviews.

    materials, competition, competition_told, body  as of a review
    supplemented_date  when it last sent more
    answers            what it did with each point, a line each, as it wrote them
    """

    shown_with = ("addressee",)

    title = models.CharField("送审件名称", max_length=200)
    kind = models.CharField("审核类别", max_length=16, choices=Kind.labels())
    addressee = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="审核机构")
    body = models.TextField("送审稿文本", blank=True)
    materials: models.JSONField[list[str], list[str]] = models.JSONField("送审材料", default=list)
    competition = models.CharField("公平竞争审查", max_length=16, blank=True, choices=Competition.labels())
    competition_told = models.CharField("公平竞争审查说明", max_length=200, blank=True)
    submitted_date = models.DateField("送审日期")
    supplemented_date = models.DateField("补正日期", null=True)
    answers = models.TextField("采纳情况", blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    addressed: ClassVar[ScopedManager[Self]] = ScopedManager(bounds="addressee__")
    """What the post's office, or one below it, is to review."""

    class Meta:
        verbose_name = "部门送审"
        indexes = (models.Index(fields=["submitted_date", "id"], name="submission_submitted"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="submission_number_once"),
            models.UniqueConstraint(fields=["number"], name="submission_number_in_the_city"),
            listed("submission", "state", SubmissionState),
            listed("submission", "kind", Kind),
            listed("submission", "competition", Competition, blank=True),
        )
