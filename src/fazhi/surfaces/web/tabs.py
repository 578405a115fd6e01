"""The row of links over the pages of a line that are no single record's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from fazhi.surfaces.web.access import access_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Tab:
    """One link of the row."""

    title: str
    url: str
    is_current: bool


def tabs_of(titles: "Mapping[str, _StrOrPromise]", post: "Post", current: str) -> tuple[Tab, ...]:
    """Of the pages, by name with their titles, those that the post may open; `current` is the name of the one it is on."""
    return tuple(
        Tab(str(title), reverse(name), name == current)
        for name, title in titles.items()
        if (access := access_of(name)) is not None and access.admits(post)
    )
