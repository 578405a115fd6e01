"""What each act of mediation asks of the person who takes it."""

from fazhi.lines.mediation.forms.applications import APPLICATION_FORMS
from fazhi.lines.mediation.forms.departments import DEPARTMENT_FORMS
from fazhi.lines.mediation.forms.disputes import DISPUTE_FORMS
from fazhi.lines.mediation.forms.following import FOLLOWING_FORMS
from fazhi.lines.mediation.forms.network import NETWORK_FORMS
from fazhi.lines.mediation.forms.people import PEOPLES_FORMS

FORMS = (*PEOPLES_FORMS, *APPLICATION_FORMS, *FOLLOWING_FORMS, *DEPARTMENT_FORMS, *DISPUTE_FORMS, *NETWORK_FORMS)

__all__ = ["FORMS"]
