"""
对接系统: which systems of other bodies may call, as what, with which tokens; what they were told of.

A token is answered to the POST itself and not kept for a page of its own: it is told once.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.organisations.terms import ADMINISTRATORS, Role
from fazhi.surfaces.api import queries
from fazhi.surfaces.api.errors import ApiError, SystemUnknown
from fazhi.surfaces.api.limits import MOST_PER_MINUTE, USUAL_PER_MINUTE
from fazhi.surfaces.api.operations import all_operations, grantable
from fazhi.surfaces.api.permissions import MANAGE
from fazhi.surfaces.api.services import systems as services
from fazhi.surfaces.api.services.systems import MOST_DAYS, USUAL_DAYS
from fazhi.surfaces.web.administration.room import of_the_whole, show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.surfaces.api.models import System

_ROLES = tuple(role for role in Role if role not in ADMINISTRATORS)


@dataclass(frozen=True)
class Written:
    """The form of a new system as it was filled in."""

    code: str = ""
    name: str = ""
    office: str = ""
    role: str = ""
    sender: str = ""
    per_minute: str = str(USUAL_PER_MINUTE)
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Right:
    """A right that can be granted: who may have it, which operations it opens, whether it is given, and on which basis."""

    code: str
    title: str
    roles: tuple[str, ...]
    operations: tuple[str, ...]
    is_given: bool
    basis: object


@of_the_whole(MANAGE)
def systems(request: DeskRequest) -> HttpResponse:
    """All systems; and the form of a new one."""
    if request.method == "POST":
        return _enter(request)
    return _list(request, Written())


def _enter(request: DeskRequest) -> HttpResponse:
    names = ("code", "name", "office", "role", "sender", "per_minute")
    given = {name: request.POST.get(name, "").replace("\0", "").strip() for name in names}
    filled = Written(**given, rights=tuple(request.POST.getlist("right")))
    faults: dict[str, str] = {}
    places = organisations.offices_called(request.post, filled.office, limit=2) if filled.office else ()
    if len(places) != 1:
        faults["office"] = (
            _("有几个机构叫这个名称，请写机构代码。") if places else _("没有这个机构。请写机构代码或者全称。")
        )
    role = next((each for each in _ROLES if each.value == filled.role), None)
    if role is None:
        faults["role"] = _("请选一个角色。")
    if not 0 < len(filled.name) <= 60:
        faults["name"] = _("请写名称，最多 60 个字。")
    if len(filled.sender) > 120:
        faults["sender"] = _("最多 120 个字。")
    pace = int(filled.per_minute) if filled.per_minute.isascii() and filled.per_minute.isdigit() else 0
    if not 1 <= pace <= MOST_PER_MINUTE:
        faults["per_minute"] = _("应为 1 至 %s 的整数。") % MOST_PER_MINUTE
    if faults or role is None:
        return _list(request, filled, faults, status=400)
    try:
        with audit.done_at(audit.Place.DESK):
            system = services.enter_system(
                filled.code,
                filled.name,
                office=places[0],
                role=role,
                rights=filled.rights,
                sender=filled.sender,
                per_minute=pace,
                by=request.post,
                at=timezone.now(),
            )
    except (ApiError, OrganisationError) as error:
        return _list(request, filled, {"": sentence(error) or str(error)}, status=409)
    messages.success(request, _("已登记对接系统 %s。请发放令牌，交给对方。") % system.code)
    return redirect("system", code=system.code)


def _list(
    request: DeskRequest, filled: Written, faults: dict[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "found": queries.systems(),
        "filled": filled,
        "faults": faults or {},
        "refused": (faults or {}).get("", ""),
        "roles": [(role.value, role.label) for role in _ROLES],
        "rights": _rights(filled.rights),
        "most": MOST_PER_MINUTE,
        "basis": cited([MANAGE.basis])[0],
    }
    return show(request, "systems", context, status=status)


@of_the_whole(MANAGE)
def system(request: DeskRequest, code: str) -> HttpResponse:
    """One system: as what it calls, its tokens, where it is told, what it was told; a POST changes its rights."""
    found = _system(code)
    if request.method != "POST":
        return _show(request, found)
    try:
        with audit.done_at(audit.Place.DESK):
            services.change_rights(found, request.POST.getlist("right"), by=request.post, at=timezone.now())
    except ApiError as error:
        return _show(request, found, sentence(error) or str(error), status=409)
    messages.success(request, _("已更改 %s 的权限，下一次调用起生效。") % found.code)
    return redirect("system", code=code)


@require_POST
@of_the_whole(MANAGE)
def token(request: DeskRequest, code: str) -> HttpResponse:
    """Issue a token, and show it this once."""
    found, days = _system(code), request.POST.get("days", "")
    try:
        with audit.done_at(audit.Place.DESK):
            asked = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0
            new = services.issue_token(found, by=request.post, at=timezone.now(), days=asked)
    except ApiError as error:
        return _show(request, found, sentence(error) or str(error), status=409)
    return show(request, "token", {"found": found, "new": new})


@require_POST
@of_the_whole(MANAGE)
def token_revocation(request: DeskRequest, code: str, public: str) -> HttpResponse:
    """Revoke one."""
    found = _system(code)
    try:
        with audit.done_at(audit.Place.DESK):
            services.revoke_token(found, public, by=request.post, at=timezone.now())
    except ApiError as error:
        return _show(request, found, sentence(error) or str(error), status=409)
    messages.success(request, _("令牌 %s 已撤销，立即失效。") % public)
    return redirect("system", code=code)


@require_POST
@of_the_whole(MANAGE)
def system_closing(request: DeskRequest, code: str) -> HttpResponse:
    """Close the system."""
    found = _system(code)
    try:
        with audit.done_at(audit.Place.DESK):
            services.close_system(found, by=request.post, at=timezone.now())
    except (ApiError, OrganisationError) as error:
        return _show(request, found, sentence(error) or str(error), status=409)
    messages.success(request, _("对接系统 %s 已停用。") % code)
    return redirect("system", code=code)


def _show(request: DeskRequest, found: "System", fault: str = "", *, status: int = 200) -> HttpResponse:
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    standing = queries.standing(found, before=number)
    role = found.post.role
    context = {
        "found": found,
        "standing": standing,
        "at": timezone.now(),
        "older": standing.deliveries[-1].pk if len(standing.deliveries) == queries.SHOWN else None,
        "before": number,
        "rights": [right for right in _rights(found.rights) if Role(role).label in right.roles],
        "fault": fault,
        "days": USUAL_DAYS,
        "most_days": MOST_DAYS,
        "basis": cited([MANAGE.basis])[0],
    }
    return show(request, "system", context, status=status)


def _rights(given: "tuple[str, ...] | list[str]") -> list[Right]:
    """Every right that operations take, with what it opens."""
    every = {right.code: right for role in _ROLES for right in grantable(role)}
    opened: dict[str, list[str]] = {}
    for each in all_operations():
        opened.setdefault(each.permission.code, []).append(each.title)
    return [
        Right(
            code,
            right.title,
            tuple(role.label for role in _ROLES if role.value in right.roles),
            tuple(opened[code]),
            code in given,
            cited([right.basis])[0],
        )
        for code, right in sorted(every.items())
    ]


def _system(code: str) -> "System":
    try:
        return queries.system_named(code)
    except SystemUnknown as error:
        raise NotHere(_("代码为 %s 的对接系统") % code[:40], Way(_("对接系统"), reverse("systems"))) from error
