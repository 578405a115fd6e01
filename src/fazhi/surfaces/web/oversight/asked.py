"""What an address of oversight asks for: an office in sight, and a period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.indicator import Period, PeriodNotUnderstood
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.procedures.oversight import Sight
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.pages import DeskRequest

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@dataclass(frozen=True)
class Asked:
    """What is looked at, and how its addresses are written; `fault` says what was not understood, "" if nothing."""

    sight: Sight
    fault: str = ""

    def url(self, name: str, **more: str) -> str:
        """An address of this room that looks at the same, with what is said in `more` instead."""
        said = {"office": self.sight.office.code, "period": str(self.sight.period)} | more
        return f"{reverse(name)}?{urlencode({key: value for key, value in said.items() if value})}"


def read(request: DeskRequest, at: datetime) -> Asked:
    """
    The office, the post's own unless another is asked for, and the period, this year unless another is.

    Raises NotHere for an office out of sight.
    """
    query, today = request.GET, timezone.localdate(at)
    office, written = _office(query, request.post), query.get("period", "").strip()
    try:
        return Asked(Sight(request.post, office, Period.parse(written) if written else Period(today.year), at))
    except PeriodNotUnderstood:
        fault = _("“%s”不是一个期间。应为 2024、2024Q3 或者 2024-09。") % written
        return Asked(Sight(request.post, office, Period(today.year), at), fault)


def _office(query: Mapping[str, str], post: "Post") -> "Office":
    code = query.get("office", "").strip()
    if not code or code == post.office.code:
        return post.office
    found = office_seen_by(post, code)
    if found is None:
        raise NotHere(_("代码为“%s”的机构") % code)
    return found


def periods(today: date) -> Iterator[Period]:
    """What the chooser offers: this year and the four before, the quarters and months of this year so far."""
    yield from (Period(today.year - back) for back in range(5))
    yield from (Period(today.year, quarter=quarter) for quarter in range(1, (today.month + 2) // 3 + 1))
    yield from (Period(today.year, month=month) for month in range(1, today.month + 1))
