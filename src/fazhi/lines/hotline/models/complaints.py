"""Complaints about consultations."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.hotline.models.constraints import in_order, listed, parts
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.terms.callbacks import ComplaintFinding, ComplaintState, ComplaintSubject

_SMALL = models.PositiveSmallIntegerField
_TOLD = (ComplaintState.ANSWERED, ComplaintState.CLOSED)


class Complaint(Matter):
    """
    A complaint (投诉) about a consultation; who complains is not kept, as who asked is not.

    text             what is complained of; `answer` what was told, `finding` what was found
    handler          who looks into it, as the head named them
    answer_due_date  last day for the answer, as it stood when it was given; is_on_time whether that was kept
    """

    shown_with = ("consultation",)

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", verbose_name="咨询")
    subject = models.CharField("投诉事项", max_length=16, choices=ComplaintSubject.labels())
    text = models.TextField("投诉内容")
    handler = models.CharField("承办人", max_length=60, blank=True)
    received_date = models.DateField("登记日期")
    received_year = _SMALL()
    received_quarter = _SMALL()
    received_month = _SMALL()
    assigned_date = models.DateField("交办日期", null=True)
    answered_date = models.DateField("答复日期", null=True)
    answer_due_date = models.DateField("答复期限", null=True)
    is_on_time = _SMALL("按期答复", null=True)
    finding = models.CharField("认定结果", max_length=16, blank=True, choices=ComplaintFinding.labels())
    answer = models.TextField("答复意见", blank=True)
    ended_date = models.DateField("办结日期", null=True)
    ended_year = _SMALL(null=True)
    ended_quarter = _SMALL(null=True)
    ended_month = _SMALL(null=True)

    class Meta:
        verbose_name = "热线投诉"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="hotline_complaint_number_once"),
            models.UniqueConstraint(
                fields=["consultation"], condition=~Q(state="closed"), name="hotline_complaint_one_open"
            ),
            listed("hotline_complaint", "state", ComplaintState),
            listed("hotline_complaint", "subject", ComplaintSubject),
            listed("hotline_complaint", "finding", ComplaintFinding, blank=True),
            parts("hotline_complaint", "received"),
            parts("hotline_complaint", "ended"),
            in_order("hotline_complaint", "assigned_date", "received_date"),
            in_order("hotline_complaint", "answered_date", "assigned_date"),
            in_order("hotline_complaint", "ended_date", "answered_date"),
            models.CheckConstraint(
                condition=Q(state__in=_TOLD) & ~Q(finding="") & ~Q(answer="") & Q(answered_date__isnull=False)
                | ~Q(state__in=_TOLD) & Q(finding="", answer="", answered_date=None),
                name="hotline_complaint_answer_proven",
            ),
            models.CheckConstraint(
                condition=Q(is_on_time=None)
                | Q(is_on_time=1, answered_date__lte=F("answer_due_date"))
                | Q(is_on_time=0, answered_date__gt=F("answer_due_date")),
                name="hotline_complaint_on_time_proven",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", ended_date__isnull=False) | (~Q(state="closed") & Q(ended_date=None)),
                name="hotline_complaint_ended_closed",
            ),
        )  # fmt: skip
