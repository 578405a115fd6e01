"""Acts on contributions (分工供稿): asked of an office, submitted by it, accepted or sent back by the bureau's reporter."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from fazhi.engines.claims import StatedFigure
from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.organisations.services import require_whole
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.annual_report.errors import AcceptedAlready, DraftChanged, DueBeforeAsked, TextsClosed, UnknownFigure
from fazhi.lines.annual_report.models import AnnualReport, Contribution, Draft, Submission
from fazhi.lines.annual_report.permissions import EDIT
from fazhi.lines.annual_report.queries import opened_report
from fazhi.lines.annual_report.queries.standing import contributions_of, submissions_of
from fazhi.lines.annual_report.rules import bare_figures, printable, unknown_codes
from fazhi.lines.annual_report.services.taking import grounds_of, take, taken
from fazhi.lines.annual_report.terms import EDITABLE, ContributionState, Heading, Outcome, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@dataclass(frozen=True)
class Submitted:
    """A text as it came in; `bare` are figures in it that no record backs, in its order."""

    submission: Submission
    bare: tuple[StatedFigure, ...]


@transaction.atomic
def ask(
    *,
    office: "Office",
    year: int,
    heading: str,
    title: str,
    due_date: date,
    by: "Post",
    at: datetime,
    on: date,
    replaces: str = "",
    late_reason: str = "",
) -> Contribution:
    """
    Ask an office for its part of the report of `year`.

    heading, title  where it will stand, and under which title of its own
    replaces        number of the accepted contribution whose place it is to take

    Raises NotTheWhole, NoReport, TextsClosed, DueBeforeAsked, AcceptedAlready besides what stops any matter.
    """
    require_whole(by, EDIT)
    title = printable(title)
    report = _locked(opened_report(year))
    if due_date < on:
        raise DueBeforeAsked(due_date, on)
    before = _to_replace(report, replaces) if replaces else None
    place = contributions_of(report).count() + 1
    contribution = Contribution(
        number=f"{report.number}-供稿{place}",
        office=office,
        report=report,
        position=place,
        heading=Heading(heading),
        title=title,
        due_date=due_date,
        asked_date=on,
        replaces=before,
    )
    grounds = grounds_of(late_reason, {"heading": heading, "title": title, "due_date": due_date})
    procedures.begin(contribution, by=by, at=at, on=on, grounds=grounds)
    procedures.release(contribution, at=at)
    return contribution


def _to_replace(report: AnnualReport, number: str) -> Contribution:
    found = contributions_of(report).filter(number=number, state=ContributionState.ACCEPTED).first()
    if found is None or contributions_of(report).filter(replaces=found).exists():
        raise AcceptedAlready(number)
    return found


def submit_text(
    contribution: Contribution, *, by: "Post", at: datetime, on: date, text: str, late_reason: str = ""
) -> Submitted:
    """
    Submit the office's text: a paragraph a line, figures as slots like {mediation.people.resolved}.

    Raises UnknownFigure for a slot that no indicator fills; a figure without slot comes in, and is told.
    """
    text = printable(text)
    with taken(contribution, "submit", by=by, at=at, on=on, late_reason=late_reason, text=text):
        if unknown := unknown_codes(text, Live().catalogue.indicators):
            raise UnknownFigure(unknown)
        submission = Submission(
            contribution=contribution,
            number=submissions_of(contribution).count() + 1,
            text=text,
            submitted_date=on,
            submitted_by=by.code,
        )
        submission.save(force_insert=True)
        # What is sent back is written on from the text that was submitted.
        Draft.objects.filter(contribution=contribution).update(text=text, revision=F("revision") + 1)
        procedures.release(contribution, at=at)
    return Submitted(submission, bare_figures(submission.text))


@transaction.atomic
def save_draft(contribution: Contribution, *, by: "Post", at: datetime, text: str, revision: int) -> Draft:
    """
    Keep what the office is writing, as it is; only what is submitted is an act.

    revision  of the draft that was being edited, 0 where there was none

    Raises NotPermitted, OutOfSight, StepNotOpen, and DraftChanged if somebody else saved meanwhile.
    """
    procedures.require_open(contribution, "submit", by=by, at=at)
    kept = Draft.objects.filter(contribution=contribution).select_for_update().first()
    if kept is not None and kept.revision != revision:
        raise DraftChanged(contribution.number, kept.saved_by, kept.text)
    draft = kept or Draft(contribution=contribution, revision=0)
    draft.text, draft.saved_by, draft.saved_at, draft.revision = printable(text), by.code, at, draft.revision + 1
    draft.save()
    return draft


@transaction.atomic
def accept(contribution: Contribution, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Submission:
    """
    Take the submitted text into the report.

    Raises NotTheWhole for a post of a division, TextsClosed once the report is signed.
    """
    require_whole(by, EDIT)
    _locked(contribution.report)
    take(contribution, "accept", by=by, at=at, on=on, late_reason=late_reason)
    return _decide(contribution, Outcome.ACCEPTED, by, on)


@transaction.atomic
def return_(
    contribution: Contribution, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Submission:
    """Send the submitted text back to its office, with the reason; it is kept. Raises NotTheWhole."""
    require_whole(by, EDIT)
    take(contribution, "return", by=by, at=at, on=on, late_reason=late_reason, reason=reason)
    procedures.release(contribution, at=at)
    return _decide(contribution, Outcome.RETURNED, by, on, reason.strip())


@transaction.atomic
def cancel(
    contribution: Contribution, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """Ask no longer for it, with the reason; a text that waits is sent back with the same. Raises NotTheWhole."""
    require_whole(by, EDIT)
    waiting = contribution.state == ContributionState.SUBMITTED
    step = take(contribution, "cancel", by=by, at=at, on=on, late_reason=late_reason, reason=reason)
    if waiting:
        _decide(contribution, Outcome.RETURNED, by, on, reason.strip())
    return step


def _locked(report: AnnualReport) -> AnnualReport:
    """The report as it is now, locked until the transaction ends, if it still takes texts."""
    rows = AnnualReport.objects.system("a contribution to it; scope is that of the contribution").select_for_update(
        of=("self",)
    )
    found = rows.get(pk=report.pk)
    if found.state not in EDITABLE:
        raise TextsClosed(found.number, State(found.state).label)
    return found


def _decide(contribution: Contribution, outcome: Outcome, by: "Post", on: date, reason: str = "") -> Submission:
    submission = submissions_of(contribution).get(outcome=Outcome.WAITING)
    submission.outcome, submission.reason = outcome, reason
    submission.decided_date, submission.decided_by = on, by.code
    submission.save()
    return submission
