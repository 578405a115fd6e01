"""Comments on a draft: written, answered by the bureau's reporter, withdrawn by who wrote them; each in the trail."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require, require_whole
from fazhi.lines.annual_report.errors import CommentAnswered, CommentsClosed, NotConcerned
from fazhi.lines.annual_report.models import AnnualReport, Comment
from fazhi.lines.annual_report.permissions import COMMENT, EDIT
from fazhi.lines.annual_report.queries import opened_report
from fazhi.lines.annual_report.queries.standing import contributions_of
from fazhi.lines.annual_report.rules import printable
from fazhi.lines.annual_report.terms import EDITABLE, REPORT, Anchor, CommentOutcome, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

WRITTEN, ANSWERED = "annual_report.comment", "annual_report.comment_answered"


@transaction.atomic
def comment(year: int, anchor: Anchor, text: str, *, by: "Post", at: datetime) -> Comment:
    """
    Say something of a place of the year's draft; `text` isn't blank.

    Raises NotPermitted, NoReport, CommentsClosed once the report is signed, NotConcerned for an office that was asked for
    nothing.
    """
    require(by, COMMENT)
    report = opened_report(year)
    if report.state not in EDITABLE:
        raise CommentsClosed(report.number, State(report.state).label)
    asked = {f"contribution-{each.position}": each.office for each in contributions_of(report)}
    if by.office.parent_id is not None and by.office not in asked.values():
        raise NotConcerned(by.office.name, year)
    made = Comment(
        report=report,
        office=asked.get(anchor.section, by.office),
        kind=anchor.kind,
        key=anchor.key,
        section=anchor.section,
        said=anchor.said,
        text=printable(text),
        by=by,
        written_at=at,
    )
    made.save(force_insert=True)
    payload = {"comment": made.pk, "kind": made.kind, "key": made.key}
    _trail(WRITTEN, report, by, at, payload, {"text": made.text})
    return made


@transaction.atomic
def answer(comment: Comment, outcome: CommentOutcome, text: str, *, by: "Post", at: datetime) -> None:
    """
    Adopt a comment, or decline it with the reason; or, by who wrote it, withdraw it.

    Raises NotPermitted, NotTheWhole, and CommentAnswered if somebody else was first.
    """
    if outcome is CommentOutcome.WITHDRAWN and comment.by_id == by.pk:
        require(by, COMMENT)
    else:
        require_whole(by, EDIT)
    rows = Comment.objects.system("one comment, found by the reader's scope before")
    told = printable(text)
    changed = rows.filter(pk=comment.pk, outcome=CommentOutcome.OPEN).update(
        outcome=outcome, answer=told, answered_by=by, answered_at=at
    )
    if not changed:
        found = rows.select_related("answered_by__official").get(pk=comment.pk)
        assert found.answered_by is not None, "an answered comment was answered by somebody"
        raise CommentAnswered(found.answered_by.official.name, CommentOutcome(found.outcome).label)
    payload = {"comment": comment.pk, "outcome": outcome.value}
    _trail(ANSWERED, comment.report, by, at, payload, {"answer": told})


def _trail(
    action: str,
    report: AnnualReport,
    by: "Post",
    at: datetime,
    payload: dict[str, object],
    detail: dict[str, str],
) -> None:
    subject = (REPORT, report.pk.hex)
    basis = COMMENT.basis.source
    audit.record(action, by=by.code, at=at, subject=subject, basis=basis, payload=payload, detail=detail, place="desk")
