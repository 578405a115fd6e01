"""Rulings by departments (行政裁决登记): no mediation, and in no register of mediation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import parts
from fazhi.lines.mediation.terms import Category, NotAccepted, RulingRemedy, RulingResult, RulingState

_SMALL = models.PositiveSmallIntegerField
_ENDED = (RulingState.DECIDED, RulingState.WITHDRAWN, RulingState.REFUSED)


class AdministrativeRuling(Matter):
    """
    A dispute that a department decides because a law empowers it to; `office` is the department, its parties lie with the
    parties.

    basis         the article that empowers it, as printed, e.g. 土地管理法 第十四条第一款
    decided_date  the day on which the ruling was made; `ended_date` the day it ended, however it did
    remedy        the remedy that the parties were told of; the law that empowers says which one there is
    """

    category = models.CharField("纠纷类别", max_length=32)
    basis = models.CharField("授权裁决的法律依据", max_length=120)
    accepted_date = models.DateField("受理日期", null=True)
    accepted_year = _SMALL(null=True)
    accepted_quarter = _SMALL(null=True)
    accepted_month = _SMALL(null=True)
    decided_date = models.DateField("裁决日期", null=True)
    decided_year = _SMALL(null=True)
    decided_quarter = _SMALL(null=True)
    decided_month = _SMALL(null=True)
    ended_date = models.DateField("办结日期", null=True)
    not_accepted = models.CharField("不予受理原因", max_length=24, blank=True)
    result = models.CharField("裁决结果", max_length=16, blank=True)
    remedy = models.CharField("告知的救济途径", max_length=24, blank=True)

    class Meta:
        verbose_name = "行政裁决"
        indexes = (models.Index(fields=["accepted_date", "id"], name="administrativeruling_accepted"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="ruling_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(RulingState)), name="ruling_state_known"),
            models.CheckConstraint(condition=Q(category__in=list(Category)), name="ruling_category_known"),
            models.CheckConstraint(condition=~Q(basis=""), name="ruling_has_basis"),
            models.CheckConstraint(
                condition=Q(not_accepted="") | Q(not_accepted__in=list(NotAccepted), state=RulingState.REFUSED),
                name="ruling_not_accepted_known",
            ),
            parts("accepted"),
            parts("decided"),
            models.CheckConstraint(
                condition=Q(
                    state=RulingState.DECIDED,
                    accepted_date__isnull=False,
                    decided_date__gte=F("accepted_date"),
                    result__in=list(RulingResult),
                    remedy__in=list(RulingRemedy),
                )
                | (~Q(state=RulingState.DECIDED) & Q(decided_date__isnull=True, result="", remedy="")),
                name="ruling_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(_ENDED), ended_date__isnull=False)
                | (~Q(state__in=list(_ENDED)) & Q(ended_date__isnull=True)),
                name="ruling_ended_has_date",
            ),
        )
