"""The one screen on which a mediator registers a dispute in half a minute: a line of shorthand, the form, today's list."""

from fazhi.lines.mediation.permissions import REGISTER_PEOPLES
from fazhi.lines.mediation.web.registering import views
from fazhi.surfaces.web.access import address, holding

URLS = (
    address("mediation/register/", views.register, name="mediation-register", access=holding(REGISTER_PEOPLES)),
    address("mediation/register/same/", views.same, name="mediation-register-same", access=holding(REGISTER_PEOPLES)),
)

__all__ = ["URLS"]
