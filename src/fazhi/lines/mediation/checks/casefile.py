"""Mediations that ended long ago and whose file nobody has archived (人民调解法 art. 27)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import AdministrativeMatter, Agreement, CaseFile, PeoplesMatter, WorkRecord
from fazhi.lines.mediation.terms import CONCLUDED

FILING = "TJ-FILE"
_WHY = "an integrity checker"


def unfiled(on: date) -> Iterator[Finding]:
    """
    Offices with settled or failed matters that should have been archived by `on`, and how many each has.

    Only matters that were conducted here count, told by their records: of an imported one the paper file is elsewhere.
    """
    counts: Counter[str] = Counter()
    for model in (PeoplesMatter, AdministrativeMatter):
        worked, agreed, filed = (
            Exists(table.objects.system(_WHY).filter(matter_id=OuterRef("pk")))
            for table in (WorkRecord, Agreement, CaseFile)
        )
        ended = model.objects.system(_WHY).filter(worked | agreed, ~filed, state__in=CONCLUDED)
        rows = list(ended.values_list("office__name", "concluded_date").annotate(matters=Count("pk")).order_by())
        due = calendar.due_dates(FILING, [day for _, day, _ in rows])
        for (office, _, matters), last in zip(rows, due, strict=True):
            if last is not None and last < on:
                counts[office] += matters
    for office, matters in sorted(counts.items()):
        yield {"office": office, "matters": matters}


CHECKERS = (
    Checker(
        "mediation-case-filed",
        "调解终结后按期立卷归档",
        "{office}有 {matters} 件调解终结后未按期立卷归档",
        unfiled,
    ),
)
