"""Changing the password: what is wrong with the new one stands beside its field."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fazhi.surfaces.accounts import locking, rules, services
from fazhi.surfaces.accounts.errors import AccountError, PasswordRefused, PasswordsDiffer, PasswordWrong
from fazhi.surfaces.accounts.wording import password_faults
from fazhi.surfaces.web.access import ACCOUNT, address
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence


@sensitive_post_parameters("present", "new", "again")
def change_password(request: DeskRequest) -> HttpResponse:
    """The form, and the change; afterwards this is the only place that is still signed in."""
    if request.method != "POST":
        return _ask(request)
    if not locking.may_try(request, request.account.name):
        fault = _("密码错了多次，请在%(minutes)s分钟后再试。") % {"minutes": rules.LOCK_MINUTES}
        return _ask(request, {"present": [fault]}, status=429)
    given = {name: request.POST.get(name, "") for name in ("present", "new", "again")}
    at = timezone.now()
    try:
        account = services.change_password(request.account, **given, sign_in=request.sign_in, at=at)
    except (PasswordWrong, PasswordsDiffer, PasswordRefused) as error:
        return _ask(request, _beside(request, error), status=400)
    update_session_auth_hash(request, account)
    messages.success(request, _("密码已经修改。别处的登录都已结束。"))
    return redirect("my-work")


def _beside(request: DeskRequest, error: AccountError) -> dict[str, list[str]]:
    """The field that each fault belongs to."""
    if isinstance(error, PasswordWrong):
        locking.count_failure(request, request.account.name)
        return {"present": [sentence(error) or ""]}
    if isinstance(error, PasswordRefused):
        said = password_faults()
        return {"new": [said[fault] for fault in error.faults]}
    return {"again": [sentence(error) or ""]}


def _ask(request: DeskRequest, faults: dict[str, list[str]] | None = None, *, status: int = 200) -> HttpResponse:
    context = {"faults": faults or {}, "policy": rules.POLICY, "is_first": request.account.must_change_password}
    return page(request, "web/account/password.html", context, status=status)


URLS = (address("account/password/", change_password, name="change-password", access=ACCOUNT),)
