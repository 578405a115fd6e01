"""What the acts of mediation ask, one module for each subject."""

from fazhi.lines.mediation.forms.network import NETWORK_FORMS

FORMS = NETWORK_FORMS
