"""
Narrowing a list to the matters of a party.

The name or number that was typed goes in the body of the request and is kept nowhere: not in an address, a log or the history of
a browser. The session keeps which matters were found, under a token; the address has the token, and tells another reader nothing.
"""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.parties.errors import PartyError
from fazhi.kernel.parties.services import find_matters
from fazhi.kernel.parties.terms import Reason
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.web.registers.requests import PARTIES, asked_of, list_url, matters_of, register_named
from fazhi.surfaces.wording import sentence

_KEPT = 3
"""Look-ups that a session keeps, the latest."""


@require_POST
def find(request: DeskRequest, name: str) -> HttpResponse:
    """Look the parties up for a reason, note that in the trail, and show the list narrowed to their matters."""
    register = register_named(name)
    asked = asked_of(register, request.GET).anew()
    text, reason = request.POST.get("text", "").strip(), request.POST.get("reason", "")
    if not matters_of(register) or not text or len(text) > 100 or reason not in Reason.values:
        messages.warning(request, _("请写当事人的姓名、姓名拼音、证件号码或者电话末四位，并选择查找的理由。"))
        return redirect(list_url(register, asked))
    words = request.POST.get("words", "")
    try:
        found = find_matters(text, by=request.post, reason=Reason(reason), at=timezone.now(), words=words)
    except PartyError as error:
        messages.warning(request, sentence(error) or str(error))
        return redirect(list_url(register, asked))
    matters = [matter.hex for matter in found.matters]
    token = _kept(request, {"matters": matters, "shown": found.shown, "is_cut": found.is_cut})
    return redirect(list_url(register, asked.anew(party=token)))


def _kept(request: DeskRequest, found: dict[str, Any]) -> str:
    token = secrets.token_urlsafe(9)
    latest = list(request.session.get(PARTIES, {}).items())[-(_KEPT - 1) :]
    request.session[PARTIES] = dict([*latest, (token, found)])
    return token
