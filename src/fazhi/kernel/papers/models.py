"""
The tables of this room: series of document numbers, the numbers, and what is attached to matters.

The numbers themselves are the counter: a series has no other, so what was issued and what comes next can't disagree.
"""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.papers.numbers import PaperNumber
from fazhi.kernel.papers.terms import MediaType, NumberState


class NumberSeries(models.Model):
    """
    A series of document numbers (字号): 机关代字 and 类别字 of one body; it begins at 1 each year.

    code    both together, as in the number: 厦司函
    office  the body whose numbers they are
    """

    code = models.CharField("字号", max_length=12, unique=True)
    agency = models.CharField("机关代字", max_length=12)
    category = models.CharField("类别字", max_length=12, blank=True)
    title = models.CharField("用途", max_length=60)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    opened_at = models.DateTimeField("设立时间")

    objects = ScopedManager["NumberSeries"]()

    class Meta:
        verbose_name = "发文字号"
        constraints = (models.CheckConstraint(condition=~Q(agency=""), name="numberseries_agency_given"),)

    def __str__(self) -> str:
        return self.code


class DocumentNumber(models.Model):
    """
    One number of a series (文号): issued once, never again, void or not.

    issued_date  the local day whose year it counts in
    purpose      the paper it is for
    office       of the post that drew it
    """

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("顺序号")
    issued_date = models.DateField("编发日期")
    issued_at = models.DateTimeField("编发时间")
    issued_by = models.CharField("编发人", max_length=120)
    purpose = models.CharField("用途", max_length=200)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    state = models.CharField("状态", max_length=8, choices=NumberState.choices, default=NumberState.ISSUED)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True)

    objects = ScopedManager["DocumentNumber"]()

    class Meta:
        verbose_name = "文号"
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "sequence"], name="documentnumber_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="documentnumber_from_1"),
            models.CheckConstraint(condition=Q(state__in=NumberState.values), name="documentnumber_state_known"),
            models.CheckConstraint(
                condition=Q(state="issued", voided_at__isnull=True, void_reason="")
                | (Q(state="void", voided_at__isnull=False) & ~Q(void_reason="")),
                name="documentnumber_void_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """厦司〔2024〕12号; read `series` along with it."""
        return PaperNumber(self.series.code, self.year, self.sequence).text


class Attachment(models.Model):
    """
    A file that belongs to a matter (附件), kept once under the digest of its content however often it is attached.

    name             as it came, without paths and signs that mislead
    kind             code of what it is to the matter: a template's code, or the line's own word
    office           of the matter; decides who sees it
    stripped_sha256  digest of the copy that may be published, "" before one was made
    masked_from      digest of the file of the same matter that this is the masked form of (脱敏件), "" for all others
    number           the document number that the paper bears, if it is one of ours
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField("内容摘要", max_length=64)
    size = models.PositiveBigIntegerField("大小")
    media_type = models.CharField("类型", max_length=80, choices=MediaType.choices)
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("种类", max_length=64)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    added_at = models.DateTimeField("添加时间")
    added_by = models.CharField("添加人", max_length=120)
    stripped_sha256 = models.CharField("公开件摘要", max_length=64, blank=True)
    masked_from = models.CharField("原件摘要", max_length=64, blank=True)
    number = models.OneToOneField(DocumentNumber, models.PROTECT, related_name="+", null=True)

    objects = ScopedManager["Attachment"]()

    class Meta:
        verbose_name = "附件"
        indexes = (models.Index(fields=["matter_id"], name="attachment_matter"),)
        constraints = (
            models.CheckConstraint(condition=Q(media_type__in=MediaType.values), name="attachment_media_known"),
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(name="") & ~Q(kind=""), name="attachment_named"),
            models.CheckConstraint(condition=Q(size__gte=1), name="attachment_not_empty"),
        )

    def __str__(self) -> str:
        return self.name
