"""The procedures of inspections, as data: a task with its draw, and an inspection of one institution."""

from fazhi.lines.inspections.procedure.inspections import INSPECTION_PROCEDURE
from fazhi.lines.inspections.procedure.tasks import TASK_PROCEDURE

__all__ = ["INSPECTION_PROCEDURE", "TASK_PROCEDURE"]
