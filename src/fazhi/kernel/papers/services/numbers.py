"""Document numbers: a series is opened, numbers are drawn from it without gaps, a number is voided and kept."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.kernel.papers.errors import (
    NumberUnknown,
    NumberVoid,
    ReasonMissing,
    SeriesExists,
    SeriesOfAnother,
    SeriesUnknown,
)
from fazhi.kernel.papers.models import DocumentNumber, NumberSeries
from fazhi.kernel.papers.numbers import PaperNumber, parse_number
from fazhi.kernel.papers.permissions import ISSUE_NUMBER, VOID_NUMBER
from fazhi.kernel.papers.terms import NUMBER_SUBJECT, SERIES_SUBJECT, NumberState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def open_series(
    agency: str, category: str = "", *, title: str, office: "Office", by: str, at: datetime, place: str = "console"
) -> NumberSeries:
    """
    Open a series of numbers of one body, as 厦司 + 函.

    by  who opens it, as the trail writes it; the caller has asked for `OPEN_SERIES`

    Raises SeriesExists, NumberNotUnderstood if the words make no document number.
    """
    code = agency + category
    parse_number(PaperNumber(code, at.year, 1).text)
    if NumberSeries.objects.system("a series' code is unique over all bodies").filter(code=code).exists():
        raise SeriesExists(code)
    series = NumberSeries(code=code, agency=agency, category=category, title=title, office=office, opened_at=at)
    series.save(force_insert=True)
    payload = {"office": office.code, "title": title}
    audit.record("papers.series.open", by=by, at=at, subject=(SERIES_SUBJECT, code), payload=payload, place=place)
    return series


@transaction.atomic
def issue_number(code: str, *, on: date, by: "Post", at: datetime, purpose: str, place: str = "desk") -> DocumentNumber:
    """
    Draw the next number of a series: one more than the latest of the year, without gaps whoever draws at once.

    on       the local day whose year the number counts in
    purpose  the paper it is for

    The series is locked until the transaction ends: draw late in it. What is rolled back leaves no gap.
    Raises NotPermitted, SeriesUnknown, SeriesOfAnother, ReasonMissing if `purpose` is blank.
    Source: GB/T 9704-2012, 7.2.5.
    """
    require(by, ISSUE_NUMBER)
    if not purpose.strip():
        raise ReasonMissing("编发文号")
    series = _locked(code)
    _require_own(series, by)
    numbers = DocumentNumber.objects.system("the next number follows all of them")
    latest = numbers.filter(series=series, year=on.year).aggregate(latest=Max("sequence"))["latest"] or 0
    number = DocumentNumber(
        series=series,
        year=on.year,
        sequence=latest + 1,
        issued_date=on,
        issued_at=at,
        issued_by=by.code,
        purpose=purpose,
        office=by.office,
    )
    number.save(force_insert=True)
    audit.record(
        "papers.number.issue",
        by=by.code,
        at=at,
        subject=(NUMBER_SUBJECT, number.text),
        payload={"date": on.isoformat()},
        detail={"purpose": purpose},
        place=place,
    )
    return number


def _locked(code: str) -> NumberSeries:
    """The series, locked until the transaction ends (SQLite: IMMEDIATE holds the lock already)."""
    series = NumberSeries.objects.system("who may draw is asked of the series found")
    found = series.select_for_update(of=("self",)).select_related("office").filter(code=code).first()
    if found is None:
        raise SeriesUnknown(code)
    return found


def _require_own(series: NumberSeries, by: "Post") -> None:
    """A body's numbers are drawn by itself and by its own divisions 内设处室, not by the bodies below it."""
    division = by.office.kind == OfficeKind.DIVISION and by.office.parent_id == series.office_id
    if by.office_id != series.office_id and not division:
        raise SeriesOfAnother(series.code, series.office.name, by.code)


@transaction.atomic
def void_number(
    number: DocumentNumber, *, by: "Post", at: datetime, reason: str, place: str = "desk"
) -> DocumentNumber:
    """
    Void a number: it is kept with its reason and never issued again.

    Raises NotPermitted, ReasonMissing, NumberUnknown, SeriesOfAnother, NumberVoid if it is void already.
    """
    require(by, VOID_NUMBER)
    if not reason.strip():
        raise ReasonMissing("作废文号")
    numbers = DocumentNumber.objects.system("who may void is asked of the number found")
    found = numbers.select_for_update(of=("self",)).select_related("series__office").filter(pk=number.pk).first()
    if found is None:
        raise NumberUnknown(number.text)
    _require_own(found.series, by)
    if found.state == NumberState.VOID and found.voided_at:
        raise NumberVoid(found.text, found.voided_at.date(), found.void_reason)
    found.state, found.voided_at, found.void_reason = NumberState.VOID, at, reason
    found.save(force_update=True)
    audit.record(
        "papers.number.void",
        by=by.code,
        at=at,
        subject=(NUMBER_SUBJECT, found.text),
        detail={"reason": reason},
        place=place,
    )
    return found
