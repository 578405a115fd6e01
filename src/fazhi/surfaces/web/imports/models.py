"""Files that somebody has uploaded to import them, until they are written or given up."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from fazhi.surfaces.jobs.models import Job


class UploadState(models.TextChoices):
    """How an uploaded file stands."""

    CHECKING = "checking", gettext_lazy("核对中")
    CHECKED = "checked", gettext_lazy("等您确认")
    WRITING = "writing", gettext_lazy("写入中")
    WRITTEN = "written", gettext_lazy("已写入")
    REFUSED = "refused", gettext_lazy("不能导入")
    CANCELLED = "cancelled", gettext_lazy("已取消")
    INTERRUPTED = "interrupted", gettext_lazy("中断")
    DISCARDED = "discarded", gettext_lazy("已放弃")


AT_WORK = (UploadState.CHECKING, UploadState.WRITING)
"""States in which a job is at it."""

KEPT = (UploadState.CHECKED, UploadState.REFUSED, UploadState.CANCELLED, UploadState.INTERRUPTED)
"""States that wait for a person; the file is kept for another check."""


class Upload(models.Model):
    """
    One uploaded file (上传的文件), seen by the post that uploaded it and by no other.

    name, size, sha256  as it came; the name without folders. The file is kept under its digest (`store`)
    kind, sender        chosen by the person, "" for what the headings say
    found_kind          code of the ledger that it was read as
    preview             what it would change (`exchange.previewing.Preview`), personal data masked
    job                 the latest that was at it
    batch               number of its import, once it is written
    error               a Chinese sentence: why it can't be imported
    maps_columns        its headings may be mapped to ours
    draft               a mapping of its headings, drafted for a person to decide on
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.CharField("上传岗位", max_length=120)
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("文件摘要", max_length=64, blank=True)
    uploaded_at = models.DateTimeField("上传时间")
    kind = models.CharField("台账种类", max_length=64, blank=True)
    sender = models.CharField("来文单位", max_length=60, blank=True)
    state = models.CharField("状态", max_length=16, choices=UploadState.choices)
    found_kind = models.CharField("识别为", max_length=64, blank=True)
    read = models.PositiveIntegerField("读入", default=0)
    preview = models.JSONField("预览", null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name="后台任务")
    batch = models.BigIntegerField("批次", null=True)
    error = models.TextField("原因", blank=True)
    maps_columns = models.BooleanField("可以对应栏目", default=False)
    draft = models.TextField("栏目对应表草稿", blank=True)

    class Meta:
        verbose_name = "上传的文件"
        indexes = (
            models.Index(fields=["by", "-uploaded_at"], name="upload_by_time"),
            models.Index(fields=["sha256"], name="upload_sha256"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_known"),
            models.CheckConstraint(
                condition=~Q(state="checked") | Q(preview__isnull=False), name="upload_checked_has_preview"
            ),
            models.CheckConstraint(
                condition=~Q(state="written") | Q(batch__isnull=False), name="upload_written_has_batch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"
