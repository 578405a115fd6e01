"""What the screen remembers of an official's latest registration: choices, and nothing about anybody."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fazhi.kernel.organisations.terms import Role
from fazhi.lines.mediation.terms import AgreementForm, PerformanceMode, Source, Tie, Way
from fazhi.lines.mediation.web.registering.typed import Typed

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post
    from fazhi.surfaces.web.pages import DeskRequest

_KEY = "mediation.register"
_KEPT = ("office", "way", "category", "source", "agreement_form", "performance_mode", "mediators", "on")


def offered(request: "DeskRequest", offices: Sequence["Office"], today: date) -> Typed:
    """
    What stands in the form before anything is typed: the choices of the latest registration of this session, else the
    usual ones. A day is offered again on the day on which it was typed only.
    """
    kept = dict(request.session.get(_KEY, {}))
    if kept.pop("said", "") != today.isoformat():
        kept.pop("on", None)
    if kept.get("office") not in {office.code for office in offices}:
        kept.pop("office", None)
    return {**_usual(request.post, offices, today), **kept}


def keep(request: "DeskRequest", typed: Mapping[str, str], today: date) -> None:
    """Remember the choices of a registration that was made."""
    request.session[_KEY] = {
        **{name: typed[name] for name in _KEPT if typed.get(name)},
        "said": today.isoformat(),
    }


def _usual(post: "Post", offices: Sequence["Office"], today: date) -> Typed:
    own = next((office for office in offices if office.pk == post.office.pk), offices[0] if offices else None)
    return {
        "office": own.code if own else "",
        "way": Way.ACCEPTED.value,
        "source": Source.APPLICATION.value,
        "on": today.isoformat(),
        "agreement_form": AgreementForm.ORAL.value,
        "performance_mode": PerformanceMode.AT_ONCE.value,
        "tie": Tie.NONE.value,
        "mediators": post.official.name if post.role == Role.MEDIATOR else "",
    }
