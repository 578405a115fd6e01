"""What the head of the bureau decides: what is signed over and why, the signature, its recall, a correction."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.annual_report.errors import MeetingAhead, NothingToExplain, Unexplained
from fazhi.lines.annual_report.models import AnnualReport, Explanation, ReportVersion
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.queries import report as printed
from fazhi.lines.annual_report.queries.standing import live_figures, unexplained
from fazhi.lines.annual_report.rules import findings, printable
from fazhi.lines.annual_report.services.sealing import made
from fazhi.lines.annual_report.services.taking import take, taken
from fazhi.lines.annual_report.terms import Finding, Meeting

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def explain(
    report: AnnualReport, *, by: "Post", at: datetime, on: date, finding: str, reason: str, late_reason: str = ""
) -> Explanation:
    """
    Say why the report is to be signed although something stands in the way; a second explanation takes the first's place.

    finding  its code, as `fazhi report status` tells it

    Raises NothingToExplain besides. The reason is printed in the report.
    """
    reason = printable(reason)
    with taken(report, "explain", by=by, at=at, on=on, late_reason=late_reason, finding=finding, reason=reason):
        open_ = in_the_way(report)
        found = next((item for item in open_ if item.code == finding), None)
        if found is None:
            raise NothingToExplain(finding, open_)
        explanation, _ = Explanation.objects.update_or_create(
            version=current_version(report),
            finding=found.code,
            defaults={"title": found.title, "reason": reason, "by": by.code, "explained_date": on},
        )
    return explanation


def in_the_way(report: AnnualReport) -> tuple[Finding, ...]:
    """What stands in the way of signing now, explained or not; raises NothingToReport, UnknownFigure."""
    return findings(printed(report.year, engine="live"))


def sign(
    report: AnnualReport,
    *,
    by: "Post",
    at: datetime,
    on: date,
    meeting: str = "",
    meeting_date: date | None = None,
    late_reason: str = "",
) -> Step:
    """
    Sign the report: its text takes no contributions from now on, its figures are noted and must be the ones sealed.

    meeting, meeting_date  which meeting deliberated on it and when; a correction may have gone to none

    Raises MeetingAhead, Unexplained if anything stands in the way without the head's reason, NothingToReport, and
    GlyphMissing for a character that no face has.
    """
    grounds = {"meeting": meeting, "meeting_date": meeting_date or ""}
    with taken(report, "sign", by=by, at=at, on=on, late_reason=late_reason, **grounds) as step:
        if meeting_date and meeting_date > on:
            raise MeetingAhead(report.number, meeting_date, on)
        version = current_version(report)
        if open_ := unexplained(version, in_the_way(report)):
            raise Unexplained(report.number, open_)
        made(printed(report.year, engine="live"))  # what can't be printed is told before it is signed, not at the seal
        if meeting and meeting_date:
            version.meeting, version.meeting_date = Meeting(meeting), meeting_date
        version.signed_by, version.signed_date = by.code, on
        version.signed_figures = live_figures(report.year)
        version.save()
        procedures.release(report, at=at)  # to be sealed by the reporter
    return step


@transaction.atomic
def recall(report: AnnualReport, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Take the signature back before anything is sealed; the report is deliberated on anew."""
    step = take(report, "recall", by=by, at=at, on=on, late_reason=late_reason, reason=reason)
    version = current_version(report)
    version.signed_by, version.signed_date, version.signed_figures = "", None, {}
    version.save()
    return step


@transaction.atomic
def correct(
    report: AnnualReport, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> ReportVersion:
    """
    Open a new version of a sealed report (更正): it is signed, sealed, delivered and published anew.

    reason  printed in the new version beside the figures that changed; the earlier versions stay with their files
    """
    reason = printable(reason)
    take(report, "correct", by=by, at=at, on=on, late_reason=late_reason, reason=reason)
    before = current_version(report)
    version = ReportVersion(report=report, number=before.number + 1, reason=reason, opened_date=on)
    version.save(force_insert=True)
    # What was explained stays so, until it is another thing that stands in the way.
    for told in Explanation.objects.filter(version=before):
        told.pk, told.version = None, version
        told.save(force_insert=True)
    return version
