"""The pages of mediation that are no single record's: the row of links over each of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.access import access_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SECTION = "mediation"

_TABS = {
    "mediation-register": _("登记纠纷"),
    "mediation-inbox": _("对接收件"),
    "transfers": _("转办收件"),
    "mediation-proposals": _("同一纠纷认定"),
    "mediation-warnings": _("预警"),
    "mediation-committees": _("调委会"),
    "mediation-subsidy": _("以案定补"),
    "mediation-papers": _("空白文书"),
}


@dataclass(frozen=True)
class Tab:
    title: str
    url: str
    is_current: bool


def tabs(post: "Post", current: str) -> tuple[Tab, ...]:
    """The pages that the post may open; `current` is the name of the one it is on."""
    return tuple(
        Tab(str(title), reverse(name), name == current)
        for name, title in _TABS.items()
        if (access := access_of(name)) is not None and access.admits(post)
    )
