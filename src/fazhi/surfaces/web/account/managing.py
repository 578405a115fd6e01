"""
管理 → 账号: the security administrator opens, resets, closes accounts and clears second factors.

A first password is answered to the POST itself and not kept for a page of its own: it is told once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from fazhi.kernel.organisations.errors import NotTheWhole
from fazhi.kernel.organisations.services import require_whole
from fazhi.surfaces.accounts import queries, rules, services
from fazhi.surfaces.accounts.errors import AccountError
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.permissions import MANAGE
from fazhi.surfaces.accounts.queries import AccountRow
from fazhi.surfaces.accounts.terms import AccountState, FirstPassword
from fazhi.surfaces.web import handlers
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SECTION = "accounts"

Done = Callable[..., FirstPassword | Account | None]


@dataclass(frozen=True)
class Act:
    """
    What can be done to an account.

    follows  what comes of it
    style    class of its button
    """

    title: Promise
    follows: Promise
    done: Done
    style: str = ""


ACTS: Mapping[str, Act] = {
    "reset": Act(
        gettext_lazy("重置密码"),
        gettext_lazy("发一个新的首次密码，只显示一次，七天内有效；这个账号在各处的登录都结束，暂停登录的解除。"),
        services.reset_password,
    ),
    "second-factor": Act(
        gettext_lazy("清除二次验证"),
        gettext_lazy("手机丢失的，核实本人后清除；原来的验证器和备用码都失效，在各处的登录都结束。"),
        services.clear_second_factor,
        "bad",
    ),
    "closing": Act(
        gettext_lazy("停用账号"),
        gettext_lazy("立即不能登录，在各处的登录都结束。办过的事和留痕不变；以后可以恢复。"),
        services.close_account,
        "bad",
    ),
    "reopening": Act(
        gettext_lazy("恢复账号"),
        gettext_lazy("重新可以登录，发一个新的首次密码，只显示一次。"),
        services.reopen_account,
    ),
}


def for_the_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Accounts are managed for all offices at once: refuses a post of a part."""

    @wraps(view)
    def checked(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            require_whole(request.post, MANAGE)
        except NotTheWhole as error:
            return handlers.forbidden(request, error)
        return view(request, *args, **kwargs)

    return checked


@for_the_whole
def accounts(request: DeskRequest) -> HttpResponse:
    """The list, by name to sign in with."""
    asked, after = rules.normalised(request.GET.get("q", "")), request.GET.get("after", "")
    at = timezone.now()
    found = queries.page_of_accounts(
        asked, after=after, seen_by=request.post, at=at, on=timezone.localdate(at), is_for_all=_is_for_all()
    )
    return page(request, "web/account/list.html", {"found": found, "asked": asked, "after": after}, section=SECTION)


@for_the_whole
def opening(request: DeskRequest) -> HttpResponse:
    """Look an official up and open the account."""
    asked = rules.normalised(request.GET.get("q", ""))
    if request.method != "POST":
        return _ask(request, asked)
    official, name = request.POST.get("official", ""), request.POST.get("name", "")
    try:
        account, first = services.open_account(official, name=name, by=request.post, at=timezone.now())
    except AccountError as error:
        return _ask(request, asked, {"official": official, "name": name}, sentence(error) or "", status=400)
    return _told(request, account, first, _("账号已开通"))


def _ask(
    request: DeskRequest, asked: str, typed: Mapping[str, str] | None = None, fault: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        "asked": asked,
        "found": queries.officials_without_account(asked, seen_by=request.post, on=timezone.localdate())
        if asked
        else (),
        "limit": queries.FOUND,
        "typed": typed or {},
        "fault": fault,
        "basis": cited([MANAGE.basis])[0],
        "days": rules.FIRST_PASSWORD_DAYS,
    }
    return page(request, "web/account/opening.html", context, section=SECTION, status=status)


@for_the_whole
def managed(request: DeskRequest, key: int) -> HttpResponse:
    """One account: how it stands, and what can be done to it now."""
    return _show(request, _account(key))


def _show(request: DeskRequest, account: Account, fault: str = "", *, status: int = 200) -> HttpResponse:
    at = timezone.now()
    (row,) = queries.rows_of(
        [account], seen_by=request.post, at=at, on=timezone.localdate(at), is_for_all=_is_for_all()
    )
    context = {
        "row": row,
        "running": len(queries.running(account)),
        "acts": [(name, ACTS[name]) for name in open_acts(row, request.post)],
        "basis": cited([MANAGE.basis])[0],
        "fault": fault,
    }
    return page(request, "web/account/managed.html", context, section=SECTION, status=status)


def open_acts(row: AccountRow, post: "Post") -> list[str]:
    """What can be done to an account now; nobody closes or clears their own."""
    if row.state is AccountState.CLOSED:
        return ["reopening"]
    is_own = row.account.official_id == post.official_id
    return [
        "reset",
        *(["second-factor"] if row.has_second_factor and not is_own else []),
        *([] if is_own else ["closing"]),
    ]


@require_POST
@for_the_whole
def act(request: DeskRequest, key: int, name: str) -> HttpResponse:
    """Do one of `ACTS`."""
    account, chosen = _account(key), ACTS.get(name)
    if chosen is None:
        raise NotHere(_("这个操作"))
    try:
        done = chosen.done(account, by=request.post, at=timezone.now())
    except AccountError as error:
        return _show(request, account, sentence(error) or "", status=409)
    if isinstance(done, FirstPassword):
        return _told(request, account, done, str(chosen.title))
    messages.success(request, _("%(act)s：%(name)s，已办理。") % {"act": chosen.title, "name": account.official.name})
    return redirect("account-managed", key=key)


def _told(request: DeskRequest, account: Account, first: FirstPassword, title: str) -> HttpResponse:
    context = {"managed": account, "first": first, "title": title}
    return page(request, "web/account/first_password.html", context, section=SECTION)


def _account(key: int) -> Account:
    account = queries.account_with(key)
    if account is None:
        raise NotHere(_("这个账号"))
    return account


def _is_for_all() -> bool:
    return bool(settings.FAZHI_SECOND_FACTOR_FOR_ALL)


URLS = (
    address("administration/accounts/", accounts, name="accounts", access=holding(MANAGE)),
    address("administration/accounts/opening/", opening, name="account-opening", access=holding(MANAGE)),
    address("administration/accounts/<int:key>/", managed, name="account-managed", access=holding(MANAGE)),
    address("administration/accounts/<int:key>/<slug:name>/", act, name="account-act", access=holding(MANAGE)),
)
