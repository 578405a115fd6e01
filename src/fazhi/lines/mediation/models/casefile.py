"""The archived case file of a mediation (立卷归档)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.mediation.models.constraints import listed
from fazhi.lines.mediation.terms.casefile import Keeping


class CaseFile(models.Model):
    """
    A case file as it was archived: one for each mediation, bound and kept, never changed.

    procedure, matter_id  the mediation, without foreign key
    year, sequence        the volume's number, from 1 in each office and year
    filed_date            the day on which it was archived; `filed_by` the post that did
    keeping               how long it is kept
    attachment            the bound PDF; `sha256` its digest, `pages` its numbered pages, `papers` what its contents list
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(unique=True)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("立卷年度")
    sequence = models.PositiveIntegerField("卷号")
    filed_date = models.DateField("立卷日期")
    filed_by = models.CharField("立卷岗位", max_length=120)
    keeping = models.CharField("保管期限", max_length=16, choices=Keeping.labels())
    attachment = models.OneToOneField("papers.Attachment", models.PROTECT, related_name="+")
    sha256 = models.CharField("内容摘要", max_length=64)
    pages = models.PositiveIntegerField("页数")
    papers = models.PositiveIntegerField("件数")
    recorded_at = models.DateTimeField()

    objects = ScopedManager["CaseFile"]()

    class Meta:
        verbose_name = "调解案卷"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "year", "sequence"], name="casefile_number_once"),
            listed("keeping", Keeping),
            models.CheckConstraint(
                condition=Q(sequence__gte=1, pages__gte=1, papers__gte=1), name="casefile_counts_from_one"
            ),
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(filed_by=""), name="casefile_filed_by_somebody"),
        )

    def __str__(self) -> str:
        return self.volume_number

    @property
    def volume_number(self) -> str:
        """卷号 as it stands on the cover: 2024年第12卷."""
        return f"{self.year}年第{self.sequence}卷"
