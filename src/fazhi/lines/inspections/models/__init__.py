"""What inspections keep: rosters, items and plan, tasks with their draws, inspections and what came of them."""

from fazhi.lines.inspections.models.draws import Draw, Supplement, Task
from fazhi.lines.inspections.models.inspections import Assignment, Inspection, ItemResult, Objection, Visit
from fazhi.lines.inspections.models.rosters import Inspector, Institution, Item, PlanLine, Recusal

__all__ = [
    "Assignment",
    "Draw",
    "Inspection",
    "Inspector",
    "Institution",
    "Item",
    "ItemResult",
    "Objection",
    "PlanLine",
    "Recusal",
    "Supplement",
    "Task",
    "Visit",
]
