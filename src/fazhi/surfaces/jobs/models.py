"""Jobs as they are kept: who asked for what, and how it ended. How far one is stands beside the database (`progress`)."""

import uuid

from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    """How a job stands."""

    QUEUED = "queued", "等待中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"
    INTERRUPTED = "interrupted", "中断"


WAITED_FOR = (JobState.QUEUED, JobState.RUNNING)
"""States that a page watches."""


class Job(models.Model):
    """
    One piece of background work (后台任务).

    by         code of the post that asked, or "system"; the job acts as it
    arguments  what the job was asked with; plain values
    answer     what it says at its end; plain values
    error      a Chinese sentence where it failed and expected to; else English developer text
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("任务", max_length=64)
    by = models.CharField("发起岗位", max_length=120)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=16, choices=JobState.choices, default=JobState.QUEUED)
    queued_at = models.DateTimeField("提交时间")
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    answer = models.JSONField("结果", default=dict)
    error = models.TextField("原因", blank=True)
    is_expected = models.BooleanField("已说明原因", default=False)

    class Meta:
        verbose_name = "后台任务"
        indexes = (
            models.Index(fields=["queued_at"], condition=Q(state__in=["queued", "running"]), name="job_waited_for"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled", "interrupted"], ended_at__isnull=False),
                name="job_ended_at_its_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.id}"

    @property
    def is_waited_for(self) -> bool:
        """Whether it has not ended."""
        return self.state in WAITED_FOR
