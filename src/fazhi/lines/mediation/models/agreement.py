"""What the parties agreed on (调解协议)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.mediation.models.constraints import listed, order
from fazhi.lines.mediation.terms import AgreementForm, PerformanceMode

SIGNATURES = ("applicant_signed", "respondent_signed", "mediator_signed", "sealed")
"""The days on which a written agreement came about: both sides' last signatures, the mediator's, the committee's seal."""

_UNSIGNED = {f"{name}_date__isnull": True for name in SIGNATURES}
_SIGNED = {f"{name}_date__isnull": False for name in SIGNATURES}


def _is_latest() -> Q:
    """The day of effect is the latest of the four (人民调解法 art. 29(2))."""
    none_later = Q(**{f"{name}_date__lte": F("effective_date") for name in SIGNATURES})
    one_equal = Q(*((f"{name}_date", F("effective_date")) for name in SIGNATURES), _connector=Q.OR)
    return none_later & one_equal


class Agreement(models.Model):
    """
    The agreement that settled a matter, one for each; a later one is of a later matter and supersedes nothing here.

    procedure, matter_id  the mediation, without foreign key
    facts, liability, terms  main facts and what was in dispute, who answers for what, what was agreed (art. 29(1))
    performance_due_date  the last day for performance as agreed; null where none was
    reached_date          of an oral agreement; the four others are those of a written one
    effective_date        the latest of the signatures and the seal, or the day an oral one was reached (art. 29(2), 30)
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(unique=True)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    form = models.CharField("协议形式", max_length=16, choices=AgreementForm.labels())
    facts = models.TextField("主要事实和争议事项", blank=True)
    liability = models.TextField("各方责任", blank=True)
    terms = models.TextField("协议内容")
    performance_mode = models.CharField("履行方式", max_length=16, choices=PerformanceMode.labels())
    performance_due_date = models.DateField("履行期限", null=True)
    applicant_signed_date = models.DateField("申请人签名日期", null=True)
    respondent_signed_date = models.DateField("被申请人签名日期", null=True)
    mediator_signed_date = models.DateField("调解员签名日期", null=True)
    sealed_date = models.DateField("调委会盖章日期", null=True)
    reached_date = models.DateField("口头协议达成日期", null=True)
    effective_date = models.DateField("协议生效日期")
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Agreement"]()

    class Meta:
        verbose_name = "调解协议"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            listed("form", AgreementForm),
            listed("performance_mode", PerformanceMode),
            models.CheckConstraint(condition=~Q(terms=""), name="agreement_has_terms"),
            models.CheckConstraint(
                condition=Q(form=AgreementForm.ORAL, reached_date=F("effective_date"), **_UNSIGNED)
                | (Q(form=AgreementForm.WRITTEN, reached_date__isnull=True, **_SIGNED) & _is_latest()),
                name="agreement_effect_proven",
            ),
            order("performance_due", "effective"),
        )
