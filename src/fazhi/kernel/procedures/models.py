from datetime import UTC, date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager


def _both_or_none(first: str, second: str, name: str) -> models.CheckConstraint:
    absent = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    present = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return models.CheckConstraint(condition=absent | present, name=name)


class Matter(models.Model):
    """
    What a procedure moves (案/事项). Lines inherit; clocks, tasks, parties and the trail point to it by
    (procedure name, matter id) without foreign key.

    state          code of a state of the line's procedure
    version        rises with every act, so that of two officials acting at once one wins and the other is told
    occurred_date  the day on which the act occurred that led into `state`
    recorded_at    when the latest act was written down
    shown_with     relations that the matter's page names it by, read along with it
    """

    shown_with: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("编号", max_length=64)
    # Lines make (office, number) unique: that index serves the office as well.
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    state = models.CharField("状态", max_length=24)
    version = models.PositiveIntegerField(default=1)
    occurred_date = models.DateField("最近行为发生日期")
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def counts_from(self, entered: date | datetime) -> date | datetime:
        """The day or moment from which the time limits of a state entered at `entered` run: that of the entry. A line whose
        law counts from another day, as from the day on which performance falls due, or in another year, says that one."""
        return entered


NO_LIMIT = datetime(9999, 1, 1, tzinfo=UTC)
"""`Task.due_at` of a matter without a time limit: after all others, in every database alike."""


class Clock(models.Model):
    """
    A running time limit (期限): one per period, state and matter.

    started_date  the day of entry into `after`, by occurrence, or what `Matter.counts_from` says; for a period of hours
                  `started_at` has the moment, for a fixed date it is 1 January of that year
    due_date      the last lawful day, pauses and extension included; for a period of hours `due_at` has the moment.
                  While the clock is paused it is the day as it stood before the pause
    stopped_at    when a step that names the period stopped it was written; `stopped_date` the day that step occurred
    is_on_time    whether that day was the last lawful one or before; null while it runs, and where nothing was done in it
                  (an import that corrects its rows starts their limits anew)
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    period = models.CharField("期限代码", max_length=24)
    after = models.CharField("起算状态", max_length=24)
    started_date = models.DateField("起算日")
    started_at = models.DateTimeField("起算时刻", null=True)
    due_date = models.DateField("届满日")
    due_at = models.DateTimeField("届满时刻", null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_date = models.DateField("停止日", null=True)
    stopped_year = models.PositiveSmallIntegerField("停止年度", null=True)
    stopped_month = models.PositiveSmallIntegerField("停止月份", null=True)
    is_on_time = models.PositiveSmallIntegerField("按期", null=True)

    objects = ScopedManager["Clock"]()

    class Meta:
        verbose_name = "期限"
        constraints = (
            models.UniqueConstraint(
                fields=["matter_id", "period", "after"], condition=Q(stopped_at__isnull=True), name="clock_one_running"
            ),
            models.CheckConstraint(condition=Q(due_date__gte=F("started_date")), name="clock_dates_in_order"),
            _both_or_none("stopped_at", "stopped_date", "clock_stopped_on_a_day"),
            _both_or_none("stopped_date", "stopped_year", "clock_stopped_in_a_year"),
            _both_or_none("stopped_date", "stopped_month", "clock_stopped_in_a_month"),
            models.CheckConstraint(
                condition=Q(is_on_time__isnull=True)
                | Q(is_on_time=1, stopped_date__lte=F("due_date"))
                | Q(is_on_time=0, stopped_date__gt=F("due_date")),
                name="clock_on_time_proven",
            ),
            _both_or_none("started_at", "due_at", "clock_hours_have_moments"),
        )
        indexes = (
            models.Index(fields=["due_date"], condition=Q(stopped_at__isnull=True), name="clock_running"),
            models.Index(fields=["matter_id"], name="clock_of_matter"),
            # Everything that the rate of a year asks for, office by office: it is answered from the index alone.
            models.Index(
                fields=["office", "stopped_year", "procedure", "is_on_time", "stopped_month"],
                condition=Q(is_on_time__isnull=False),
                name="clock_kept_by_office",
            ),
        )


class ClockPause(models.Model):
    """
    Days on which a clock does not run (中止/扣除), both included; `until_date` is null while it stands still.

    reason  which of the reasons that the period's law names
    """

    id = models.BigAutoField(primary_key=True)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="+")
    first_date = models.DateField("中止起")
    until_date = models.DateField("中止止", null=True)
    reason = models.CharField("中止事由", max_length=200)
    by = models.CharField("办理岗位", max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "期限中止"
        constraints = (
            models.UniqueConstraint(
                fields=["clock"], condition=Q(until_date__isnull=True), name="clockpause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("first_date")),
                name="clockpause_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="clockpause_has_reason"),
        )


class ClockExtension(models.Model):
    """
    The one extension of a clock (延长), with who approved it and why.

    units         length in units of the period, as decided; null: the law's own length
    was_due_date  the last lawful day before it
    """

    clock = models.OneToOneField(Clock, models.PROTECT, primary_key=True, related_name="+")
    units = models.PositiveSmallIntegerField("延长长度", null=True)
    approved_by = models.CharField("批准岗位", max_length=120)
    reason = models.CharField("延长理由", max_length=200)
    decided_date = models.DateField("批准日期")
    was_due_date = models.DateField("原届满日")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "期限延长"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="clockextension_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_date__lte=F("was_due_date")), name="clockextension_before_expiry"
            ),
            models.CheckConstraint(
                condition=Q(units__isnull=True) | Q(units__gte=1), name="clockextension_at_least_one"
            ),
        )


class Task(models.Model):
    """
    An open matter's place in somebody's work (待办): one per matter, done when the matter ends.

    state      the matter's, written with each act, so that who may go on is known without opening it
    holder     the post that has taken it over; null while it lies in the office for anyone who may
    passed_by  the post that acted or handed it over, and waits for another's act since; null once the answer came
    clock      the matter's nearest time limit that runs and doesn't stand still; null without one
    due_at     when that one's last day, or its last hour, ends; `NO_LIMIT` without one. Kept here, and not looked up, so that
               a list of thousands is read in its order
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("状态", max_length=24)
    holder = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, related_name="+", verbose_name="承办岗位", db_index=False
    )
    clock = models.ForeignKey(Clock, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField("届满时刻", default=NO_LIMIT)
    passed_by = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, related_name="+", verbose_name="转出岗位", db_index=False
    )
    since_at = models.DateTimeField("接办时间")
    done_at = models.DateTimeField("完成时间", null=True)

    objects = ScopedManager["Task"]()

    class Meta:
        verbose_name = "待办"
        constraints = (
            models.UniqueConstraint(fields=["matter_id"], condition=Q(done_at__isnull=True), name="task_one_open"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("since_at")), name="task_done_after_start"
            ),
            models.CheckConstraint(
                condition=Q(clock__isnull=True, due_at=NO_LIMIT) | Q(clock__isnull=False, due_at__lt=NO_LIMIT),
                name="task_due_by_its_clock",
            ),
        )
        indexes = (
            models.Index(fields=["office", "due_at"], condition=Q(done_at__isnull=True), name="task_open_by_office"),
            models.Index(fields=["holder", "due_at"], condition=Q(done_at__isnull=True), name="task_open_by_holder"),
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="task_open_by_due"),
            models.Index(
                fields=["passed_by", "due_at"],
                condition=Q(done_at__isnull=True, passed_by__isnull=False),
                name="task_waited_for",
            ),
        )


class Alert(models.Model):
    """
    An escalation that has fired (督办): this clock was reported to this role, once per rule.

    days             the rule's days after the due day
    office           where the role was found, the matter's office or one above it
    has_recipient    False if nobody up to the bureau held the role on that day; an integrity checker finds those
    """

    id = models.BigAutoField(primary_key=True)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="+")
    days = models.SmallIntegerField("距届满天数")
    role = models.CharField("督办对象", max_length=24)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+")
    has_recipient = models.BooleanField(default=True)
    fired_at = models.DateTimeField("督办时间")

    objects = ScopedManager["Alert"]()

    class Meta:
        verbose_name = "督办"
        constraints = (models.UniqueConstraint(fields=["clock", "days", "role"], name="alert_once_a_rule"),)
