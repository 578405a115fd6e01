"""
What an import leaves behind: the batch, and for each record the file and row that it comes from.

`ImportedRow` also tells an unchanged row from a corrected one, by the digest of its typed cells.
"""

from django.db import models
from django.db.models import Q


class BatchState(models.TextChoices):
    """How the import of one file stands."""

    RUNNING = "running", "正在导入"
    DONE = "done", "已完成"
    FAILED = "failed", "未能导入"
    INTERRUPTED = "interrupted", "中断"


class LedgerBatch(models.Model):
    """
    The import of one file (导入批次).

    entry_number  number of its entry in the trail; acts with a higher number came after it
    rows_digest   SHA-256 over the keys and digests of the accepted rows, as the trail's entry has it
    error         English developer text of what failed
    """

    id = models.BigAutoField(primary_key=True)
    format = models.CharField("台账种类", max_length=64)
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件摘要", max_length=64)
    by = models.CharField("导入人", max_length=120)
    started_at = models.DateTimeField("开始时间")
    state = models.CharField("状态", max_length=16, choices=BatchState.choices)
    read = models.PositiveIntegerField("读取", default=0)
    inserted = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更正", default=0)
    unchanged = models.PositiveIntegerField("未变", default=0)
    refused = models.PositiveIntegerField("退回", default=0)
    rows_digest = models.CharField("行摘要", max_length=64, blank=True)
    entry_number = models.BigIntegerField("留痕编号", null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = "导入批次"
        indexes = (models.Index(fields=["state"], condition=Q(state="running"), name="ledgerbatch_running"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="ledgerbatch_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"


class ImportedRow(models.Model):
    """
    The latest import of one record (台账行): which file, which sheet and row, and what it said.

    key      values of the natural key, joined by U+001F
    subject  the record's id; `sheet` counts from 1, `row_number` is the sheet's own
    digest   BLAKE2b-128 of the typed cells
    """

    id = models.BigAutoField(primary_key=True)
    format = models.CharField("台账种类", max_length=64)
    key = models.CharField("自然键", max_length=400)
    subject = models.UUIDField()
    batch = models.ForeignKey(LedgerBatch, models.PROTECT, related_name="+", db_index=False)
    sheet = models.PositiveSmallIntegerField("工作表")
    row_number = models.PositiveIntegerField("行号")
    digest = models.CharField("行摘要", max_length=32)

    class Meta:
        verbose_name = "台账行"
        indexes = (models.Index(fields=["subject"], name="importedrow_subject"),)
        constraints = (models.UniqueConstraint(fields=["format", "key"], name="importedrow_key_once"),)

    def __str__(self) -> str:
        return f"{self.format} {self.key}"
