"""The two rosters (两库) on the desk: institutions with what was inspected of them, inspectors with their credentials."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.inspections.models import Institution
from fazhi.lines.inspections.queries import desk
from fazhi.lines.inspections.terms import RECUSAL, CreditClass, InstitutionKind
from fazhi.lines.inspections.web.days import day_text
from fazhi.lines.inspections.web.tabs import SECTION, tabs
from fazhi.lines.inspections.web.visits import shown_rows
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

PAGE = 50
SOON = 90
"""Days before the end of a credential from which the list says so."""


def institutions(request: DeskRequest) -> HttpResponse:
    """Institutions of the roster, a page at a time, of a kind, a credit class or a name."""
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("kind", "credit", "named")}
    asked["kind"] = asked["kind"] if asked["kind"] in InstitutionKind.labels() else ""
    asked["credit"] = asked["credit"] if asked["credit"] in CreditClass.labels() else ""
    after = request.GET.get("after", "")[:32]
    found = desk.institutions_seen_by(request.post, **asked, after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    context = {
        "rows": [
            {
                "name": each.institution.name,
                "code": each.institution.code,
                "url": reverse("inspections-institution", kwargs={"key": each.institution.pk}),
                "kind": _(InstitutionKind(each.institution.kind).label),
                "credit": _(CreditClass(each.institution.credit_class).label),
                "district": each.institution.district,
                "inspections": each.inspections,
                "latest": day_text(each.latest),
                "ended": each.institution.ended_date,
            }
            for each in shown
        ],
        "kinds": [(each.value, _(each.label)) for each in InstitutionKind],
        "credits": [(each.value, _(each.label)) for each in CreditClass],
        **asked,
        "is_narrowed": any(asked.values()),
        "first_url": _url(asked) if after else "",
        "next_url": _url({**asked, "after": shown[-1].institution.code}) if more else "",
        "tabs": tabs(request.post, "inspections-institutions"),
    }
    return page(request, "inspections/institutions.html", context, section=SECTION)


def _url(asked: dict[str, str]) -> str:
    query = urlencode({name: text for name, text in asked.items() if text})
    return f"{reverse('inspections-institutions')}?{query}"


def institution(request: DeskRequest, key: UUID) -> HttpResponse:
    """One institution: what it is, who does not go there, when it was inspected."""
    found = desk.institution_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这家检查对象"), _way())
    today = timezone.localdate()
    context = {
        "institution": found,
        "ways": (_way(),),
        "facts": _facts(found),
        "is_standing": found.ended_date is None or found.ended_date > today,
        "recusals": [
            {
                "inspector": each.inspector.official.name,
                "certificate": each.inspector.certificate,
                "reason": each.reason,
                "since": day_text(each.declared_date),
                "until": day_text(each.ended_date),
            }
            for each in desk.recusals_at(found, request.post)
        ],
        "recusal_basis": cited([RECUSAL])[0],
        "rows": shown_rows(request, _with(found, desk.inspections_at(found, request.post, limit=PAGE)), today),
        "tabs": tabs(request.post, "inspections-institutions"),
    }
    return page(request, "inspections/institution.html", context, section=SECTION)


def _with(institution: Institution, inspections: Sequence[Any]) -> list[Any]:
    for each in inspections:
        each.institution = institution
    return list(inspections)


def _way() -> Way:
    return Way(_("检查对象"), reverse("inspections-institutions"))


def _facts(institution: Institution) -> list[tuple[str, str]]:
    told = [
        (_("统一社会信用代码"), institution.code),
        (_("检查对象类别"), _(InstitutionKind(institution.kind).label)),
        (_("信用等级"), _(CreditClass(institution.credit_class).label)),
        (_("所在区"), institution.district),
        (_("名录管理机构"), institution.office.name),
        (_("登记日期"), day_text(institution.registered_date)),
        (_("注销日期"), day_text(institution.ended_date) if institution.ended_date else ""),
    ]
    return [(title, text) for title, text in told if text]


def inspectors(request: DeskRequest) -> HttpResponse:
    """Inspectors of the roster by certificate, a page at a time; who can't be drawn today is marked."""
    today, after = timezone.localdate(), request.GET.get("after", "")[:32]
    found = desk.inspectors_seen_by(request.post, today, after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    here = reverse("inspections-inspectors")
    context = {
        "today": today,
        "rows": [
            {
                "certificate": each.inspector.certificate,
                "name": each.inspector.official.name,
                "key": each.inspector.pk,
                "since": day_text(each.inspector.valid_from_date),
                "until": day_text(each.inspector.valid_to_date),
                "standing": _standing(each.inspector.valid_from_date, each.inspector.valid_to_date, today),
                "is_valid": each.inspector.valid_from_date <= today <= each.inspector.valid_to_date,
                "recusals": each.recusals,
                "visits": each.visits,
            }
            for each in shown
        ],
        "first_url": here if after else "",
        "next_url": f"{here}?{urlencode({'after': shown[-1].inspector.certificate})}" if more else "",
        "tabs": tabs(request.post, "inspections-inspectors"),
    }
    return page(request, "inspections/inspectors.html", context, section=SECTION)


def _standing(since: date, until: date, today: date) -> str:
    if today < since:
        return _("尚未生效")
    if today > until:
        return _("已经失效，不参加抽取")
    days = (until - today).days
    return _("有效，%d 日后到期") % days if days <= SOON else _("有效")


def inspector(request: DeskRequest, key: UUID) -> HttpResponse:
    """Where a row of the register of inspectors opens: its place in the list."""
    found = desk.inspector_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这位检查人员"), Way(_("检查人员"), reverse("inspections-inspectors")))
    before = urlencode({"after": found.certificate[:-1]})  # whatever begins with it comes after it
    return redirect(f"{reverse('inspections-inspectors')}?{before}#inspector-{key}")
