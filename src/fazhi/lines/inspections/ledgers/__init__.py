"""The ledgers of inspections: rosters, recusals, the list of items, the plan, tasks, draws, inspections and their results."""

from fazhi.lines.inspections.ledgers.inspections import INSPECTION_FORMAT, RESULT_FORMAT
from fazhi.lines.inspections.ledgers.rosters import INSPECTOR_FORMAT, INSTITUTION_FORMAT, RECUSAL_FORMAT
from fazhi.lines.inspections.ledgers.tasks import DRAW_FORMAT, ITEM_FORMAT, PLAN_FORMAT, TASK_FORMAT

FORMATS = (
    INSTITUTION_FORMAT,
    INSPECTOR_FORMAT,
    RECUSAL_FORMAT,
    ITEM_FORMAT,
    PLAN_FORMAT,
    TASK_FORMAT,
    DRAW_FORMAT,
    INSPECTION_FORMAT,
    RESULT_FORMAT,
)

__all__ = [
    "DRAW_FORMAT",
    "FORMATS",
    "INSPECTION_FORMAT",
    "INSPECTOR_FORMAT",
    "INSTITUTION_FORMAT",
    "ITEM_FORMAT",
    "PLAN_FORMAT",
    "RECUSAL_FORMAT",
    "RESULT_FORMAT",
    "TASK_FORMAT",
]
