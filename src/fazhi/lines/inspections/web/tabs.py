"""The pages of inspections that are no single record's: the row of links over each of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.access import access_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SECTION = "inspections"

_TABS = {
    "inspections-tasks": _("抽查任务"),
    "inspections-inspections": _("检查"),
    "inspections-plan": _("年度计划"),
    "inspections-institutions": _("检查对象"),
    "inspections-inspectors": _("检查人员"),
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
