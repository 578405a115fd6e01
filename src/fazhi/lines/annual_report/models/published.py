"""Published figures of a year, as a table brought in: the year before the first one that was sealed here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class PublishedTable(models.Model):
    """
    One table of published figures of one year (已公布数据表). Bringing in another makes the next version; earlier ones stay.

    url          the address where it was published, "" if none was given
    sha256       of the file
    is_invented  made up for a demonstration: whatever prints its figures says so
    """

    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本")
    url = models.CharField("公布网址", max_length=500, blank=True)
    sha256 = models.CharField("文件摘要", max_length=64)
    is_invented = models.BooleanField("虚构数据")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "已公布数据表"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["year", "version"], name="publishedtable_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="publishedtable_version_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.year}-v{self.version}"


class PublishedRow(models.Model):
    """
    One figure of a published table.

    value     a fraction in lowest terms, as "40980" or "28/5", in `unit`
    decimals  digits after the point that a rounded figure was published with
    """

    table = models.ForeignKey(PublishedTable, models.PROTECT, related_name="+", verbose_name="数据表")
    code = models.CharField("指标代码", max_length=120)
    value = models.CharField("数值", max_length=80)
    unit = models.CharField("单位", max_length=16, blank=True)
    precision = models.CharField("精度", max_length=16)
    decimals = models.PositiveSmallIntegerField("小数位数")

    class Meta:
        verbose_name = "已公布数据"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["table", "code"], name="publishedrow_code_once"),
            models.CheckConstraint(
                condition=Q(precision__in=["exact", "rounded", "at_least"]), name="publishedrow_precision_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.value}{self.unit}"
