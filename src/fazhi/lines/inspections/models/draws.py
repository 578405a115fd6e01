"""Tasks (抽查任务) and their draws, which are kept for ever, annulled ones too."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.inspections.models.constraints import filled, listed, parts
from fazhi.lines.inspections.terms import TaskState

_SMALL = models.PositiveSmallIntegerField
METHODS, HASHES = {"sequential": "逐个抽取", "exact": "按准确概率抽取"}, {"sha256": "SHA-256", "sm3": "SM3"}


class Task(Matter):
    """
    What is to be drawn: of which kinds how many, for which day, by which public value.

    items           codes of the items inspected; several are one visit (综合查一次)
    numbers         kind's label → how many
    since_date      institutions inspected on this day or after it are left out, with that reason; null: none is
    compulsory, excluded  code → reason
    beacon          the public values to come, as a plan names them
    departments     other departments that inspect along with us (部门联合), "" for none
    """

    title = models.CharField("任务名称", max_length=120)
    items: models.JSONField[list[str], list[str]] = models.JSONField("抽查事项编号", default=list)
    visit_date = models.DateField("检查起始日期")
    since_date = models.DateField("近期检查起算日期", null=True)
    planned_date = models.DateField("立项日期")
    drawn_date = models.DateField("抽取日期", null=True)
    closed_date = models.DateField("完成日期", null=True)
    departments = models.CharField("联合检查部门", max_length=200, blank=True)
    numbers: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField("各类抽取数", default=dict)
    compulsory: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField("必查对象", default=dict)
    excluded: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField("排除对象", default=dict)
    beacon: models.JSONField[list[Any], list[Any]] = models.JSONField("公共随机数来源", default=list)
    team_size = _SMALL("每组检查人员数", default=2)
    has_cap = _SMALL("检查任务均衡", default=1)
    method = models.CharField("抽取方法", max_length=16, default="sequential", choices=METHODS)
    hash = models.CharField("杂凑算法", max_length=8, default="sha256", choices=HASHES)

    class Meta:
        verbose_name = "抽查任务"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="task_number_once"),
            models.UniqueConstraint(fields=["number"], name="task_number_in_the_city"),
            listed("task", "state", TaskState),
            listed("task", "method", METHODS),
            listed("task", "hash", HASHES),
            models.CheckConstraint(condition=Q(team_size__gte=2, has_cap__in=[0, 1]), name="task_two_inspectors"),
            models.CheckConstraint(
                condition=Q(state__in=[TaskState.DRAWN, TaskState.CLOSED], drawn_date__isnull=False)
                | (~Q(state__in=[TaskState.DRAWN, TaskState.CLOSED]) & Q(drawn_date__isnull=True)),
                name="task_drawn_has_date",
            ),
            filled("task", "title"),
        )


class Draw(models.Model):
    """
    One attempt (第几次) at drawing for a task. No row is ever taken out: an annulled one says why and by whom.

    digest             of the commitment; `commitment` is its text, "" where a ledger told the digest alone
    transcript_digest  of the transcript; `transcript` likewise
    previous_digest    of the transcript drawn before it in this bureau: the chain
    values             the public values as given, in hex
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", verbose_name="抽查任务")
    attempt = _SMALL("次数")
    digest = models.CharField("封存摘要", max_length=64)
    commitment = models.TextField("封存文件", blank=True)
    committed_at = models.DateTimeField("封存时间")
    announced_date = models.DateField("公告日期", null=True)
    announced_at_place = models.CharField("公告发布位置", max_length=200, blank=True)
    beacon = models.CharField("公共随机数", max_length=200)
    values = models.TextField("公共随机数的值", blank=True)
    drawn_date = models.DateField("抽取日期", null=True)
    drawn_year = _SMALL(null=True)
    drawn_quarter = _SMALL(null=True)
    drawn_month = _SMALL(null=True)
    transcript = models.TextField("抽取记录", blank=True)
    transcript_digest = models.CharField("抽取记录摘要", max_length=64, blank=True)
    previous_digest = models.CharField("上一抽取记录摘要", max_length=64, blank=True)
    annulled_date = models.DateField("作废日期", null=True)
    annulled_year = _SMALL(null=True)
    annulled_quarter = _SMALL(null=True)
    annulled_month = _SMALL(null=True)
    annulled_by = models.CharField("作废决定人", max_length=120, blank=True)
    annul_reason = models.CharField("作废理由", max_length=400, blank=True)

    objects = ScopedManager["Draw"]()

    class Meta:
        verbose_name = "抽取"
        constraints = (
            models.UniqueConstraint(fields=["task", "attempt"], name="draw_attempt_once"),
            models.UniqueConstraint(fields=["task"], condition=Q(annulled_date__isnull=True), name="draw_one_stands"),
            *parts("draw", "drawn", "annulled"),
            filled("draw", "digest"),
            models.CheckConstraint(
                condition=Q(annulled_date__isnull=True, annulled_by="", annul_reason="")
                | (Q(annulled_date__isnull=False) & ~Q(annulled_by="") & ~Q(annul_reason="")),
                name="draw_annulled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(drawn_date__isnull=True, transcript_digest="")
                | (Q(drawn_date__isnull=False, announced_date__isnull=False) & ~Q(transcript_digest="")),
                name="draw_drawn_has_transcript",
            ),
        )


class Supplement(models.Model):
    """Substitutes for inspectors who could not go (递补): the chained text that anybody can derive again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    position = _SMALL("次序")
    text = models.TextField("递补记录")
    digest = models.CharField("递补记录摘要", max_length=64)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Supplement"]()

    class Meta:
        verbose_name = "递补"
        constraints = (models.UniqueConstraint(fields=["draw", "position"], name="supplement_once"),)
