"""How a sealed report leaves the house: delivered to each recipient, submitted, published, archived."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.services import verify
from fazhi.lines.annual_report.errors import (
    DeliveredAlready,
    DeliveriesMissing,
    FiguresMoved,
    NoAddress,
    SealBroken,
)
from fazhi.lines.annual_report.models import AnnualReport, Delivery, ReportVersion
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.queries.standing import deliveries_of, frozen_named, moved_since, sealed_figures
from fazhi.lines.annual_report.services.taking import take, taken
from fazhi.lines.annual_report.terms import Recipient

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def deliver(
    report: AnnualReport, *, by: "Post", at: datetime, on: date, recipient: str, receipt: str, late_reason: str = ""
) -> Delivery:
    """
    Record that a recipient has the version: on that day, with that receipt.

    Raises DeliveredAlready besides.
    """
    with taken(report, "deliver", by=by, at=at, on=on, late_reason=late_reason, recipient=recipient, receipt=receipt):
        version, whom = current_version(report), Recipient(recipient)
        if earlier := deliveries_of(version).get(whom):
            raise DeliveredAlready(report.number, whom, earlier.delivered_date)
        delivery = Delivery(version=version, recipient=whom, delivered_date=on, receipt=receipt.strip())
        delivery.save(force_insert=True)
    return delivery


def submit(report: AnnualReport, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    The report is with all its recipients; the date for the superiors is met on the day `on`.

    Raises DeliveriesMissing, and ActOutOfOrder before the latest receipt. Source: 督察工作规定 (厅字〔2019〕28号): before 1 March.
    """
    with taken(report, "submit", by=by, at=at, on=on, late_reason=late_reason) as step:
        version = current_version(report)
        delivered = deliveries_of(version)
        if missing := [recipient for recipient in Recipient if recipient not in delivered]:
            raise DeliveriesMissing(report.number, missing)
        version.submitted_date = on
        version.save()
    return step


def publish(
    report: AnnualReport,
    *,
    by: "Post",
    at: datetime,
    on: date,
    url: str,
    secrecy_reviewer: str,
    late_reason: str = "",
) -> Step:
    """
    The report stands where the public reads it.

    url               where
    secrecy_reviewer  who made sure that it touches no secret of party or state

    Raises NoAddress, SealBroken, and FiguresMoved if a figure was rectified since it was sealed: then it is corrected first.
    Source: 督察工作规定 art. 24: before 1 April; 政府信息公开条例 art. 17(2).
    """
    named = {"url": url, "secrecy_reviewer": secrecy_reviewer}
    with taken(report, "publish", by=by, at=at, on=on, late_reason=late_reason, **named) as step:
        _require_address(url)
        version = current_version(report)
        _require_standing(report, version)
        version.published_date, version.url, version.secrecy_reviewer = on, url.strip(), secrecy_reviewer.strip()
        version.save()
    return step


def _require_address(url: str) -> None:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NoAddress(url)


def _require_standing(report: AnnualReport, version: ReportVersion) -> None:
    """The frozen year is whole, and the records still give its figures."""
    frozen = frozen_named(version.frozen)
    found = verify(frozen.path)
    if not (found.seal and found.recompute):
        raise SealBroken(report.number, frozen.code)
    if moved := moved_since(report.year, sealed_figures(frozen)):
        raise FiguresMoved(report.number, moved, "sealed")


def archive(
    report: AnnualReport, *, by: "Post", at: datetime, on: date, archive_number: str, late_reason: str = ""
) -> Step:
    """Hand the report over to the archive, under its number; nothing is corrected any more. Source: 档案法 art. 14(1)."""
    return take(report, "archive", by=by, at=at, on=on, late_reason=late_reason, archive_number=archive_number)
