"""The pages of the hotline that are no single record's: the row of links over each of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.access import access_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SECTION = "hotline"

_TABS = {
    "hotline-plans": _("值守方案"),
    "hotline-wall": _("实时屏"),
    "hotline-rosters": _("值班表"),
    "hotline-duties": _("值班签到"),
    "hotline-subsidies": _("值班补贴"),
    "hotline-consultations": _("咨询"),
    "hotline-taking-down": _("登记咨询"),
    "hotline-quality": _("质检"),
    "hotline-call-backs": _("回拨"),
    "hotline-complaints": _("投诉"),
    "hotline-topics": _("研判"),
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
