"""
What every page has in common: the frame with its navigation, and who opens which record.

A line declares its `Pages` in its `web` room; `config/urls.py` puts them together. Taking a line out takes its
addresses, its items in the bar and its openings with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils import timezone

from fazhi.surfaces.web import watermark
from fazhi.surfaces.web.access import STAFF, access_of
from fazhi.surfaces.web.matters import face

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from fazhi.kernel.organisations.models import Post
    from fazhi.surfaces.accounts.models import Account, SignIn


class DeskRequest(HttpRequest):
    """
    A request that the desk answers.

    account, post  who asks, and as which of the posts that the account's official holds today
    sign_in        the time of being signed in that it belongs to
    is_sample      whether the records are synthetic
    htmx           whether, and for which part of a page, htmx asks
    is_opened      whether personal data of the matter shown were opened with a reason, for this one page
    is_demo        whether one click makes anybody of the cast of whoever asks
    """

    account: "Account"
    sign_in: "SignIn"
    post: "Post"
    posts: "tuple[Post, ...]"
    is_sample: bool
    is_opened: bool = False
    htmx: "HtmxDetails"
    is_demo: bool


View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Item:
    """One item of the top bar, shown to posts that may open it. `section` is what its pages name to be shown as current."""

    title: str
    section: str
    url_name: str
    order: int


@dataclass(frozen=True)
class Pages:
    """
    The pages of one line or kernel room.

    urls      its addresses
    items     its items in the top bar
    openings  register → name of the address that opens one row's record; it takes `key`, a UUID
    matters   how the line's matters look
    """

    urls: Sequence[URLPattern]
    items: tuple[Item, ...] = ()
    openings: Mapping[str, str] = field(default_factory=dict)
    matters: tuple[face.MatterFace, ...] = ()


_items: dict[str, Item] = {}
_openings: dict[str, str] = {}


def register(*pages: Pages) -> list[URLPattern]:
    """Make pages known to the frame; returns their addresses, for `urlpatterns`."""
    for each in pages:
        _items.update({item.section: item for item in each.items})
        _openings.update(each.openings)
        face.register(*each.matters)
    return [url for each in pages for url in each.urls]


def opening(register_name: str, key: object) -> str | None:
    """Where the record behind a register's row opens; None where no line has a page for it."""
    name = _openings.get(register_name)
    return reverse(name, kwargs={"key": key if isinstance(key, UUID) else UUID(str(key))}) if name else None


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, section: str = "", status: int = 200
) -> HttpResponse:
    """
    Render a page in the frame.

    section  the item of the top bar that it belongs to, "" for none
    """
    post = getattr(request, "post", None)
    frame = {
        "items": [item for item in sorted(_items.values(), key=lambda item: item.order) if _open_to(item, post)],
        "section": section,
        "may_find": post is not None and STAFF.admits(post),
        "post": post,
        "account": getattr(request, "account", None),
        "posts": getattr(request, "posts", ()),
        "watermark": watermark.line(post, at=timezone.now()) if post else "",
        "is_sample": getattr(request, "is_sample", False),
        "is_demo": getattr(request, "is_demo", False),
    }
    if clash := context.keys() & frame.keys():
        raise ValueError(f"{template} names {sorted(clash)} as the frame does")
    return render(request, template, {**context, **frame}, status=status)


def first_page(post: "Post") -> str:
    """The name of the address where a post begins: the first item of its bar, or its own page if it has none."""
    items = sorted(_items.values(), key=lambda item: item.order)
    return next((item.url_name for item in items if _open_to(item, post)), "account")


def _open_to(item: Item, post: "Post | None") -> bool:
    access = access_of(item.url_name)
    return access is not None and post is not None and access.admits(post)
