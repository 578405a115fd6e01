"""Which case number an office gives next."""

from typing import TYPE_CHECKING

from django.db.models.functions import Length

from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.rules.numbering import Series, count_in, first_series, series_of
from fazhi.lines.mediation.terms import Form

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fazhi.kernel.organisations.models import Office, Post


def next_number(office: "Office", year: int, *, by: "Post") -> str:
    """
    The case number after the highest of the office's series in `year`; the series is that of the office's latest mediation.

    It is nobody's until a matter bears it: of two who ask at once the second finds it taken.
    """
    matters = PeoplesMatter.objects.visible_to(by).filter(office=office)
    # Screening ledgers count what was settled on the spot in a series of their own; the desk has one.
    latest = matters.exclude(form=Form.ON_THE_SPOT).order_by("-id").values_list("number", flat=True).first()
    series = (series_of(latest, year) if latest else None) or first_series(office.name, year)
    return series.number(_highest(matters, series) + 1)


def _highest(matters: "QuerySet[PeoplesMatter]", series: Series) -> int:
    """The longest number that begins as the series does, and of these the last, is the highest."""
    named = matters.filter(number__startswith=series.before, number__endswith=series.after)
    found = named.order_by(Length("number").desc(), "-number").values_list("number", flat=True)
    return next((count for number in found[:20] if (count := count_in(series, number)) is not None), 0)
