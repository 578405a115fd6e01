"""
The watermark (水印): who printed or exported something, and when, on the thing itself.

Every page of the desk carries it and shows it on paper only; exports and papers put the same line where they can.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def line(post: "Post", *, at: datetime) -> str:
    """
    Name, 工号, office and local moment, as 林五 E0005 厦门市司法局 2025-02-19 09:12.

    post  with its official and office; at  an aware moment
    """
    official = post.official
    return f"{official.name} {official.code} {post.office.name} {timezone.localtime(at):%Y-%m-%d %H:%M}"
