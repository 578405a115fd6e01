"""In whose stead an act is taken: one's own right, or that of an absent post whose cover one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.queries import covered_by
from fazhi.surfaces.web.matters.fields import Option, ShownField
from fazhi.surfaces.web.matters.sent import Sent

if TYPE_CHECKING:
    from datetime import date

    from fazhi.kernel.organisations.models import Post

FIELD = "_for"


@dataclass(frozen=True)
class Rights:
    """`own` is the post that asks, `covered` those whose cover it is on the day `on`: asked for only where its own right is none."""

    own: "Post"
    on: "date"

    @cached_property
    def covered(self) -> "tuple[Post, ...]":
        return covered_by(self.own, self.on)

    def may(self, permission: Permission) -> bool:
        """Whether the post may, by its own right or by one that it stands in for."""
        return self.own.role in permission.roles or bool(self.holding(permission))

    def holding(self, permission: Permission) -> "Sequence[Post]":
        """The posts whose right can be used, its own first."""
        return [post for post in (self.own, *self.covered) if post.role in permission.roles]

    def absent(self, sent: Sent) -> "Post | None":
        """The post in whose stead the form says the act is taken; None for one's own right or a post not covered."""
        return next((post for post in self.covered if post.code == sent.texts.get(FIELD, "")), None)

    def field(self, permission: Permission, chosen: str) -> tuple[ShownField, ...]:
        """The question in whose stead, where there is something to choose."""
        holders = self.holding(permission)
        if not any(post in self.covered for post in holders):
            return ()
        options = tuple(
            Option("" if post == self.own else post.code, _whose(post, self.own), chosen == post.code)
            for post in holders
        )
        return (ShownField(FIELD, _("以谁的名义办理"), "radio", options=options, is_required=True),)


def _whose(post: "Post", own: "Post") -> str:
    if post == own:
        return _("本人")
    return _("代 %(name)s（%(office)s　%(role)s）") % {
        "name": post.official.name, "office": post.office.name, "role": post.get_role_display(),
    }  # fmt: skip
