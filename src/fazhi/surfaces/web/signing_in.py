"""Signing in and out, and the choice of the post to work as."""

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fazhi.surfaces.accounts import locking, queries, rules, services
from fazhi.surfaces.accounts.errors import CodesTooFast, CodeWrong, NoSecondFactor
from fazhi.surfaces.accounts.models import Account, SignIn
from fazhi.surfaces.accounts.terms import AccountState, Ending, How
from fazhi.surfaces.web import demo
from fazhi.surfaces.web.access import ACCOUNT, ANYONE, address
from fazhi.surfaces.web.account.wording import ending_sentence
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, Pages, page
from fazhi.surfaces.web.signed_in import POST, SIGN_IN
from fazhi.surfaces.wording import sentence

PENDING = "pending"  # key of the session: whose password was right, and whose code is waited for
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: DeskRequest) -> HttpResponse:
    """Name and password; in demo mode one click as any of the cast."""
    if request.method != "POST":
        return _ask(request, notice=ending_sentence(request.GET.get("ended", "")))
    name, password = rules.normalised(request.POST.get("name", "")), request.POST.get("password", "")
    # Longer ones are nobody's; hashing them would be work that a stranger orders.
    account = authenticate(request, username=name, password=password[: rules.POLICY.longest + 1])
    at = timezone.now()
    if not isinstance(account, Account):
        return _refuse(request, name, at)
    if queries.state_of(account, at=at) is AccountState.EXPIRED:
        services.note_failure(name, has_locked=False, come=locking.where_from(request), at=at)
        return _ask(request, name, _("首次密码已经过期。请安全管理员重置密码，领取新的首次密码。"), status=400)
    _leave(request, at)
    if not queries.has_second_factor(account):
        _enter(request, account, How.PASSWORD, at)
        return redirect(_next(request))
    request.session[PENDING] = {
        "account": account.pk,
        "hash": account.get_session_auth_hash(),
        "at": at.isoformat(),
        "next": _next(request),
        "tries": 0,
    }
    return redirect("sign-in-code")


def _ask(request: DeskRequest, name: str = "", fault: str = "", *, notice: str = "", status: int = 200) -> HttpResponse:
    context = {
        "name": name,
        "fault": fault,
        "notice": notice,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "cast": demo.cast(on=timezone.localdate()) if request.is_demo else (),
    }
    return page(request, "web/sign_in.html", context, status=status)


def _refuse(request: DeskRequest, name: str, at: datetime) -> HttpResponse:
    """One answer for a wrong password, an unknown name and a closed account."""
    is_locked, has_locked = locking.is_locked_out(request), locking.has_just_locked(request)
    if has_locked or not is_locked:
        services.note_failure(name, has_locked=has_locked, come=locking.where_from(request), at=at)
    if is_locked:
        fault = _("输错次数过多，这个登录名暂停登录。请在%(minutes)s分钟后再试，或者请安全管理员重置密码。")
        return _ask(request, name, fault % {"minutes": rules.LOCK_MINUTES}, status=429)
    return _ask(request, name, _("登录名或者密码不对。"), status=400)


@never_cache
def sign_in_code(request: DeskRequest) -> HttpResponse:
    """The second step: a code of the authenticator, or a backup code."""
    at, pending = timezone.now(), request.session.get(PENDING)
    account = _waiting(pending, at)
    if account is None or pending is None:
        request.session.pop(PENDING, None)
        return redirect("sign-in")
    if request.method != "POST":
        return page(request, "web/sign_in_code.html", {})
    try:
        code, come = request.POST.get("code", ""), locking.where_from(request)
        is_backup = services.verify_code(account, code=code, at=at, come=come)
    except (CodeWrong, CodesTooFast, NoSecondFactor) as error:
        return _wrong_code(request, pending, error)
    _enter(request, account, How.CODE, at)
    if is_backup:
        left = queries.codes_left(account)
        messages.warning(request, _("用了一个备用码，还剩%(left)s个。") % {"left": left})
    return redirect(pending["next"])


def _waiting(pending: dict[str, Any] | None, at: datetime) -> Account | None:
    """Whose code is waited for; None if nobody's, or the password is older than minutes or not the same any more."""
    if not pending or at - datetime.fromisoformat(pending["at"]) > timedelta(minutes=rules.CODE_MINUTES):
        return None
    account = queries.account_with(pending["account"])
    if account is None or not account.is_active:
        return None
    return account if compare_digest(account.get_session_auth_hash(), pending["hash"]) else None


def _wrong_code(request: DeskRequest, pending: dict[str, Any], error: Exception) -> HttpResponse:
    tries = pending["tries"] + 1
    if tries >= rules.CODE_TRIES:
        del request.session[PENDING]
        return redirect(f"{reverse('sign-in')}?ended=codes")
    request.session[PENDING] = {**pending, "tries": tries}
    return page(request, "web/sign_in_code.html", {"fault": sentence(error)}, status=400)


@require_POST
def sign_in_as(request: DeskRequest, post: int) -> HttpResponse:
    """Demo mode: become one of the cast."""
    found = _played(request, post)
    at = timezone.now()
    _leave(request, at)
    _enter(request, services.demo_account(found, at=at), How.DEMO, at)
    request.session[POST] = found.pk
    return redirect(_next(request))


def _played(request: DeskRequest, key: int) -> Any:
    cast = demo.cast(on=timezone.localdate()) if request.is_demo else ()
    found = next((played.post for played in cast if played.post.pk == key), None)
    if found is None:
        raise NotHere(_("这个演示人物"))
    return found


def _enter(request: HttpRequest, account: Account, how: How, at: datetime) -> None:
    """Signed in from here on, under a new session key: one that somebody planted before leads nowhere."""
    row = services.begin(account, how=how, come=locking.where_from(request), at=at)
    login(request, account, backend=_BACKEND)
    request.session.pop(PENDING, None)
    request.session[SIGN_IN] = row.pk


def _leave(request: HttpRequest, at: datetime) -> None:
    """Whoever was signed in with this browser is so no more."""
    row = _row(request)
    if row is not None:
        services.end(row, ending=Ending.SIGNED_OUT, at=at)
    logout(request)


def _row(request: HttpRequest) -> SignIn | None:
    account, number = request.user, request.session.get(SIGN_IN)
    return queries.running_one(account, number) if isinstance(account, Account) else None


@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """Ends the session."""
    _leave(request, timezone.now())
    return redirect("sign-in")


def work_as(request: DeskRequest) -> HttpResponse:
    """Choose one of the posts that the official holds, or go on as another; the session gets a new key."""
    if request.method != "POST":
        return page(request, "web/account/work_as.html", {"next": request.GET.get("next", "")})
    chosen = next((post for post in request.posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        raise NotHere(_("这个岗位"))
    request.session[POST] = chosen.pk
    request.session.cycle_key()
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked.startswith("/") and is_ours else reverse("my-work")


PAGES = Pages(
    urls=(
        address("sign-in/", sign_in, name="sign-in", access=ANYONE),
        address("sign-in/code/", sign_in_code, name="sign-in-code", access=ANYONE),
        address("sign-in/as/<int:post>/", sign_in_as, name="sign-in-as", access=ANYONE),
        address("sign-out/", sign_out, name="sign-out", access=ACCOUNT),
        address("work-as/", work_as, name="work-as", access=ACCOUNT),
    )
)
