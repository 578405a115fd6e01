"""
Who may open an address (访问要求): each is declared with the address, and one that is not declared is refused.

What an act on the page needs is the act's own permission; this is the door of the room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.core.checks import CheckMessage, Error
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import ADMINISTRATORS

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


class Who(Enum):
    """
    ANYONE   strangers too: the portal, signing in
    ACCOUNT  who has signed in, even without a post and before the first password is changed
    POST     any post, the three administrators' too
    STAFF    a post that works on matters
    """

    ANYONE = "anyone"
    ACCOUNT = "account"
    POST = "post"
    STAFF = "staff"


@dataclass(frozen=True)
class Access:
    """`permissions` narrows it: the post's role must be among the roles of one of them."""

    who: Who
    permissions: tuple[Permission, ...] = ()

    def admits(self, post: "Post") -> bool:
        """Whether this post may open it."""
        if self.permissions:
            return any(post.role in permission.roles for permission in self.permissions)
        return self.who is not Who.STAFF or post.role not in ADMINISTRATORS


ANYONE = Access(Who.ANYONE)
ACCOUNT = Access(Who.ACCOUNT)
ANY_POST = Access(Who.POST)
STAFF = Access(Who.STAFF)


def holding(*permissions: Permission) -> Access:
    """Posts that hold one of these permissions."""
    return Access(Who.POST, permissions)


_declared: dict[str, Access] = {}


def address(route: str, view: Callable[..., HttpResponseBase], *, name: str, access: Access) -> URLPattern:
    """An address of a page with who may open it; `name` is unique over all pages."""
    _declared[name] = access
    return path(route, view, name=name)


def access_of(name: str | None) -> Access | None:
    """Who may open the address of that name; None if nobody has said."""
    return _declared.get(name or "")


def reachable(name: str, post: "Post", **kwargs: object) -> str:
    """The address of that name where this post may open it, "" where it may not or no room has it: for links of a list."""
    access = _declared.get(name)
    return reverse(name, kwargs=kwargs) if access is not None and access.admits(post) else ""


def check_addresses(**_: object) -> list[CheckMessage]:
    """fazhi.E040: an address that nobody has said who may open."""
    from django.urls import get_resolver

    names = {getattr(pattern, "name", None) or str(pattern.pattern) for pattern in get_resolver().url_patterns}
    return [
        Error(
            f"Nobody has said who may open {name}.",
            hint="Make it with surfaces.web.access.address(…, access=…).",
            id="fazhi.E040",
        )
        for name in sorted(names - _declared.keys())
    ]
