"""What every page of the report asks first: whose rows, which year, and where else to go."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.indicators.terms import Scope
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

SECTION = "reports"


def scope_of(request: DeskRequest) -> Scope:
    """The offices whose rows the reader sees."""
    office = request.post.office
    return Scope(office.code, office.left, office.right, office.name)


def is_of_bureau(post: "Post") -> bool:
    """Whether the post may have the whole report: that of the bureau itself, with the right to make it."""
    return post.role in WRITE.roles and post.office.parent_id is None


def require_bureau(post: "Post", year: int) -> None:
    """Raises NotHere for posts that may not have the whole report."""
    if not is_of_bureau(post):
        raise NotHere(_("%s 年报告的这一页") % year, way_to(year))


def way_to(year: int) -> Way:
    """The year's report."""
    return Way(_("%s 年的报告") % year, reverse("report", kwargs={"year": year}))


@contextmanager
def found_here(year: int) -> Iterator[None]:
    """A year without records is not there."""
    try:
        yield
    except NothingToReport as error:
        raise NotHere(_(" %s 年的记录") % error.year) from error
