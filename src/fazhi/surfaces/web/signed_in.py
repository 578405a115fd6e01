"""
The door of the desk: who asks, as which post, and whether the page is open to that post.

What the frame must know of the records is asked here, before the page: inside a page every query is scoped to the post.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.organisations import queries as organisations
from fazhi.surfaces.accounts.models import Account
from fazhi.surfaces.web import handlers
from fazhi.surfaces.web.access import Who, access_of
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

POST = "post"  # key of the session: the post that the account works as


class SignedIn:
    """Middleware: gives each request its account and post, and sends those away who may not open the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(DeskRequest, request).is_sample = organisations.is_sample()
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        asked = cast(DeskRequest, request)
        access = access_of(request.resolver_match.url_name if request.resolver_match else None)
        if access is None:
            return handlers.forbidden(request, PermissionError("undeclared"))
        if access.who is Who.ANYONE:
            return None
        account = request.user
        if not isinstance(account, Account):
            return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        asked.account = account
        asked.posts = organisations.posts_held_by(account.official_id, on=timezone.localdate())
        post = _current(asked.posts, request.session.get(POST))
        if post is not None:
            asked.post = post
        if access.who is Who.ACCOUNT:
            return None
        if account.must_change_password:
            return redirect("change-password")
        if post is None or not access.admits(post):
            return handlers.forbidden(request, PermissionError("no post that may"))
        return None


def _current(posts: "tuple[Post, ...]", chosen: int | None) -> "Post | None":
    """The post chosen in this session, if it is still held; else the first."""
    return next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
