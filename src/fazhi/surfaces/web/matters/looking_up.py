"""
Looking parties up while a dispute is registered: what is known already is taken over without being shown.

Who registers sees masked results and picks one; the numbers behind it are read when the form is taken, and that reading is
in the trail. A reusable piece: `sides_of` a form, `web/matters/lookup.html` under a name field, `with_known` on what was sent.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fazhi.kernel.parties import queries
from fazhi.kernel.parties.services import open_party
from fazhi.kernel.parties.terms import MaskedParty, Reason
from fazhi.kernel.procedures.forms import ActForm
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.surfaces.accounts.models import Account

A_MINUTE = 60
MOST_A_MINUTE = 60
"""How often one account may look up in a minute: typing, not collecting."""

_COLUMNS = ("name", "document_type", "document_number", "phone", "protection")
_NAME = "_name"


@dataclass(frozen=True)
class Found:
    """`is_held_up`: too many look-ups in a minute, nothing was looked for."""

    parties: tuple[MaskedParty, ...]
    is_held_up: bool = False


@require_POST
def lookup(request: DeskRequest) -> HttpResponse:
    """
    Parties that the typed text may mean, as choices for one side of the form: /parties/lookup/?side=applicant.

    What was typed comes in the body: names don't belong into addresses, which servers write down.
    """
    side = request.GET.get("side", "")
    typed = request.POST.get(f"{side}{_NAME}", "")
    found = look_up(typed, request.post, account=request.account, at=timezone.now())
    context = {"side": side, "found": found, "chosen": "", "typed": typed}
    answer = render(request, "web/matters/lookup.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def look_up(text: str, post: "Post", *, account: "Account", at: datetime) -> Found:
    """Masked parties of the post's offices, at most eight; nothing for too short a text."""
    if not text.strip():
        return Found(())
    key = f"party-lookup-{account.pk}-{int(at.timestamp()) // A_MINUTE}"
    cache.add(key, 0, timeout=2 * A_MINUTE)
    if cache.incr(key) > MOST_A_MINUTE:
        return Found((), is_held_up=True)
    return Found(queries.lookup(text, post, on=timezone.localdate(at)))


def looked_up(request: DeskRequest, form: ActForm, sent: Sent, *, at: datetime) -> dict[str, Found]:
    """Side → what the button beside its name looks up, for pages without a script."""
    side = sent.own("look")
    if side not in sides_of(form):
        return {}
    return {side: look_up(sent.texts.get(f"{side}{_NAME}", ""), request.post, account=request.account, at=at)}


def sides_of(form: ActForm) -> tuple[str, ...]:
    """The sides of a dispute that a form asks for: those with a name and a document number."""
    names = [field.name for field in form.fields]
    return tuple(
        name.removesuffix(_NAME)
        for name in names
        if name.endswith(_NAME) and f"{name.removesuffix(_NAME)}_document_number" in names
    )


def with_known(
    answers: Mapping[str, str | bytes], sent: Sent, sides: Collection[str], *, by: "Post", at: datetime
) -> dict[str, str | bytes]:
    """
    The answers, with what is known of the party that was picked for a side in place of what was left blank.

    Raises OutOfReach, NotPermitted.
    """
    known: dict[str, str | bytes] = {}
    for side in sides:
        picked = sent.own(f"from_{side}")
        if picked.isdecimal() and len(picked) < 19:
            party = open_party(int(picked), by=by, reason=Reason.HANDLING, at=at)
            known |= {f"{side}_{column}": getattr(party, column) for column in _COLUMNS}
    written = {name: answer for name, answer in answers.items() if not _replaced(name, known, sent)}
    return {**{name: value for name, value in known.items() if value}, **written}


def _replaced(name: str, known: Mapping[str, object], sent: Sent) -> bool:
    """What was typed gives way where it is blank, and the name always: it is only the beginning that was looked for."""
    return name in known and (name.endswith(_NAME) or not sent.texts.get(name, "").strip())
