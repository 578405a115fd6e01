"""Integrity checkers of statistics: a local category fits its matter, also after the matter was rectified."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import PeoplesMatter


def _unfit(on: date) -> Iterator[Finding]:
    """Matters whose local category is of another national one, or not in force in their year."""
    matters = PeoplesMatter.objects.system("an integrity checker").annotate(
        year=Coalesce("accepted_year", "concluded_year")
    )
    wrong = (
        ~Q(local_category__parent=F("category"))
        | Q(local_category__from_year__gt=F("year"))
        | Q(local_category__until_year__lt=F("year"))
    )
    rows = matters.filter(wrong, local_category__isnull=False).order_by("office__code", "number")
    yield from rows.values("number", office_name=F("office__name"), local=F("local_category__title")).iterator()


STATISTICS_CHECKERS = (
    Checker(
        "local-category-fits",
        "本地类别与案件的国家类别和年度相符",
        "{number}（{office_name}）的本地类别“{local}”不属于它的纠纷类别，或者在该年度没有启用",
        _unfit,
    ),
)
