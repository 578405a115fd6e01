"""
What goes in and out leaves behind: batches, the file and row each record comes from, senders' mappings, dispatches.

`ImportedRow` also tells an unchanged row from a corrected one, by the digest of its typed cells; `DispatchedRow` does the
same for what a superior system has been sent.
"""

from django.db import models
from django.db.models import Q


class BatchState(models.TextChoices):
    """How the import of one file stands."""

    RUNNING = "running", "正在导入"
    DONE = "done", "已完成"
    FAILED = "failed", "未能导入"
    INTERRUPTED = "interrupted", "中断"
    CANCELLED = "cancelled", "已取消"
    UNDONE = "undone", "已撤回"


class LedgerMapping(models.Model):
    """
    One version of a sender's mapping (栏目对应表); the newest counts, earlier ones stay. See `mappings.SenderMapping`.

    headings  list of pairs (the sender's heading, our column), in the sender's order
    """

    id = models.BigAutoField(primary_key=True)
    format = models.CharField("台账种类", max_length=64)
    sender = models.CharField("来文单位", max_length=60)
    version = models.PositiveIntegerField("版本")
    sheet = models.CharField("工作表", max_length=64, blank=True)
    skip_rows = models.PositiveSmallIntegerField("跳过行数", default=0)
    headings = models.JSONField("栏目")
    values = models.JSONField("用语")
    fixed = models.JSONField("固定值")
    by = models.CharField("保存人", max_length=120)
    created_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "栏目对应表"
        constraints = (
            models.UniqueConstraint(fields=["format", "sender", "version"], name="ledgermapping_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="ledgermapping_version_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.sender} {self.format} v{self.version}"


class LedgerBatch(models.Model):
    """
    The import of one file (导入批次).

    entry_number  number of its entry in the trail; acts with a higher number came after it
    rows_digest   SHA-256 over the keys and digests of the accepted rows, as the trail's entry has it
    mapping       the version of a sender's mapping by which the file was read, if it was
    error         English developer text of what failed
    undone_at     when it was undone, and by whom; its file and accepted rows are kept
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
    mapping = models.ForeignKey(LedgerMapping, models.PROTECT, null=True, related_name="+", db_index=False)
    error = models.TextField(blank=True)
    undone_at = models.DateTimeField("撤回时间", null=True)
    undone_by = models.CharField("撤回人", max_length=120, blank=True)

    class Meta:
        verbose_name = "导入批次"
        indexes = (models.Index(fields=["state"], condition=Q(state="running"), name="ledgerbatch_running"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="ledgerbatch_state_known"),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False) & ~Q(undone_by="")
                | ~Q(state="undone") & Q(undone_at__isnull=True, undone_by=""),
                name="ledgerbatch_undone_by_somebody",
            ),
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


class Dispatch(models.Model):
    """
    One file for a superior system (报送批次), numbered by layout from 1.

    sha256      digest of the file, which is kept
    rows_digest SHA-256 over the keys and digests of its rows, as the trail's entry has it
    """

    id = models.BigAutoField(primary_key=True)
    layout = models.CharField("报送格式", max_length=64)
    number = models.PositiveIntegerField("批次号")
    period = models.CharField("期间", max_length=8)
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件摘要", max_length=64)
    rows = models.PositiveIntegerField("行数")
    rows_digest = models.CharField("行摘要", max_length=64)
    by = models.CharField("报送人", max_length=120)
    sent_at = models.DateTimeField("报送时间")

    class Meta:
        verbose_name = "报送批次"
        constraints = (
            models.UniqueConstraint(fields=["layout", "number"], name="dispatch_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, rows__gte=1), name="dispatch_has_number_and_rows"),
        )

    def __str__(self) -> str:
        return f"{self.layout} {self.number}"


class Receipt(models.Model):
    """A superior system's answer to dispatches (回执), known by its digest: the same file again changes nothing."""

    id = models.BigAutoField(primary_key=True)
    layout = models.CharField("报送格式", max_length=64)
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件摘要", max_length=64)
    accepted = models.PositiveIntegerField("接收")
    refused = models.PositiveIntegerField("退回")
    by = models.CharField("读入人", max_length=120)
    read_at = models.DateTimeField("读入时间")

    class Meta:
        verbose_name = "回执"
        constraints = (models.UniqueConstraint(fields=["layout", "sha256"], name="receipt_once"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"


class DispatchedState(models.TextChoices):
    """What became of a row that was sent."""

    SENT = "sent", "已报送"
    ACCEPTED = "accepted", "已接收"
    REFUSED = "refused", "被退回"


class DispatchedRow(models.Model):
    """
    One row of a dispatch (报送行) and what the superior system answered.

    key     the key cells as sent, joined by U+001F; digest: BLAKE2b-128 of all cells as sent
    code    the superior system's own code for its answer; `message` its words
    """

    id = models.BigAutoField(primary_key=True)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField("键", max_length=400)
    digest = models.CharField("行摘要", max_length=32)
    state = models.CharField("状态", max_length=16, choices=DispatchedState.choices)
    code = models.CharField("回执代码", max_length=40, blank=True)
    message = models.CharField("回执说明", max_length=500, blank=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "报送行"
        indexes = (models.Index(fields=["key"], name="dispatchedrow_key"),)
        constraints = (
            models.UniqueConstraint(fields=["dispatch", "key"], name="dispatchedrow_key_once"),
            models.CheckConstraint(condition=Q(state__in=DispatchedState.values), name="dispatchedrow_state_known"),
            models.CheckConstraint(
                condition=Q(state="sent", receipt__isnull=True) | ~Q(state="sent") & Q(receipt__isnull=False),
                name="dispatchedrow_answered_by_receipt",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.key}"
