"""Tasks (抽查任务) and their draws."""

from fazhi.engines.codes import Labelled

TASK = "inspections.task"


class TaskState(Labelled):
    """Where a task stands, from its entry to the last of its inspections."""

    PLANNED = "planned", "已立项"
    COMMITTED = "committed", "名录已封存"
    ANNOUNCED = "announced", "抽查已公告"
    DRAWN = "drawn", "已抽取"
    CLOSED = "closed", "任务已完成"
    CANCELLED = "cancelled", "任务已取消"


STANDING = (TaskState.COMMITTED, TaskState.ANNOUNCED, TaskState.DRAWN, TaskState.CLOSED)
"""States in which a task has a draw that stands: another one needs the annulment of this one first."""
