"""The pages of single records: a matter, people's or administrative, and a referral."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import queries as exchange
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.referrals import queries as referrals
from fazhi.kernel.referrals.terms import OPEN
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, REFERRALS
from fazhi.lines.mediation.terms import Category, State
from fazhi.lines.mediation.web import records
from fazhi.lines.mediation.web.clocks import shown_clock
from fazhi.lines.mediation.web.disputes import shown_records
from fazhi.lines.mediation.web.dossier import dossier_of, referral_facts, shown_referral
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

SECTION = "registers"
_READING = "查看事项（脱敏）"


def people(request: DeskRequest, key: UUID) -> HttpResponse:
    """One matter of people's mediation."""
    return _matter(request, records.seen(PeoplesMatter, key, request.post), PEOPLES.title, PEOPLES.name)


def administrative(request: DeskRequest, key: UUID) -> HttpResponse:
    """One matter of administrative mediation."""
    return _matter(
        request, records.seen(AdministrativeMatter, key, request.post), ADMINISTRATIVE.title, ADMINISTRATIVE.name
    )


def _matter(
    request: DeskRequest, matter: PeoplesMatter | AdministrativeMatter | None, ledger: str, register: str
) -> HttpResponse:
    if matter is None:
        raise NotHere("这件纠纷", _way_to(ledger, register))
    now = timezone.now()
    clock = request.GET.get("clock", "")
    dossier = dossier_of(
        matter, request.post, today=timezone.localdate(now), clock=int(clock) if clock.isdecimal() else None
    )
    audit.note_read(
        by=request.post.code, at=now, subject=(dossier.procedure.name, matter.id.hex), reason=_READING, place="desk"
    )
    context = {
        "matter": matter,
        "title": f"{Category.labels()[matter.category]}纠纷",
        "state": State.labels()[matter.state],
        "is_open": matter.state not in dossier.procedure.ends,
        "dossier": dossier,
        "today": timezone.localdate(now),
        "register": _way_to(ledger, register),
    }
    return page(request, "mediation/matter.html", context, section=SECTION)


def referral(request: DeskRequest, key: UUID) -> HttpResponse:
    """The sender's side of a dispute that was handed over."""
    found = referrals.referral(key, request.post)
    if found is None:
        raise NotHere("这件对接", _way_to(REFERRALS.title, REFERRALS.name))
    matter = records.matter_of(found, request.post)
    today, opened = timezone.localdate(), request.GET.get("clock", "")
    clocks = procedures.clocks_of(found.pk, request.post)
    context = {
        "referral": found,
        "facts": tuple(referral_facts(found)),
        "clocks": tuple(shown_clock(each, today, explain=str(each.pk) == opened) for each in clocks),
        "is_open": found.state in OPEN,
        "today": today,
        "records": shown_records(found.pk, request.post),
        "shown": shown_referral(found, matter),
        "category": Category.labels()[found.category],
        "matter": matter,
        "origin": exchange.origin_of(found.pk),
        "register": _way_to(REFERRALS.title, REFERRALS.name),
    }
    return page(request, "mediation/referral.html", context, section=SECTION)


def _way_to(ledger: str, register: str) -> Way:
    return Way(ledger, reverse("register", kwargs={"name": register}))
