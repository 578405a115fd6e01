"""
What a page can't show.

NotHere    nothing of that name, or nothing within the post's offices: the two look the same from outside
"""

from dataclasses import dataclass

from django.http import Http404


@dataclass(frozen=True)
class Way:
    """Where to go instead: the words of the link and its address."""

    title: str
    url: str


class NotHere(Http404):
    """
    The address names something that this post can't see, or that is not there.

    what  what was asked for, in Chinese, as "2024 年的年度报告"
    ways  where to go instead
    """

    def __init__(self, what: str, *ways: Way) -> None:
        self.what, self.ways = what, ways
        super().__init__(f"not here: {what}")
