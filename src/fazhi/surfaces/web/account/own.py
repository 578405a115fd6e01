"""我的账号: my posts, where I am signed in, password and second factor."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.surfaces.accounts import queries, rules, services
from fazhi.surfaces.accounts.terms import Ending
from fazhi.surfaces.web.access import ACCOUNT, address
from fazhi.surfaces.web.account.wording import browser_of
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest, page


def account(request: DeskRequest) -> HttpResponse:
    """Everything of one's own account on one page."""
    at, limits = timezone.now(), services.limits()
    running = [
        (row, browser_of(row.agent))
        for row in queries.running(request.account)
        if rules.ending_of(row.started_at, row.seen_at, limits=limits, at=at) is None
    ]
    context = {
        "running": running,
        "past": [(row, browser_of(row.agent)) for row in queries.past(request.account)],
        "limits": limits,
        "has_second_factor": queries.has_second_factor(request.account),
        "codes_left": queries.codes_left(request.account),
        "is_needed": queries.asks_second_factor(request.posts, is_for_all=settings.FAZHI_SECOND_FACTOR_FOR_ALL),
    }
    return page(request, "web/account/own.html", context)


@require_POST
def end_session(request: DeskRequest, number: int) -> HttpResponse:
    """End one of one's own times of being signed in."""
    row = queries.running_one(request.account, number)
    if row is None:
        raise NotHere(_("这次登录"))
    services.end(row, ending=Ending.BY_OWNER, at=timezone.now())
    messages.success(request, _("这次登录已经结束。"))
    return redirect("account")


@require_POST
def end_other_sessions(request: DeskRequest) -> HttpResponse:
    """End all but this one."""
    ended = services.end_others(request.account, keep=request.sign_in, ending=Ending.BY_OWNER, at=timezone.now())
    messages.success(request, _("已结束别处的%(count)s次登录。") % {"count": ended})
    return redirect("account")


URLS = (
    address("account/", account, name="account", access=ACCOUNT),
    address("account/sessions/<int:number>/end/", end_session, name="session-end", access=ACCOUNT),
    address("account/sessions/others/end/", end_other_sessions, name="session-end-others", access=ACCOUNT),
)
