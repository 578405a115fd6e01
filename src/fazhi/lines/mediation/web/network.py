"""The network of committees: their list, each one's page, and where somebody's service in one leads."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.citation import Article
from fazhi.engines.identifiers import mask_phone
from fazhi.kernel.organisations.terms import COMMITTEES as KINDS
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.kernel.procedures import registry
from fazhi.lines.mediation.models import Committee
from fazhi.lines.mediation.procedure import ELECTIONS
from fazhi.lines.mediation.queries.committees import (
    Dossier,
    committee_of_service,
    committee_seen,
    committees,
    dossier_of,
)
from fazhi.lines.mediation.queries.network import Servant
from fazhi.lines.mediation.terms import BY_ELECTION, ElectionState
from fazhi.lines.mediation.web.facts import Fact, day_text
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

PAGE = 50
_TERM, _MEMBERS, _SEAL = Article("人民调解法", 9, 2), Article("人民调解法", 8, 2), Article("人民调解法", 29, 2)


def committee_list(request: DeskRequest) -> HttpResponse:
    """Committees in being within the post's offices, a page at a time."""
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("kind", "named")}
    after, today = request.GET.get("after", ""), timezone.localdate()
    kind = asked["kind"] if asked["kind"] in KINDS else ""
    found = committees(request.post, on=today, kind=kind, named=asked["named"], after=after, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    context = {
        "rows": shown,
        "today": today,
        "kinds": [(each.value, _(each.label)) for each in OfficeKind if each.value in KINDS],
        "kind": kind,
        "named": asked["named"],
        "first_url": _list_url(asked) if after else "",
        "next_url": _list_url({**asked, "after": shown[-1].committee.office.code}) if more else "",
        "tabs": tabs(request.post, "mediation-committees"),
    }
    return page(request, "mediation/committees.html", context, section=SECTION)


def _list_url(asked: dict[str, str]) -> str:
    query = urlencode({name: text for name, text in asked.items() if text})
    return f"{reverse('mediation-committees')}?{query}"


def committee_page(request: DeskRequest, key: UUID) -> HttpResponse:
    """One committee: what it is, its seal and term, who serves in it, its elections."""
    committee = committee_seen(key, request.post)
    if committee is None:
        raise NotHere(_("这个调委会"), _way())
    today = timezone.localdate()
    found = dossier_of(committee, request.post, on=today)
    term, members, seal = cited([_TERM, _MEMBERS, _SEAL])
    context = {
        "committee": committee,
        "dossier": found,
        "facts": tuple(_facts(committee)),
        "today": today,
        "ways": (_way(),),
        "bases": {"term": term, "members": members, "seal": seal},
        "members": _servants(found.members, {}),
        "mediators": _servants(found.mediators, found.hours),
        "elections": [_election(each) for each in found.elections],
        "begin_url": _by_election_url(found, request.post),
        "tabs": tabs(request.post, "mediation-committees"),
    }
    return page(request, "mediation/committee.html", context, section=SECTION)


def service(request: DeskRequest, key: UUID) -> HttpResponse:
    """Where a row of the registers of members, mediators and trainings opens: its committee's page."""
    committee = committee_of_service(key, request.post)
    if committee is None:
        raise NotHere(_("这条任职或者培训"), _way())
    return redirect(f"{reverse('mediation-committee', kwargs={'key': committee.pk})}#members")


def _way() -> Way:
    return Way(_("人民调解委员会"), reverse("mediation-committees"))


def _facts(committee: Committee) -> list[Fact]:
    stations = [
        title
        for name, title in (
            ("on_court_roll", _("列入法院特邀名册")),
            ("at_court", _("派驻法院")),
            ("at_police", _("派驻公安")),
            ("at_procuratorate", _("派驻检察")),
            ("at_petition", _("派驻信访")),
        )
        if getattr(committee, name)
    ]
    told = [
        (_("机构代码"), committee.office.code),
        (_("类别"), _(OfficeKind(committee.office.kind).label)),
        (_("设立单位"), committee.founder),
        (_("设立日期"), day_text(committee.founded_date)),
        (_("设立备案日期"), day_text(committee.filed_date)),
        (_("调解范围"), committee.scope),
        (_("办公地址"), committee.address),
        (_("联系电话"), committee.phone),
        (_("经费保障"), committee.funding),
        (_("派驻和特邀"), "、".join(stations)),
        (_("撤销日期"), day_text(committee.cancelled_date) if committee.cancelled_date else ""),
    ]
    return [(title, text) for title, text in told if text]


def _servants(servants: Sequence[Servant], hours: Mapping[str, int]) -> list[dict[str, Any]]:
    """Who serves, for a list: names are those of public functions, telephones are masked."""
    return [
        {
            "official": each.official,
            "name": each.name,
            "position": each.position,
            "time": _("专职") if each.is_full_time else _("兼职"),
            "from": day_text(each.from_date),
            "until": day_text(each.until_date),
            "phone": mask_phone(each.phone),
            "hours": hours.get(each.official, 0),
        }
        for each in servants
    ]


def _election(election: Any) -> dict[str, Any]:
    procedure = registry.procedure_of(election)
    return {
        "kind": procedure.title,
        "number": election.number,
        "url": matter_url(procedure.name, election.pk),
        "state": procedure.states[election.state],
        "is_open": election.state not in procedure.ends,
        "elected": day_text(election.elected_date),
        "until": day_text(election.until_date),
        "filed": day_text(election.filed_date),
    }


def _by_election_url(found: Dossier, post: "Post") -> str:
    """Where a by-election is opened, for a post that may; "" while one is due, and for others."""
    opening = ELECTIONS[BY_ELECTION].opening
    due = any(each.state == ElectionState.DUE and each.procedure == BY_ELECTION for each in found.elections)
    if opening is None or due or post.role not in registry.permission(opening.by).roles:
        return ""
    asked = urlencode({"_office": found.standing.committee.office.code})
    return f"{reverse('begin', kwargs={'procedure': BY_ELECTION})}?{asked}"
