"""人员和岗位: who serves where and since when; the security administrator gives and ends posts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations import granting, queries, serving
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.organisations.permissions import GRANT
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.accounts.queries import account_of_official
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.administration.room import day_of, may_for_the_whole, of_the_whole, show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Official, Post

NO_DAY = "应为日期，如 2025-02-19、20250219 或者 2025年2月19日。"


@dataclass(frozen=True)
class WrittenPost:
    """The form of a new post as it was filled in."""

    office: str = ""
    role: str = ""
    first: str = ""
    last: str = ""


def officials(request: DeskRequest) -> HttpResponse:
    """Officials by 工号, as far as they serve within the post's offices; found by name, 工号 or pinyin."""
    asked, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    found = serving.page_of_officials(asked, after=after, seen_by=request.post, on=timezone.localdate())
    context = {"found": found, "asked": asked, "after": after, "imports": reachable("imports", request.post)}
    return show(request, "officials", context)


def official(request: DeskRequest, code: str) -> HttpResponse:
    """One official: the posts over time, the account, and for the security administrator what can be done."""
    person = _official(request, code)
    if request.method == "POST":
        return _give(request, person)
    return _show(request, person, WrittenPost(first=timezone.localdate().isoformat()))


@of_the_whole(GRANT)
def _give(request: DeskRequest, person: "Official") -> HttpResponse:
    names = ("office", "role", "first", "last")
    filled = WrittenPost(**{name: request.POST.get(name, "").strip() for name in names})
    faults: dict[str, str] = {}
    places = queries.offices_called(request.post, filled.office, limit=2) if filled.office else ()
    if len(places) != 1:
        faults["office"] = (
            _("有几个机构叫这个名称，请写机构代码。") if places else _("没有这个机构。请写机构代码或者全称。")
        )
    role = next((each for each in Role if each.value == filled.role), None)
    if role is None:
        faults["role"] = _("请选一个角色。")
    first, last = day_of(filled.first), day_of(filled.last)
    if first is None:
        faults["first"] = NO_DAY
    if filled.last and last is None:
        faults["last"] = NO_DAY
    if faults or role is None or first is None:
        return _show(request, person, filled, faults, status=400)
    try:
        with audit.done_at(audit.Place.DESK):
            post = granting.give_post(person, places[0], role, first, last, by=request.post, at=timezone.now())
    except OrganisationError as error:
        return _show(request, person, filled, {"": sentence(error) or str(error)}, status=409)
    told = {"who": person.name, "office": places[0].name, "role": post.get_role_display()}
    messages.success(request, _("已授予：%(who)s，%(office)s，%(role)s。") % told)
    return redirect("official", code=person.code)


@require_POST
@of_the_whole(GRANT)
def post_end(request: DeskRequest, key: int) -> HttpResponse:
    """End a post on the day written."""
    post = serving.post_seen_by(request.post, key)
    if post is None:
        raise NotHere(_("这个岗位"), Way(_("人员"), "/administration/officials/"))
    last, blank = day_of(request.POST.get("last", "")), WrittenPost(first=timezone.localdate().isoformat())
    if last is None:
        return _show(request, post.official, blank, {f"end-{key}": NO_DAY}, status=400)
    try:
        with audit.done_at(audit.Place.DESK):
            granting.end_post(post, last=last, by=request.post, at=timezone.now())
    except OrganisationError as error:
        return _show(request, post.official, blank, {f"end-{key}": sentence(error) or str(error)}, status=409)
    told = {"who": post.official.name, "role": post.get_role_display(), "last": last}
    messages.success(request, _("%(who)s的岗位“%(role)s”到 %(last)s 为止。") % told)
    return redirect("official", code=post.official.code)


def _official(request: DeskRequest, code: str) -> "Official":
    person = serving.official_seen_by(request.post, code)
    if person is None:
        raise NotHere(_("工号为 %s 的人员") % code, Way(_("人员"), "/administration/officials/"))
    return person


@dataclass(frozen=True)
class HeldPost:
    """A post of the list: whether it can be ended now, and what was wrong with the day written."""

    post: "Post"
    is_held: bool
    is_over: bool
    may_end: bool
    fault: str


def _show(
    request: DeskRequest,
    person: "Official",
    filled: WrittenPost,
    faults: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    faults, today = faults or {}, timezone.localdate()
    may_grant = may_for_the_whole(request, GRANT)
    account = account_of_official(person.pk) if reachable("accounts", request.post) else None
    context = {
        "person": person,
        "held": [_held(each, request, faults) for each in serving.posts_over_time(person, seen_by=request.post)],
        "may_grant": may_grant,
        "opened": account,
        "may_see_account": bool(reachable("accounts", request.post)),
        "roles": Role.choices,
        "filled": filled,
        "faults": faults,
        "today": today,
        "basis": cited([GRANT.basis])[0],
        "imports": reachable("imports", request.post),
    }
    return show(request, "official", context, status=status)


def _held(post: "Post", request: DeskRequest, faults: dict[str, str]) -> HeldPost:
    today = timezone.localdate()
    is_over = post.until_date is not None and post.until_date < today
    may_end = may_for_the_whole(request, GRANT) and not is_over and post.official_id != request.post.official_id
    return HeldPost(post, post.holds_on(today), is_over, may_end, faults.get(f"end-{post.pk}", ""))
