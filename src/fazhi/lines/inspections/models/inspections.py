"""Inspections (检查), who goes, what was found item by item, visits and objections."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.inspections.models.constraints import filled, in_order, listed, needs, parts
from fazhi.lines.inspections.models.draws import Task
from fazhi.lines.inspections.models.rosters import Inspector, Institution, Item
from fazhi.lines.inspections.terms import (
    Cause,
    CreditClass,
    InspectionState,
    InstitutionKind,
    Manner,
    ObjectionResult,
    ResultCode,
    VisitOutcome,
)

_SMALL = models.PositiveSmallIntegerField
_DAYS = ("inspected", "ordered", "rectified", "handed", "published", "left")


class Inspection(Matter):
    """
    One visit to one institution; `office` is who inspects.

    task              by whose draw; null for one with a cause (有因检查)
    kind, credit_class  of the institution as it was when the inspection was assigned
    items             codes of the items inspected in this one visit (综合查一次)
    left_date         the day on which it was no longer to be made: inspected, or void
    has_problem       a problem was found; `is_open_problem` one that was not gone at once
    rectify_by_date   the last day of the time given to rectify; `reinspected_date` of the latest second inspection
    published_date    of the result; `followed_date` of what came of rectification or penalty
    """

    shown_with = ("institution", "task")

    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", verbose_name="抽查任务")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="检查对象")
    kind = models.CharField("检查对象类别", max_length=16, choices=InstitutionKind.labels())
    credit_class = models.CharField("信用等级", max_length=8, choices=CreditClass.labels())
    cause = models.CharField("检查事由", max_length=16, choices=Cause.labels())
    cause_told = models.CharField("事由说明", max_length=400, blank=True)
    is_compulsory = _SMALL("必查对象", default=0)
    items: models.JSONField[list[str], list[str]] = models.JSONField("抽查事项编号", default=list)
    assigned_date = models.DateField("指派日期")
    assigned_year = _SMALL()
    assigned_quarter = _SMALL()
    assigned_month = _SMALL()
    notified_date = models.DateField("通知日期", null=True)
    inspected_date = models.DateField("检查日期", null=True)
    inspected_year = _SMALL(null=True)
    inspected_quarter = _SMALL(null=True)
    inspected_month = _SMALL(null=True)
    left_date = models.DateField("离开待检查日期", null=True)
    left_year = _SMALL(null=True)
    left_quarter = _SMALL(null=True)
    left_month = _SMALL(null=True)
    manner = models.CharField("检查方式", max_length=16, blank=True, choices=Manner.labels())
    has_problem = _SMALL("发现问题", default=0)
    is_open_problem = _SMALL("有待整改的问题", default=0)
    ordered_date = models.DateField("责令整改日期", null=True)
    ordered_year = _SMALL(null=True)
    ordered_quarter = _SMALL(null=True)
    ordered_month = _SMALL(null=True)
    rectify_by_date = models.DateField("整改期限", null=True)
    problems = models.TextField("责令整改的问题", blank=True)
    reinspected_date = models.DateField("复查日期", null=True)
    rectified_date = models.DateField("复查合格日期", null=True)
    rectified_year = _SMALL(null=True)
    rectified_quarter = _SMALL(null=True)
    rectified_month = _SMALL(null=True)
    handed_date = models.DateField("移送处罚日期", null=True)
    handed_year = _SMALL(null=True)
    handed_quarter = _SMALL(null=True)
    handed_month = _SMALL(null=True)
    case_number = models.CharField("案件编号", max_length=64, blank=True)
    penalty_number = models.CharField("处罚决定书文号", max_length=64, blank=True)
    penalty_date = models.DateField("处罚决定日期", null=True)
    published_date = models.DateField("公示日期", null=True)
    published_year = _SMALL(null=True)
    published_quarter = _SMALL(null=True)
    published_month = _SMALL(null=True)
    published_at_place = models.CharField("公示位置", max_length=200, blank=True)
    followed_date = models.DateField("后续结果公示日期", null=True)
    closed_date = models.DateField("办结日期", null=True)
    void_date = models.DateField("作废日期", null=True)

    class Meta:
        verbose_name = "检查"
        indexes = (models.Index(fields=["inspected_date", "id"], name="inspection_inspected"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="inspection_number_once"),
            models.UniqueConstraint(fields=["number"], name="inspection_number_in_the_city"),
            models.UniqueConstraint(
                fields=["task", "institution"], condition=~Q(state=InspectionState.VOID), name="inspection_once_a_draw"
            ),
            listed("inspection", "state", InspectionState),
            listed("inspection", "kind", InstitutionKind),
            listed("inspection", "credit_class", CreditClass),
            listed("inspection", "cause", Cause),
            listed("inspection", "manner", Manner, blank=True),
            *parts("inspection", *_DAYS),
            needs("inspection", "inspected", "assigned"),
            needs("inspection", "ordered", "inspected"),
            needs("inspection", "handed", "inspected"),
            needs("inspection", "published", "inspected"),
            needs("inspection", "rectified", "reinspected"),
            needs("inspection", "reinspected", "ordered"),
            in_order("inspection", "rectify_by", "ordered"),
            needs("inspection", "penalty", "handed"),
            models.CheckConstraint(
                condition=Q(cause=Cause.RANDOM, task__isnull=False)
                | (~Q(cause=Cause.RANDOM) & Q(task__isnull=True) & ~Q(cause_told="")),
                name="inspection_drawn_or_caused",
            ),
            models.CheckConstraint(
                condition=Q(ordered_date__isnull=True, rectify_by_date__isnull=True)
                | Q(ordered_date__isnull=False, rectify_by_date__isnull=False),
                name="inspection_order_has_limit",
            ),
            models.CheckConstraint(
                condition=Q(handed_date__isnull=True, case_number="")
                | (Q(handed_date__isnull=False) & ~Q(case_number="")),
                name="inspection_handed_has_case",
            ),
            models.CheckConstraint(
                # Who was told to rectify has been inspected again before the matter is closed.
                condition=~Q(state=InspectionState.CLOSED, ordered_date__isnull=False)
                | Q(reinspected_date__isnull=False),
                name="inspection_closed_reinspected",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CLOSED)
                | Q(inspected_date__isnull=False, published_date__isnull=False),
                name="inspection_closed_published",
            ),
            models.CheckConstraint(
                condition=Q(state=InspectionState.ASSIGNED, left_date__isnull=True)
                | (~Q(state=InspectionState.ASSIGNED) & Q(left_date__isnull=False)),
                name="inspection_left_once_made",
            ),
            models.CheckConstraint(
                condition=Q(state=InspectionState.CLOSED, closed_date__isnull=False, void_date__isnull=True)
                | Q(state=InspectionState.VOID, closed_date__isnull=True, void_date__isnull=False)
                | (
                    ~Q(state__in=[InspectionState.CLOSED, InspectionState.VOID])
                    & Q(closed_date__isnull=True, void_date__isnull=True)
                ),
                name="inspection_ended_has_date",
            ),
            models.CheckConstraint(
                condition=Q(has_problem=0, is_open_problem=0) | Q(has_problem=1, is_open_problem__in=[0, 1]),
                name="inspection_problem_flags",
            ),
        )

    def counts_from(self, entered: date | datetime) -> date | datetime:
        """A second inspection is due by days from the end of the time given to rectify."""
        # Asked before the new state is written: from these two nothing but an order starts a limit.
        is_order = self.state in {InspectionState.CONCLUDED, InspectionState.UNRECTIFIED}
        return self.rectify_by_date if is_order and self.rectify_by_date is not None else entered


class Assignment(models.Model):
    """An inspector of an inspection's team; `is_present` once the visit was made, `replaced` says why not any more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", verbose_name="检查")
    inspector = models.ForeignKey(Inspector, models.PROTECT, related_name="+", verbose_name="检查人员")
    is_present = _SMALL("到场", default=0)
    replaced = models.CharField("未能参加的理由", max_length=200, blank=True)

    objects = ScopedManager["Assignment"]()

    class Meta:
        verbose_name = "检查组成员"
        constraints = (
            models.UniqueConstraint(fields=["inspection", "inspector"], name="assignment_once"),
            models.CheckConstraint(condition=Q(is_present=0) | Q(replaced=""), name="assignment_present_not_replaced"),
        )


class ItemResult(models.Model):
    """
    What was found of one item (抽查事项的检查结果); one visit may have several, and several of one item.

    withdrawn_date  the record was given back, or an objection upheld: what stood before stays readable
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", verbose_name="检查")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="抽查事项")
    code = models.CharField("检查结果", max_length=4, choices=ResultCode.labels())
    note = models.CharField("说明", max_length=400, blank=True)
    withdrawn_date = models.DateField("撤回日期", null=True)
    inspected_date = models.DateField("检查日期")
    inspected_year = _SMALL()
    inspected_quarter = _SMALL()
    inspected_month = _SMALL()

    objects = ScopedManager["ItemResult"]()

    class Meta:
        verbose_name = "事项检查结果"
        constraints = (
            models.UniqueConstraint(
                fields=["inspection", "item", "code"], condition=Q(withdrawn_date__isnull=True), name="itemresult_once"
            ),
            listed("itemresult", "code", ResultCode),
        )


class Visit(models.Model):
    """
    Going there (到场记录), whether it came to an inspection or not.

    answers  point of the check-list → "是", "否" or "不适用"
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", verbose_name="检查")
    visited_date = models.DateField("到场日期")
    outcome = models.CharField("到场情况", max_length=16, choices=VisitOutcome.labels())
    note = models.TextField("情况记录", blank=True)
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField("检查要点", default=dict)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Visit"]()

    class Meta:
        verbose_name = "到场记录"
        constraints = (listed("visit", "outcome", VisitOutcome),)


class Objection(models.Model):
    """An objection of the institution (异议), and what was decided."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", verbose_name="检查")
    received_date = models.DateField("收到日期")
    text = models.TextField("异议内容")
    decided_date = models.DateField("处理日期", null=True)
    result = models.CharField("异议处理结果", max_length=16, blank=True, choices=ObjectionResult.labels())
    answer = models.TextField("答复", blank=True)

    objects = ScopedManager["Objection"]()

    class Meta:
        verbose_name = "异议"
        constraints = (
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(decided_date__isnull=True), name="objection_one_open"
            ),
            listed("objection", "result", ObjectionResult, blank=True),
            in_order("objection", "decided", "received"),
            filled("objection", "text"),
            models.CheckConstraint(
                condition=Q(decided_date__isnull=True, result="", answer="")
                | (Q(decided_date__isnull=False) & ~Q(result="") & ~Q(answer="")),
                name="objection_decided_whole",
            ),
        )
