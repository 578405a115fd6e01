"""What a department does itself: it submits a draft, adds to it, takes it back, signs for the opinion, answers its points."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.organisations.queries import office_with
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors.circulating import AddresseeUnknown, SubmissionUnfit
from fazhi.lines.legality_review.models import Submission
from fazhi.lines.legality_review.queries import KEEPERS
from fazhi.lines.legality_review.queries.submissions import points_for, review_for
from fazhi.lines.legality_review.rules import read_answers
from fazhi.lines.legality_review.services.submitting import attach_draft, labels_of, materials_of, text_of
from fazhi.lines.legality_review.terms import Competition, Kind, ReviewState
from fazhi.lines.legality_review.terms.circulating import SUBMISSION

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_BEFORE = (ReviewState.SUBMITTED, ReviewState.SUPPLEMENT)


@transaction.atomic
def send(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    title: str,
    kind: str,
    addressee: str,
    materials: Sequence[str],
    competition: str = "",
    competition_told: str = "",
    draft: bytes | None = None,
    body: str = "",
    late_reason: str = "",
) -> Submission:
    """
    Send a draft with its dossier to the office of the code `addressee`, which reviews; else as `submit` of a review.

    Raises AddresseeUnknown, FileRefused. Source: 国办发〔2018〕115号.
    """
    reviewer = office_with(addressee.strip())
    if reviewer is None or reviewer.kind not in KEEPERS:
        raise AddresseeUnknown(addressee)
    codes = materials_of(materials)
    submission = Submission(
        office=office,
        number=number,
        title=title,
        kind=Kind(kind).value,
        addressee=reviewer,
        body=(text_of(draft) if draft else "") or body,
        materials=codes,
        competition=Competition(competition).value if competition else "",
        competition_told=competition_told,
        submitted_date=on,
    )
    told = grounds(late_reason, addressee=reviewer.name, materials=labels_of(codes))
    procedures.begin(submission, by=by, at=at, on=on, grounds=told)
    if draft:
        attach_draft(MatterRef(SUBMISSION, submission.pk, office), draft, name="送审稿", by=by, at=at)
    return submission


@transaction.atomic
def supplement(
    submission: Submission,
    *,
    by: "Post",
    at: datetime,
    on: date,
    materials: Sequence[str],
    draft: bytes | None = None,
    late_reason: str = "",
) -> Step:
    """Add to the dossier until it is accepted; the reviewing office enters what came. Raises SubmissionUnfit, FileRefused."""
    procedures.require_open(submission, "supplement", by=by, at=at)
    review = review_for(submission, by)
    if review is not None and review.state not in _BEFORE:
        raise SubmissionUnfit(submission.number, "accepted")
    added = materials_of(materials)
    changes = {"materials": materials_of([*submission.materials, *added]), "supplemented_date": on}
    told = grounds(late_reason, materials=labels_of(added))
    step = procedures.take(submission, "supplement", by=by, at=at, on=on, grounds=told, changes=changes)
    if draft:
        place = MatterRef(SUBMISSION, submission.pk, submission.office)
        attach_draft(place, draft, name=f"补正材料{on:%Y%m%d}", by=by, at=at)
    return step


def withdraw(submission: Submission, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Take the draft back before the opinion is given. Raises SubmissionUnfit."""
    procedures.require_open(submission, "withdraw", by=by, at=at)
    review = review_for(submission, by)
    if review is not None and review.left_date is not None:
        raise SubmissionUnfit(submission.number, "concluded")
    return procedures.take(submission, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))


def sign(submission: Submission, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Sign for an opinion without points, or for what came back; one with points is answered. Raises SubmissionUnfit."""
    procedures.require_open(submission, "sign", by=by, at=at)
    review = review_for(submission, by)
    if review is None or review.left_date is None:
        raise SubmissionUnfit(submission.number, "no_opinion")
    if points_for(submission, by):
        raise SubmissionUnfit(submission.number, "points")
    return procedures.take(submission, "sign", by=by, at=at, on=on, grounds=grounds(late_reason))


def answer(
    submission: Submission, *, by: "Post", at: datetime, on: date, answers: Sequence[str], late_reason: str = ""
) -> Step:
    """
    Say what became of each point, a line each: 「1 采纳」, 「2 不采纳 理由」; the reviewing office enters it.

    Raises SubmissionUnfit, AnswerUnclear, AnswersUnfit.
    """
    procedures.require_open(submission, "answer", by=by, at=at)
    review = review_for(submission, by)
    if review is None or review.concluded_date is None:
        raise SubmissionUnfit(submission.number, "no_opinion")
    points = points_for(submission, by)
    if not points:
        raise SubmissionUnfit(submission.number, "pointless")
    lines = [line.strip() for line in answers if line.strip()]
    read_answers(submission.number, lines, [each.place for each in points])
    told = grounds(late_reason, answers="；".join(lines))
    changes = {"answers": "\n".join(lines)}
    return procedures.take(submission, "answer", by=by, at=at, on=on, grounds=told, changes=changes)
