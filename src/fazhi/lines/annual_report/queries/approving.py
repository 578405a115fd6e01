"""Where the approval of a year's report stands: what is in the way, who has it, what was kept, what is about to be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Scope
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.models import Comment, Contribution, Delivery, ReportVersion, VersionFile
from fazhi.lines.annual_report.queries.printing import Sources, compose
from fazhi.lines.annual_report.queries.standing import asked_of
from fazhi.lines.annual_report.rules import findings
from fazhi.lines.annual_report.terms import CommentOutcome, Finding, Recipient

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class InTheWay:
    """A finding, and why the head signs all the same, "" if nobody said."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Approval:
    """
    All that is told of a report under way.

    has_records  whether the records hold anything of the year
    in_the_way   of signing now, by the records
    deliveries   version → recipient → receipt; `files` by version and name
    """

    has_records: bool
    in_the_way: tuple[InTheWay, ...]
    asked: tuple[Contribution, ...]
    deliveries: Mapping[int, Mapping[Recipient, Delivery]]
    files: Mapping[int, tuple[VersionFile, ...]]
    open_comments: int


def approval(versions: tuple[ReportVersion, ...], post: "Post", *, on: date) -> Approval:
    """Where the report of these versions stands."""
    year = versions[-1].report.year
    found, asked, has_records = _in_the_way(year, versions[-1], post, on)
    deliveries: dict[int, dict[Recipient, Delivery]] = {}
    for delivery in Delivery.objects.filter(version__in=[each.pk for each in versions]):
        deliveries.setdefault(delivery.version_id, {})[Recipient(delivery.recipient)] = delivery
    files: dict[int, list[VersionFile]] = {}
    kept = VersionFile.objects.filter(version__in=[each.pk for each in versions])
    for file in kept.select_related("attachment").order_by("name"):
        files.setdefault(file.version_id, []).append(file)
    comments = Comment.objects.visible_to(post).filter(report__year=year, outcome=CommentOutcome.OPEN)
    return Approval(
        has_records=has_records,
        in_the_way=found,
        asked=asked,
        deliveries=deliveries,
        files={number: tuple(each) for number, each in files.items()},
        open_comments=comments.count(),
    )


def _in_the_way(
    year: int, version: ReportVersion, post: "Post", on: date
) -> tuple[tuple[InTheWay, ...], tuple[Contribution, ...], bool]:
    office = post.office
    scope = Scope(office.code, office.left, office.right, office.name)
    try:
        composed = compose(year, Sources(Live(), None), on=on, scope=scope, published=False, compared=False)
    except NothingToReport:
        return (), asked_of(year, scope), False
    reasons = {(item.code, item.title): item.reason for item in composed.report.explained}
    told = tuple(InTheWay(each, reasons.get((each.code, each.title), "")) for each in findings(composed.report))
    return told, composed.asked, True
