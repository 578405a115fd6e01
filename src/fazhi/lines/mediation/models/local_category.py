"""Local dispute categories (本地纠纷类别), each counted under a national one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.lines.mediation.terms import Category


class LocalCategory(models.Model):
    """
    A category that the bureau counts besides the national 18, for disputes of certain years.

    parent      the national category that it is a part of; the national form counts it there
    from_year   first and `until_year` last year of the matters that may have it; null while it goes on
    basis       the document that introduces it, as printed
    """

    code = models.CharField("代码", max_length=32, unique=True)
    title = models.CharField("名称", max_length=40)
    parent = models.CharField("上级类别", max_length=32)
    from_year = models.PositiveSmallIntegerField("启用年度")
    until_year = models.PositiveSmallIntegerField("停用年度", null=True)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "本地纠纷类别"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=Q(parent__in=list(Category)), name="localcategory_parent_known"),
            models.CheckConstraint(
                condition=Q(until_year__isnull=True) | Q(until_year__gte=F("from_year")), name="localcategory_years"
            ),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(title=""), name="localcategory_told"),
        )

    def __str__(self) -> str:
        return self.code
