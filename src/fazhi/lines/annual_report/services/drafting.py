"""
From the opening to the meeting: drafted, opinions asked, reviewed, put to the meeting; sent back on the way.

`by` is the acting post, `at` the moment of recording, `on` the day of the act, `late_reason` why it is entered late. What
stops any matter stops these: NotPermitted, OutOfSight, StepNotOpen, MissingGround, FutureAct, ActOutOfOrder, LateEntry,
MatterChanged (`procedures.services.take`).
"""

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.annual_report.errors import NothingToReport, NotTheBureau, ReportExists, YearNotOver
from fazhi.lines.annual_report.models import AnnualReport, Circulation, ReportVersion
from fazhi.lines.annual_report.queries import current_version, report_of_year
from fazhi.lines.annual_report.queries import report as printed
from fazhi.lines.annual_report.rules.drafts import to_plain
from fazhi.lines.annual_report.services.taking import grounds_of, take, taken

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def open_report(
    *, office: "Office", year: int, by: "Post", at: datetime, on: date, late_reason: str = ""
) -> AnnualReport:
    """
    Begin the report of `year`; both dates of the following year start to run.

    Raises NotTheBureau, YearNotOver, ReportExists besides. Source: 督察工作规定 (厅字〔2019〕28号).
    """
    if office.parent_id is not None:
        raise NotTheBureau(office.name)
    if on <= date(year, 12, 31):
        raise YearNotOver(year, on)
    if report_of_year(year):
        raise ReportExists(year)
    report = AnnualReport(number=f"法治年报{year}", office=office, year=year)
    procedures.begin(report, by=by, at=at, on=on, grounds=grounds_of(late_reason, {"year": year}))
    ReportVersion(report=report, number=1, opened_date=on).save(force_insert=True)
    return report


def consult(report: AnnualReport, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Send the draft round the house for opinions: what goes round is kept as it is now, for who is asked and sees no records.

    A year without records has no draft to send, and is consulted on all the same.
    """
    with taken(report, "consult", by=by, at=at, on=on, late_reason=late_reason) as step, suppress(NothingToReport):
        content = to_plain(printed(report.year, engine="live", on=on))
        version = current_version(report)
        number = Circulation.objects.filter(version=version).count() + 1
        draft = Circulation(version=version, number=number, content=content, by=by.code, circulated_date=on)
        draft.save(force_insert=True)
    return step


def review(report: AnnualReport, *, by: "Post", at: datetime, on: date, opinions: str, late_reason: str = "") -> Step:
    """Send the draft to the legality and secrecy review; `opinions` says what was asked and what was taken up."""
    return take(report, "review", by=by, at=at, on=on, late_reason=late_reason, opinions=opinions)


def deliberate(
    report: AnnualReport,
    *,
    by: "Post",
    at: datetime,
    on: date,
    legality_reviewer: str,
    secrecy_reviewer: str,
    late_reason: str = "",
) -> Step:
    """
    Put the reviewed draft to the meeting; both reviewers, who had no objection, are named.

    Source: 政府信息公开条例 art. 17(2).
    """
    named = {"legality_reviewer": legality_reviewer, "secrecy_reviewer": secrecy_reviewer}
    return take(report, "deliberate", by=by, at=at, on=on, late_reason=late_reason, **named)


def send_back(report: AnnualReport, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Back to drafting, with the reason; the dates of the year run on."""
    return take(report, "send_back", by=by, at=at, on=on, late_reason=late_reason, reason=reason)
