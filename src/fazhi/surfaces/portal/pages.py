"""
What every page of the portal has in common, and what lines bring to it.

A line declares its `PortalPages` in its `portal` room; `config/urls.py` puts them together, under /portal/. Taking a line out
takes its addresses, its items, what it offers on the first page and what it lets people verify with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern

from fazhi.kernel.organisations.queries import is_sample, root
from fazhi.surfaces.portal.site import site
from fazhi.surfaces.web.access import ANYONE, address

PREFIX = "portal/"
"""All of it lies below this one prefix, so that a proxy can show the public nothing else."""


@dataclass(frozen=True)
class Item:
    """One item of the bar; `section` is what its pages name to be shown as current."""

    title: Any
    section: str
    url_name: str
    order: int


@dataclass(frozen=True)
class Doing:
    """
    Something that people can do here, on the first page.

    template  what stands there, with its button or its form; `context` answers what it needs
    """

    template: str
    order: int
    context: Callable[[HttpRequest], Mapping[str, Any]] = lambda request: {}


@dataclass(frozen=True)
class Check:
    """One thing that people can verify: its title, a sentence, and the address of its form."""

    title: Any
    text: Any
    url_name: str
    order: int


@dataclass(frozen=True)
class PortalPages:
    """
    The portal's pages of one line, or of the portal itself.

    urls    its addresses, made by `open_address`
    items   its items in the bar
    doings  what it offers on the first page, left
    asides  what it tells on the first page, right
    checks  what it lets people verify
    """

    urls: Sequence[URLPattern] = ()
    items: tuple[Item, ...] = ()
    doings: tuple[Doing, ...] = ()
    asides: tuple[Doing, ...] = ()
    checks: tuple[Check, ...] = ()


_registered: list[PortalPages] = []


def open_address(route: str, view: Callable[..., HttpResponse], *, name: str) -> URLPattern:
    """An address below /portal/ that anyone may open."""
    return address(f"{PREFIX}{route}", view, name=name, access=ANYONE)


def register(*pages: PortalPages) -> list[URLPattern]:
    """Make pages known to the frame; returns their addresses, for `urlpatterns`."""
    _registered[:] = pages
    return [url for each in pages for url in each.urls]


def doings() -> tuple[Doing, ...]:
    """What can be done here, in order."""
    return tuple(sorted((doing for pages in _registered for doing in pages.doings), key=lambda doing: doing.order))


def asides() -> tuple[Doing, ...]:
    """What the first page tells besides, in order."""
    return tuple(sorted((aside for pages in _registered for aside in pages.asides), key=lambda aside: aside.order))


def checks() -> tuple[Check, ...]:
    """What can be verified, in order."""
    return tuple(sorted((check for pages in _registered for check in pages.checks), key=lambda check: check.order))


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    section: str = "",
    status: int = 200,
    is_private: bool = False,
) -> HttpResponse:
    """
    Render a page in the portal's frame.

    section     the item of the bar that it belongs to, "" for none
    is_private  it shows what only one person shall see: no cache keeps it, no search engine lists it
    """
    bureau = root()
    items = sorted((item for pages in _registered for item in pages.items), key=lambda item: item.order)
    frame = {
        "items": items,
        "section": section,
        "bureau": bureau.name if bureau else "",
        "site": site(),
        "is_sample": request.is_sample if hasattr(request, "is_sample") else is_sample(),
        "is_private": is_private,
    }
    response = render(request, template, {**(context or {}), **frame}, status=status)
    if is_private:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
