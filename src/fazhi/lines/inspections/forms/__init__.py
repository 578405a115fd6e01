"""What each act of inspections asks of the person who takes it."""

from fazhi.lines.inspections.forms.inspections import INSPECTION_FORMS
from fazhi.lines.inspections.forms.tasks import TASK_FORMS

FORMS = (*TASK_FORMS, *INSPECTION_FORMS)

__all__ = ["FORMS"]
