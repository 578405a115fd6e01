"""Where rows of the registers open whose records have no page of their own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.lines.inspections.queries.of_inspections import inspection_of_result
from fazhi.lines.inspections.registers import ITEM_RESULTS
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest


def result(request: DeskRequest, key: UUID) -> HttpResponse:
    """A result of one item: the page of its inspection."""
    inspection = inspection_of_result(key, request.post)
    if inspection is None:
        raise NotHere(
            _("这项检查结果"), Way(ITEM_RESULTS.title, reverse("register", kwargs={"name": ITEM_RESULTS.name}))
        )
    return redirect(f"{reverse('inspections-inspection', kwargs={'key': inspection})}#results")
