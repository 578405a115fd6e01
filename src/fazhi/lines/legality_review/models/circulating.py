"""A draft under review that is circulated for opinions (征求意见): who was asked, what each said, what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.legality_review.models.constraints import listed, needs
from fazhi.lines.legality_review.models.reviews import Review
from fazhi.lines.legality_review.terms import Adoption
from fazhi.lines.legality_review.terms.circulating import CirculationState, RecipientKind, Stance

_SMALL = models.PositiveSmallIntegerField


class Circulation(Matter):
    """One round of asking on one draft; `office` is the review's. `due_date` is the day by which replies are asked for."""

    shown_with = ("review",)

    review = models.ForeignKey(Review, models.PROTECT, related_name="+", verbose_name="合法性审核")
    asked_date = models.DateField("发出日期")
    due_date = models.DateField("答复期限")
    collated_date = models.DateField("汇总日期", null=True)

    class Meta:
        verbose_name = "征求意见"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="circulation_number_once"),
            listed("circulation", "state", CirculationState),
            needs("circulation", "due", "asked"),
            needs("circulation", "collated", "asked"),
            CheckConstraint(
                condition=Q(state=CirculationState.COLLATED, collated_date__isnull=False)
                | (~Q(state=CirculationState.COLLATED) & Q(collated_date__isnull=True)),
                name="circulation_collated_has_date",
            ),
        )


class Inquiry(models.Model):
    """
    Who is asked; `office` is the circulation's.

    recipient      the department's office, which replies on its own desk; null for experts and for who has no office here
    name           as printed
    answered_date  null while no reply has come; `answered_by` who entered it
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="+", verbose_name="征求意见")
    kind = models.CharField("征求对象类别", max_length=16, choices=RecipientKind.labels())
    recipient = models.ForeignKey(
        "organisations.Office", models.PROTECT, null=True, related_name="+", verbose_name="征求部门"
    )
    name = models.CharField("征求对象", max_length=120)
    answered_date = models.DateField("答复日期", null=True)
    answered_by = models.ForeignKey(
        "organisations.Official", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    objects = ScopedManager["Inquiry"]()
    received = ScopedManager["Inquiry"](bounds="recipient__")
    """What the post's office, or one below it, was asked."""

    class Meta:
        verbose_name = "征求对象"
        constraints = (
            models.UniqueConstraint(fields=["circulation", "name"], name="inquiry_once"),
            listed("inquiry", "kind", RecipientKind),
            CheckConstraint(condition=~Q(name=""), name="inquiry_name_filled"),
            CheckConstraint(
                condition=Q(kind=RecipientKind.DEPARTMENT) | Q(recipient__isnull=True),
                name="inquiry_expert_has_no_desk",
            ),
        )


class Remark(models.Model):
    """
    What a reply says of one clause; `place` is its number within the circulation.

    adoption  what the reviewing office did with it, "" for one that agrees or is open; a refusal has its `reason`
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="+", verbose_name="征求意见")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="+", verbose_name="征求对象")
    place = _SMALL("序号")
    clause = models.CharField("条款", max_length=60)
    stance = models.CharField("意见类型", max_length=16, choices=Stance.labels())
    text = models.TextField("意见", blank=True)
    adoption = models.CharField("采纳情况", max_length=16, blank=True, choices=Adoption.labels())
    reason = models.TextField("理由", blank=True)

    objects = ScopedManager["Remark"]()

    class Meta:
        verbose_name = "征求到的意见"
        constraints = (
            models.UniqueConstraint(fields=["circulation", "place"], name="remark_once"),
            listed("remark", "stance", Stance),
            listed("remark", "adoption", Adoption, blank=True),
            CheckConstraint(condition=Q(stance=Stance.AGREE) | ~Q(text=""), name="remark_says_something"),
            CheckConstraint(
                condition=Q(adoption__in=["", Adoption.ADOPTED]) | ~Q(reason=""), name="remark_refusal_has_reason"
            ),
        )
