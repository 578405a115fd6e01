"""Keeping a list as a view of one's own or of one's office, and deleting it."""

from urllib.parse import parse_qs

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.engines.indicator import Register
from fazhi.surfaces.saved_views import services
from fazhi.surfaces.saved_views.errors import SavedViewError
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.requests import list_url, register_named
from fazhi.surfaces.wording import sentence


@require_POST
def save(request: DeskRequest, name: str) -> HttpResponse:
    """Keep the list that the form names; the same name again replaces it."""
    register = register_named(name)
    asked = _asked(register, request.POST.get("query", ""))
    try:
        view = services.save(
            request.account,
            register.name,
            request.POST.get("title", ""),
            asking.query_of(register, asked),
            by=request.post,
            at=timezone.now(),
            is_shared=request.POST.get("shared") == "1",
        )
    except SavedViewError as error:
        messages.warning(request, sentence(error) or str(error))
    else:
        messages.success(request, _("已存为视图“%s”。") % view.name)
    return redirect(list_url(register, asked))


@require_POST
def delete(request: DeskRequest, name: str, view: int) -> HttpResponse:
    """Delete a view of one's own."""
    register = register_named(name)
    try:
        title = services.delete(request.account, view, by=request.post)
    except SavedViewError as error:
        messages.warning(request, sentence(error) or str(error))
    else:
        messages.success(request, _("已删除视图“%s”。台账没有变。") % title)
    return redirect(list_url(register, Asked(asking.usual_order(register))))


def _asked(register: Register, query: str) -> Asked:
    """What a view keeps: conditions, order and columns that can be read, no place, and nothing about a party."""
    return asking.parse(register, parse_qs(query)).anew(party="", faults=(), typed={})
