"""Where a report stands: the matter, its versions, what divisions contributed, what is in the way, what moved."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import queries as indicators
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.terms import Engine, Figure, Scope
from fazhi.kernel.papers import storage
from fazhi.kernel.procedures import queries as procedures
from fazhi.lines.annual_report.errors import NoReport, NotAsked, NoVersion
from fazhi.lines.annual_report.models import (
    AnnualReport,
    Contribution,
    Delivery,
    Draft,
    Explanation,
    ReportVersion,
    Submission,
    VersionFile,
)
from fazhi.lines.annual_report.terms import (
    HEADINGS,
    OUTSTANDING,
    Change,
    ContributionState,
    Correction,
    Explained,
    Finding,
    Outcome,
    Recipient,
)

if TYPE_CHECKING:
    from fazhi.kernel.indicators.models import FrozenYear
    from fazhi.kernel.organisations.models import Post

FIGURES = "figures.json"
_PRINTED = "the report is printed for those who may read it"

Told = Mapping[str, tuple[str, int]]
"""Code → value with its unit, rows behind it."""


def report_of_year(year: int, scope: Scope | None = None) -> AnnualReport | None:
    """The report's matter; None if none has been opened, or if it lies outside the scope, all offices without it."""
    rows = AnnualReport.objects.system(_PRINTED).filter(_within(scope), year=year)
    return rows.select_related("office").first()


def versions_of_year(year: int, scope: Scope | None = None) -> tuple[ReportVersion, ...]:
    """
    All versions of the year's report, each with it and its office, the first one first; none if no report has been opened,
    or if it lies outside the scope.

    Each has besides `report_due` and `publish_due`, the last days of the report's two dates, and `figures_sha256`, the
    digest of its sealed figures, None before there are any.
    """
    clocks = procedures.clocks_of(OuterRef("report_id"), None)
    figures = VersionFile.objects.filter(version=OuterRef("pk"), name=FIGURES)
    rows = ReportVersion.objects.filter(_within(scope, "report__"), report__year=year).annotate(
        report_due=Subquery(clocks.filter(period="FZ-REPORT").values("due_date")[:1]),
        publish_due=Subquery(clocks.filter(period="FZ-PUBLISH").values("due_date")[:1]),
        figures_sha256=Subquery(figures.values("attachment__sha256")[:1]),
    )
    return tuple(rows.select_related("report__office").order_by("number"))


def _within(scope: Scope | None, path: str = "") -> Q:
    if scope is None:
        return Q()
    return Q(**{f"{path}office__left__gte": scope.left, f"{path}office__left__lte": scope.right})


def opened_report(year: int) -> AnnualReport:
    """The report's matter; raises NoReport."""
    report = report_of_year(year)
    if report is None:
        raise NoReport(year)
    return report


def versions_of(report: AnnualReport) -> "QuerySet[ReportVersion]":
    """All versions, the first one first."""
    return ReportVersion.objects.filter(report=report).order_by("number")


def current_version(report: AnnualReport) -> ReportVersion:
    """The version that is being drawn up, or the latest that was."""
    return ReportVersion.objects.filter(report=report).latest("number")


def asked_of(year: int, scope: Scope | None = None) -> tuple[Contribution, ...]:
    """
    All contributions to a year's report, in the order asked. Each has besides `text`, the accepted one, None before there is
    any, and `is_replaced`: another accepted one has taken its place.

    scope  the offices whose contributions are seen; all without it
    """
    newer = Contribution.objects.system(_PRINTED).filter(replaces=OuterRef("pk"), state=ContributionState.ACCEPTED)
    texts = Submission.objects.filter(contribution=OuterRef("pk"), outcome=Outcome.ACCEPTED)
    rows = Contribution.objects.system(_PRINTED).filter(_within(scope), report__year=year)
    rows = rows.annotate(text=Subquery(texts.values("text")[:1]), is_replaced=Exists(newer))
    return tuple(rows.select_related("office", "report").order_by("position"))


def accepted_texts(asked: Iterable[Contribution]) -> tuple[tuple[Contribution, str], ...]:
    """What is printed of the contributions that `asked_of` found: those accepted which no other accepted one replaces."""
    return tuple(
        (each, getattr(each, "text", ""))
        for each in asked
        if each.state == ContributionState.ACCEPTED and not getattr(each, "is_replaced", False)
    )


def contributions_of(report: AnnualReport) -> "QuerySet[Contribution]":
    """All contributions to a report, in the order asked."""
    rows = Contribution.objects.system(_PRINTED).filter(report=report)
    return rows.select_related("office").order_by("position")


def outstanding(on: date) -> "QuerySet[Contribution]":
    """Contributions to any report that were due before `on` and are neither accepted nor cancelled."""
    rows = Contribution.objects.system("an integrity checker").filter(state__in=OUTSTANDING, due_date__lt=on)
    return rows.select_related("office", "report").order_by("due_date", "pk")


def owed_by(post: "Post", year: int, heading: str, title: str = "") -> Contribution:
    """
    The text that the post's office was asked for and owes, under a heading and, if there are several, a title.

    Raises NoReport, NotAsked.
    """
    report = opened_report(year)
    owed = contributions_of(report).filter(office=post.office, heading=heading, state=ContributionState.ASKED)
    found = list(owed.filter(title=title) if title else owed)
    if len(found) != 1:
        raise NotAsked(post.office.name, year, HEADINGS[heading], [each.title for each in found])
    return found[0]


def year_asked_for(contribution: Contribution, post: "Post") -> int:
    """The year whose report a contribution goes into, asked for within the post's offices."""
    rows = Contribution.objects.visible_to(post).filter(pk=contribution.pk)
    return int(rows.values_list("report__year", flat=True).get())


def submissions_of(contribution: Contribution) -> "QuerySet[Submission]":
    """Every text submitted for a contribution, the first one first."""
    return Submission.objects.filter(contribution=contribution).order_by("number")


def draft_of(contribution: Contribution) -> Draft | None:
    """What the office is writing, None before anything was saved."""
    return Draft.objects.filter(contribution=contribution).first()


def explanations_of(version: ReportVersion) -> tuple[Explained, ...]:
    """What the head explained of a version, in the order of the codes."""
    rows = Explanation.objects.filter(version=version).order_by("finding")
    return tuple(Explained(*row) for row in rows.values_list("finding", "title", "reason"))


def unexplained(version: ReportVersion, found: Iterable[Finding]) -> list[Finding]:
    """
    Those of the findings that the head has not explained for a version. An explanation is of the finding as it stood: of a
    relation whose numbers have changed since, a new one is due.
    """
    told = {(item.code, item.title) for item in explanations_of(version)}
    return [item for item in found if (item.code, item.title) not in told]


def deliveries_of(version: ReportVersion) -> dict[Recipient, Delivery]:
    """Recipient → its receipt, of those who have the version."""
    return {Recipient(row.recipient): row for row in Delivery.objects.filter(version=version)}


def files_of(version: ReportVersion) -> tuple[VersionFile, ...]:
    """The files of a sealed version, by name."""
    return tuple(VersionFile.objects.filter(version=version).select_related("attachment").order_by("name"))


def kept_files(report: AnnualReport, number: int) -> dict[str, bytes]:
    """
    The files of version `number` as they were sealed, by name, each checked against its digest.

    Raises NoVersion, and FileDamaged for one that is missing or changed in the store.
    """
    files = [each for each in _all_files(report) if each.version.number == number]
    if not files:
        kept = sorted({each.version.number for each in _all_files(report)})
        raise NoVersion(report.year, number, kept)
    return {each.name: storage.get(each.attachment.sha256) for each in files}


def _all_files(report: AnnualReport) -> "QuerySet[VersionFile]":
    rows = VersionFile.objects.filter(version__report=report).select_related("attachment", "version")
    return rows.order_by("version__number", "name")


def correction_of(versions: Sequence[ReportVersion], figures: Sequence[Figure]) -> Correction | None:
    """
    What the latest of the versions corrects, with the figures that differ side by side; None if none before it had left the
    house.

    figures  of the latest version
    """
    gone = next((each for each in reversed(versions[:-1]) if each.submitted_date is not None), None)
    if gone is None:
        return None
    document = json.loads(storage.get(getattr(gone, "figures_sha256", "")))
    was = {item["code"]: f"{item['value']}{item['unit']}" for item in document["figures"]}
    now = {figure.code: told([figure])[figure.code][0] for figure in figures}
    named = {item["code"]: item["title"] for item in document["figures"]}
    named |= {figure.code: figure.title for figure in figures}
    changes = tuple(
        Change(code, named[code], was.get(code, ""), now.get(code, ""))
        for code in dict.fromkeys((*was, *now))
        if was.get(code, "") != now.get(code, "")
    )
    return Correction(gone.number, _left_the_house(gone), versions[-1].reason, changes)


def _left_the_house(version: ReportVersion) -> str:
    day, act = (version.published_date, "公开") if version.published_date else (version.submitted_date, "报送")
    assert day is not None, "only a version that was submitted is corrected in print"
    return f"{day.year}年{day.month}月{day.day}日{act}"


def told(figures: Iterable[Figure]) -> dict[str, tuple[str, int]]:
    """Figures as they are kept with a signature, to be compared later."""
    return {each.code: (f"{'—' if each.value is None else each.value}{each.unit}", each.rows or 0) for each in figures}


def live_figures(year: int) -> dict[str, tuple[str, int]]:
    """The year's figures as the records give them now."""
    return _figures(year, Live())


def moved_since(year: int, before: Mapping[str, Sequence[object]]) -> tuple[str, ...]:
    """Codes of figures whose value or rows are not what they were `before`, as `told` or as JSON has it."""
    now = live_figures(year)
    return tuple(code for code, value in before.items() if list(value) != list(now.get(code, ())))


def sealed_figures(frozen: "FrozenYear") -> dict[str, tuple[str, int]]:
    """The figures that a frozen year gives."""
    with Frozen(frozen.path) as source:
        return _figures(frozen.year, source)


def frozen_named(code: str) -> "FrozenYear":
    """The frozen year that a version shows, as 2024-v1."""
    return next(frozen for frozen in indicators.frozen_years() if frozen.code == code)


def _figures(year: int, source: Engine) -> dict[str, tuple[str, int]]:
    return told(indicators.figures(Period(year), engine=source))
