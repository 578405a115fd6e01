"""
The door of the desk: who asks, as which post, and whether the page is open to that post.

What the frame must know of the records is asked here, before the page: inside a page every query is scoped to the post.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from fazhi.kernel.law.entered import remembering
from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.accounts import queries, services
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.accounts.terms import Ending, How
from fazhi.surfaces.web import demo, handlers
from fazhi.surfaces.web.access import Access, Who, access_of
from fazhi.surfaces.web.pages import DeskRequest, first_page, page

POST = "post"  # key of the session: the post that the account works as
SIGN_IN = "sign_in"  # key of the session: the number of its time of being signed in


@dataclass(frozen=True)
class Duty:
    """What must be done before anything else: its page, and the addresses that stay open meanwhile."""

    page: str
    open: frozenset[str]


FIRST_PASSWORD = Duty("change-password", frozenset({"change-password", "sign-out"}))
SECOND_FACTOR = Duty("second-factor", frozenset({"second-factor", "second-factor-confirmation", "sign-out"}))


class SignedIn:
    """Middleware: gives each request its account and post, and sends those away who may not open the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(DeskRequest, request)
        asked.is_sample = cast(bool, SimpleLazyObject(organisations.is_sample))
        asked.is_demo = demo.is_on(request, is_sample=asked.is_sample)
        with remembering():
            response = self.get_response(request)
        if hasattr(request, "account"):
            # Whoever sits down at the machine next must not find the page by going back.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        asked = cast(DeskRequest, request)
        name = request.resolver_match.url_name if request.resolver_match else None
        access = access_of(name)
        if access is None:
            return handlers.forbidden(request, PermissionError("undeclared"))
        is_open = access.who is Who.ANYONE
        refused = (
            None if is_open else _not_signed_in(asked) or _not_ready(asked, name) or _not_open(asked, name, access)
        )
        return refused or _no_text(request, view)


def _no_text(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse | None:
    """Sends back a form with a sign that is none (NUL): PostgreSQL takes no such text, whichever field it stands in."""
    if request.method != "POST" or getattr(view, "csrf_exempt", False):  # systems send no forms
        return None
    has_nul = any("\0" in value for _, values in request.POST.lists() for value in values)
    return handlers.bad_request(request, ValueError("NUL in a form")) if has_nul else None


def _not_signed_in(request: DeskRequest) -> HttpResponse | None:
    """Sends strangers to the sign-in page; everybody else gets account and posts."""
    account = request.user
    if not isinstance(account, Account):
        return _to_sign_in(request)
    at = timezone.now()
    standing = services.standing(request.session.get(SIGN_IN), account, at=at)
    if standing.sign_in is None or (standing.sign_in.how == How.DEMO and not request.is_demo):
        logout(request)
        return _to_sign_in(request, standing.ending)
    request.account, request.sign_in = account, standing.sign_in
    request.posts = organisations.posts_held_by(account.official_id, on=timezone.localdate(at))
    if request.posts:
        request.is_sample = any(post.office.is_sample for post in request.posts)
    return _find_post(request, at)


def _find_post(request: DeskRequest, at: datetime) -> HttpResponse | None:
    """
    The post chosen in this session, or the only one. Who goes on after a post has ended chooses anew: what was sent for one
    post is not done as another.
    """
    chosen = request.session.get(POST)
    held = next((post for post in request.posts if post.pk == chosen), None)
    if chosen is not None and held is None:
        del request.session[POST]
        request.session.cycle_key()
        messages.warning(request, _("您刚才所用的岗位已经结束，没有办理。请以现在的岗位继续。"))
        return sent(request, reverse("my-work"))
    if held is None and len(request.posts) == 1:
        held = request.posts[0]
        request.session[POST] = held.pk
    if held is not None:
        request.post = held
    return None


def _not_ready(request: DeskRequest, name: str | None) -> HttpResponse | None:
    """Sends those who owe something to the page where they do it."""
    duty = _duty(request)
    return sent(request, reverse(duty.page)) if duty is not None and name not in duty.open else None


def _duty(request: DeskRequest) -> Duty | None:
    if request.account.must_change_password:
        return FIRST_PASSWORD
    is_for_all = settings.FAZHI_SECOND_FACTOR_FOR_ALL
    if request.sign_in.how == How.PASSWORD and queries.asks_second_factor(request.posts, is_for_all=is_for_all):
        return SECOND_FACTOR
    return None


def _not_open(request: DeskRequest, name: str | None, access: Access) -> HttpResponse | None:
    """Refuses who has no post that may."""
    if access.who is Who.ACCOUNT:
        return None
    if not request.posts:
        return page(request, "web/account/no_post.html", {}, status=403)
    post = getattr(request, "post", None)
    if post is None:
        return sent(request, _with_next(reverse("work-as"), request))
    if access.admits(post):
        return None
    if name == "my-work":
        return redirect(first_page(post))
    return handlers.forbidden(request, PermissionError("no post that may"))


def sent(request: HttpRequest, url: str) -> HttpResponse:
    """Sent to another page; a part of a page, asked for by htmx, sends the whole page."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def _to_sign_in(request: HttpRequest, ending: Ending | None = None) -> HttpResponse:
    return sent(request, _with_next(reverse("sign-in"), request, **({"ended": ending.value} if ending else {})))


def _with_next(url: str, request: HttpRequest, **asked: str) -> str:
    """Back to the page afterwards; what was sent to an act is not sent again."""
    htmx = getattr(request, "htmx", None)
    after = htmx.current_url_abs_path if htmx else request.get_full_path() if request.method == "GET" else None
    query = {**asked, **({"next": after} if after else {})}
    return f"{url}?{urlencode(query)}" if query else url
