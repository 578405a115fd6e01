"""The report as a matter, its versions, their files, explanations and deliveries."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.annual_report.terms import Meeting, Recipient, State


def _together(*names: str) -> Q:
    """All of these columns hold something, or none does."""
    present, absent = Q(), Q()
    for name in names:
        lookup = {f"{name}__isnull": True} if name.endswith("_date") else {name: ""}
        absent &= Q(**lookup)
        present &= ~Q(**lookup)
    return present | absent


class AnnualReport(Matter):
    """
    The bureau's report of one year (年度报告): one matter, with all its versions.

    `office` is the bureau itself; what divisions write are contributions, matters of their own.
    """

    year = models.PositiveSmallIntegerField("年度")

    class Meta:
        verbose_name = "年度报告"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "year"], name="annualreport_once_a_year"),
            models.UniqueConstraint(fields=["office", "number"], name="annualreport_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="annualreport_state_known"),
        )

    def counts_from(self, entered: date | datetime) -> date:
        """The dates bind in the year after the one reported, whenever the report was opened (每年3月1日前、4月1日前)."""
        return date(self.year + 1, 1, 1)


class ReportVersion(models.Model):
    """
    One version of a report: drawn up, signed, sealed with its files, delivered, published. All are kept.

    reason          why it corrects the one before; "" for the first
    meeting         that deliberated on it; "" for a correction that went to none
    signed_figures  code → [value with unit, rows] as the head signed them; sealing must find the same
    seal, frozen    digest and code of the frozen year that it shows, "" before it is sealed
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="+", verbose_name="年度报告")
    number = models.PositiveSmallIntegerField("版本")
    reason = models.TextField("更正理由", blank=True)
    opened_date = models.DateField("起草日期")
    meeting = models.CharField("审议会议", max_length=16, blank=True)
    meeting_date = models.DateField("会议日期", null=True)
    signed_by = models.CharField("签发人", max_length=120, blank=True)
    signed_date = models.DateField("签发日期", null=True)
    signed_figures = models.JSONField("签发时的数据", default=dict)
    seal = models.CharField("封账摘要", max_length=64, blank=True)
    frozen = models.CharField("封账版本", max_length=16, blank=True)
    submitted_date = models.DateField("报送日期", null=True)
    published_date = models.DateField("公开日期", null=True)
    url = models.TextField("公开网址", blank=True)
    secrecy_reviewer = models.TextField("保密审查人", blank=True)

    class Meta:
        verbose_name = "年度报告版本"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["report", "number"], name="reportversion_once"),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | (Q(number__gte=2) & ~Q(reason="")), name="reportversion_reason"
            ),
            models.CheckConstraint(
                condition=Q(meeting="") | Q(meeting__in=list(Meeting)), name="reportversion_meeting_known"
            ),
            models.CheckConstraint(condition=_together("meeting", "meeting_date"), name="reportversion_meeting_whole"),
            models.CheckConstraint(condition=_together("signed_by", "signed_date"), name="reportversion_signed_whole"),
            models.CheckConstraint(condition=_together("seal", "frozen"), name="reportversion_seal_whole"),
            models.CheckConstraint(
                condition=_together("published_date", "url", "secrecy_reviewer"), name="reportversion_published_whole"
            ),
            models.CheckConstraint(
                condition=Q(seal="") | Q(signed_date__isnull=False), name="reportversion_sealed_was_signed"
            ),
            models.CheckConstraint(
                condition=Q(submitted_date__isnull=True) | (~Q(seal="") & Q(submitted_date__gte=F("signed_date"))),
                name="reportversion_submitted_was_sealed",
            ),
            models.CheckConstraint(
                condition=Q(published_date__isnull=True) | Q(published_date__gte=F("submitted_date")),
                name="reportversion_published_after_submitted",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class VersionFile(models.Model):
    """A file of a sealed version, kept as an attachment under its digest: report.docx, report.html, …"""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=60)
    attachment = models.OneToOneField("papers.Attachment", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "年度报告文件"
        constraints = (models.UniqueConstraint(fields=["version", "name"], name="versionfile_once"),)


class Explanation(models.Model):
    """Why a version was signed over what stood in its way; printed with it."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    finding = models.CharField("事项", max_length=200)
    title = models.TextField("事项名称")
    reason = models.TextField("说明")
    by = models.CharField("说明人", max_length=120)
    explained_date = models.DateField("说明日期")

    class Meta:
        verbose_name = "年度报告说明"
        constraints = (
            models.UniqueConstraint(fields=["version", "finding"], name="explanation_once"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(finding=""), name="explanation_given"),
        )


class Delivery(models.Model):
    """A version in the hands of one recipient, with the number of the receipt."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    recipient = models.CharField("报送对象", max_length=16)
    delivered_date = models.DateField("送达日期")
    receipt = models.TextField("回执编号")

    class Meta:
        verbose_name = "年度报告报送"
        constraints = (
            models.UniqueConstraint(fields=["version", "recipient"], name="delivery_once"),
            models.CheckConstraint(condition=Q(recipient__in=list(Recipient)), name="delivery_recipient_known"),
            models.CheckConstraint(condition=~Q(receipt=""), name="delivery_has_receipt"),
        )


class Circulation(models.Model):
    """
    A draft as it went round the house for opinions (征求意见稿), in its published form; every one is kept.

    content  `rules.drafts.to_plain`
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("稿次")
    content = models.JSONField("内容")
    by = models.CharField("送出人", max_length=120)
    circulated_date = models.DateField("送出日期")

    class Meta:
        verbose_name = "征求意见稿"
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="circulation_once"),)
