from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q


class FrozenYear(models.Model):
    """
    One sealing of one year (年度封账). Freezing again makes the next version; earlier ones stay.

    digest  SHA-256 of the manifest, which carries the digests of all files
    folder  where it lies, relative to the data folder if inside it
    """

    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本")
    digest = models.CharField("清单摘要", max_length=64)
    frozen_at = models.DateTimeField("封账时间")
    by = models.CharField("封账人", max_length=120)
    folder = models.CharField("存放位置", max_length=500)

    class Meta:
        verbose_name = "年度封账"
        constraints = (
            models.UniqueConstraint(fields=["year", "version"], name="frozenyear_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="frozenyear_version_from_1"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """As the trail names it: 2024-v1."""
        return f"{self.year}-v{self.version}"

    @property
    def path(self) -> Path:
        return Path(settings.DATA_DIR) / self.folder
