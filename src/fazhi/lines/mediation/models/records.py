"""What is written down while a dispute is mediated: records of work (调解工作记录), reports of danger (风险报告)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import listed
from fazhi.lines.mediation.terms import RecordKind, ReportManner, RiskKind, RiskState, SessionOutcome


class WorkRecord(models.Model):
    """
    One thing done while a dispute was mediated, as it goes into the case file; of people's and administrative mediation.

    procedure, matter_id  the mediation, without foreign key
    sequence     1, 2, … within the kind, in the order of recording
    occurred_at  when it was done; midnight where only the day is known
    present      who was there besides the mediators
    content      what was found, said or told
    outcome      how a session ended; "" of other kinds
    mediators    who conducted it, names apart by 、
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("记录种类", max_length=16, choices=RecordKind.labels())
    sequence = models.PositiveSmallIntegerField("次序")
    occurred_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=200, blank=True)
    present = models.CharField("参加人", max_length=200, blank=True)
    content = models.TextField("内容", blank=True)
    outcome = models.CharField("结果", max_length=16, blank=True, choices=SessionOutcome.labels())
    mediators = models.CharField("调解员", max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["WorkRecord"]()

    class Meta:
        verbose_name = "调解工作记录"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["matter_id", "kind", "sequence"], name="workrecord_sequence_once"),
            listed("kind", RecordKind),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.SESSION, outcome__in=list(SessionOutcome))
                | (~Q(kind=RecordKind.SESSION) & Q(outcome="")),
                name="workrecord_outcome_of_session",
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="workrecord_sequence_from_one"),
        )


class RiskReport(Matter):
    """
    A dispute that may turn into an offence, reported to the police or another department (人民调解法 art. 25).

    A matter of its own, because it is finished by the organ's receipt, which may come after the mediation has ended.
    `number` is the mediation's with 风险 and a number of its own behind it.

    procedure, matter_id  the mediation, without foreign key
    organ, receiver       who was told: the organ, and the person there
    reported_at           when; midnight where only the day is known
    receipt_number        number of the organ's receipt, the proof of notice; "" until it is on file
    follow_up             what became of it
    """

    number = models.CharField("编号", max_length=72)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(db_index=True)
    kind = models.CharField("风险种类", max_length=16, choices=RiskKind.labels())
    reported_at = models.DateTimeField("报告时间")
    organ = models.CharField("接受报告的机关", max_length=200)
    manner = models.CharField("报告方式", max_length=16, choices=ReportManner.labels())
    receiver = models.CharField("接收人", max_length=200, blank=True)
    content = models.TextField("风险情况", blank=True)
    receipt_number = models.CharField("回执编号", max_length=200, blank=True)
    follow_up = models.TextField("后续情况", blank=True)

    class Meta:
        verbose_name = "风险报告"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="riskreport_number_once"),
            listed("state", RiskState),
            listed("kind", RiskKind),
            listed("manner", ReportManner),
            models.CheckConstraint(
                condition=Q(state=RiskState.REPORTED, receipt_number="")
                | (Q(state=RiskState.RECEIVED) & ~Q(receipt_number="")),
                name="riskreport_receipt_ends_it",
            ),
        )
