"""What must hold between a settled matter and what follows it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef

from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import Confirmation, PeoplesMatter, Performance
from fazhi.lines.mediation.terms import (
    PERFORMANCE,
    ConfirmationState,
    PerformanceResult,
    PerformanceState,
    State,
)

_WHY = "an integrity checker"


def _overdue_twice(on: date) -> Iterator[Finding]:
    """Agreements of which both limits have lapsed and nobody has found out anything."""
    lapsed = Counter((number, office) for number, office, _ in procedures.lapsed(PERFORMANCE, on))
    for (number, office), times in lapsed.items():
        if times > 1:
            yield {"number": number, "office_name": office}


def _unsettled(on: date) -> Iterator[Finding]:
    """Requests for confirmation of matters that are not settled, or not there."""
    settled = PeoplesMatter.objects.system(_WHY).filter(pk=OuterRef("matter_id"), state=State.SETTLED)
    rows = Confirmation.objects.system(_WHY).filter(~Exists(settled))
    yield from rows.values("number", office_name=F("office__name")).iterator()


def _other_confirmation(on: date) -> Iterator[Finding]:
    """Confirmed agreements whose matters don't carry the day."""
    alike = PeoplesMatter.objects.system(_WHY).filter(pk=OuterRef("matter_id"), confirmed_date=OuterRef("decided_date"))
    rows = Confirmation.objects.system(_WHY).filter(~Exists(alike), state=ConfirmationState.CONFIRMED)
    yield from rows.values("number", office_name=F("office__name"), day=F("decided_date")).iterator()


def _other_performance(on: date) -> Iterator[Finding]:
    """Followed up to the end, with a result that the matter does not carry."""
    for state, results in (
        (PerformanceState.PERFORMED, [PerformanceResult.PERFORMED]),
        (PerformanceState.NOT_PERFORMED, [PerformanceResult.PARTLY, PerformanceResult.NOT_PERFORMED]),
    ):
        alike = PeoplesMatter.objects.system(_WHY).filter(pk=OuterRef("matter_id"), performance__in=results)
        rows = Performance.objects.system(_WHY).filter(~Exists(alike), state=state)
        for number, office in rows.values_list("number", "office__name").iterator():
            yield {"number": number, "office_name": office, "state": state.label}


FOLLOWING_CHECKERS = (
    Checker(
        "performance-not-overdue-twice",
        "履行回访没有两次逾期",
        "{number}（{office_name}）的履行回访两个期限都已届满，没有查明履行情况",
        _overdue_twice,
    ),
    Checker(
        "confirmed-matter-is-settled",
        "申请司法确认的案件都是调解成功的",
        "{number}（{office_name}）申请了司法确认，案件没有调解成功",
        _unsettled,
    ),
    Checker(
        "confirmation-stands-on-matter",
        "案件的司法确认日期与裁定一致",
        "{number}（{office_name}）于 {day} 裁定确认有效，案件没有记载这一日期",
        _other_confirmation,
    ),
    Checker(
        "performance-stands-on-matter",
        "案件的履行情况与回访一致",
        "{number}（{office_name}）回访结果是“{state}”，案件记载的履行情况与此不同",
        _other_performance,
    ),
)
