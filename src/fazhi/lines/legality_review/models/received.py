"""Documents that districts and departments file with the bureau, and what their examination found."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.legality_review.models.constraints import listed, needs, parts
from fazhi.lines.legality_review.terms.received import Correction, Fault, ReceivedState

_SMALL = models.PositiveSmallIntegerField


class ReceivedFiling(Matter):
    """
    The filing of another body's document; `number` is the document's, `office` examines.

    issuer             who made it, as printed
    body               its text, "" where it came as a file that can't be read
    published_date     the time of its filing runs from here
    received_date      when it came in
    filing_number      under which it was entered; `entered_date` when
    asked_reason       what was missing
    opinion_number     number of the latest letter; `opined_date` its day
    correction         what became of it, and what the body said
    """

    title = models.CharField("文件名称", max_length=200)
    issuer = models.CharField("制定机关", max_length=120)
    body = models.TextField("文件文本", blank=True)
    published_date = models.DateField("公布日期")
    received_date = models.DateField("收到日期")
    received_year = _SMALL()
    received_quarter = _SMALL()
    received_month = _SMALL()
    asked_reason = models.CharField("补充报送要求", max_length=400, blank=True)
    filing_number = models.CharField("备案登记号", max_length=64, blank=True)
    entered_date = models.DateField("备案登记日期", null=True)
    opinion_number = models.CharField("备案审查意见书文号", max_length=64, blank=True)
    opined_date = models.DateField("提出意见日期", null=True)
    correction = models.CharField("处理情况", max_length=16, blank=True, choices=Correction.labels())
    told = models.TextField("处理情况说明", blank=True)
    closed_date = models.DateField("审查终结日期", null=True)
    closed_year = _SMALL(null=True)
    closed_quarter = _SMALL(null=True)
    closed_month = _SMALL(null=True)

    class Meta:
        verbose_name = "收到的备案"
        indexes = (models.Index(fields=["received_date", "id"], name="receivedfiling_received"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="receivedfiling_number_once"),
            models.UniqueConstraint(
                fields=["office", "filing_number"],
                condition=~Q(filing_number=""),
                name="receivedfiling_entered_once",
            ),
            listed("receivedfiling", "state", ReceivedState),
            listed("receivedfiling", "correction", Correction, blank=True),
            *parts("receivedfiling", "received", "closed"),
            needs("receivedfiling", "received", "published"),
            needs("receivedfiling", "entered", "received"),
            needs("receivedfiling", "opined", "entered"),
            needs("receivedfiling", "closed", "received"),
            CheckConstraint(
                condition=Q(state__in=[ReceivedState.CLOSED, ReceivedState.REFUSED], closed_date__isnull=False)
                | (
                    ~Q(state__in=[ReceivedState.CLOSED, ReceivedState.REFUSED])
                    & Q(closed_date__isnull=True, correction="")
                ),
                name="receivedfiling_closed_whole",
            ),
        )


class Flaw(models.Model):
    """One flaw that the examination found: where, which of the six questions, what it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    filing = models.ForeignKey(ReceivedFiling, models.PROTECT, related_name="+", verbose_name="收到的备案")
    place = _SMALL("序号")
    clause = models.CharField("条款", max_length=60)
    fault = models.CharField("审查内容", max_length=16, choices=Fault.labels())
    problem = models.TextField("存在的问题")
    basis = models.CharField("法律依据", max_length=300)

    objects = ScopedManager["Flaw"]()

    class Meta:
        verbose_name = "备案审查问题"
        constraints = (
            models.UniqueConstraint(fields=["filing", "place"], name="flaw_once"),
            listed("flaw", "fault", Fault),
            *(
                CheckConstraint(condition=~Q(**{column: ""}), name=f"flaw_{column}_filled")
                for column in ("clause", "problem", "basis")
            ),
        )
