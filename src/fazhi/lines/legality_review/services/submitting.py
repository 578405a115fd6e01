"""Acts on a review until its reviewers are named: submission, dossier, acceptance, return, withdrawal, assignment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.errors import NoTextInside
from fazhi.kernel.papers.queries import attachments_of
from fazhi.kernel.papers.reading import read_content
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors import CompetitionUntold, DossierIncomplete, ReviewersUnfit
from fazhi.lines.legality_review.models import Review, Submission
from fazhi.lines.legality_review.queries import reviewers_named
from fazhi.lines.legality_review.queries.submissions import submission_to_take_in
from fazhi.lines.legality_review.rules import COMPETING, missing
from fazhi.lines.legality_review.terms import (
    DRAFT_FILE,
    REVIEW,
    Competition,
    Kind,
    Material,
    ReturnReason,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_TOLD = 400
"""Characters of what was asked for that the drafter's page shows; the trail has the whole."""


@transaction.atomic
def submit(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    title: str,
    kind: str,
    drafter: str,
    materials: Sequence[str],
    competition: str = "",
    competition_told: str = "",
    draft: bytes | None = None,
    body: str = "",
    submission: str = "",
    late_reason: str = "",
) -> Review:
    """
    Enter a draft that a department submits.

    materials    lines, each the code or the label of a material
    competition  outcome of the fair-competition review, with its number or reason in `competition_told`
    draft        Word or PDF, kept as it came; its text is read into `body`. Of a scanned PDF that is what was typed
    body         the draft's text, where there is no file
    submission   number of the department's own submission, whose text and files are taken over

    Raises SubmissionUnfit, FileRefused for a file that can't be read, and what `procedures.begin` raises.
    """
    codes = materials_of(materials)
    source = submission_to_take_in(submission, by) if submission else None
    review = Review(
        office=office,
        number=number,
        title=title,
        kind=Kind(kind).value,
        drafter=drafter,
        body=(text_of(draft) if draft else "") or body or (source.body if source else ""),
        materials=codes,
        competition=Competition(competition).value if competition else "",
        competition_told=competition_told,
        submission=source,
        **parts("submitted", on),
    )
    told = grounds(late_reason, materials=labels_of(codes))
    procedures.begin(review, by=by, at=at, on=on, grounds=told)
    if draft:
        attach_draft(MatterRef(REVIEW, review.pk, office), draft, name="送审稿", by=by, at=at)
    if source:
        hand_over(source, review, by=by, at=at)
    return review


def hand_over(source: Submission, review: Review, *, by: "Post", at: datetime) -> None:
    """Give the review what the department has added to its submission and the review has not yet."""
    place = MatterRef(REVIEW, review.pk, review.office)
    there = set(attachments_of(review.pk, by=by).values_list("sha256", flat=True))
    for key, digest in attachments_of(source.pk, by=None).values_list("pk", "sha256"):
        if digest not in there:
            papers.hand_on(key, place, by=by, at=at)


def attach_draft(place: MatterRef, draft: bytes, *, name: str, by: "Post", at: datetime) -> None:
    """Keep a draft as it came, under `name` with its suffix."""
    papers.attach(place, draft, name=f"{name}{_suffix(draft)}", kind=DRAFT_FILE, by=by, at=at)


def _suffix(content: bytes) -> str:
    """An act's answer comes without its file name."""
    return ".pdf" if content.startswith(b"%PDF") else ".docx"


def text_of(draft: bytes) -> str:
    """The text of a draft as Word or PDF, "" for one without. Raises FileRefused."""
    try:
        return read_content(draft, f"送审稿{_suffix(draft)}").text
    except NoTextInside:
        return ""


def materials_of(lines: Sequence[str]) -> list[str]:
    """Codes by their labels or codes, in the order of the list; what is no material is left to the reader's eye."""
    told = {line.strip() for line in lines}
    return [each.value for each in Material if each.value in told or each.label in told]


def labels_of(codes: Sequence[str]) -> str:
    return "、".join(Material(code).label for code in codes)


def ask(review: Review, *, by: "Post", at: datetime, on: date, missing: str, late_reason: str = "") -> Step:
    """Ask the drafting body for what the dossier lacks; the time of the review has not begun."""
    told, changes = grounds(late_reason, missing=missing), {"asked_reason": missing[:_TOLD]}
    return procedures.take(review, "ask", by=by, at=at, on=on, grounds=told, changes=changes)


@transaction.atomic
def supplement(
    review: Review,
    *,
    by: "Post",
    at: datetime,
    on: date,
    materials: Sequence[str],
    competition: str = "",
    competition_told: str = "",
    late_reason: str = "",
) -> Step:
    """Record what came later; `materials` is added to what is there."""
    procedures.require_open(review, "supplement", by=by, at=at)
    codes = materials_of([*review.materials, *materials])
    changes: dict[str, object] = {"materials": codes}
    if competition:
        changes |= {"competition": Competition(competition).value, "competition_told": competition_told}
    told = grounds(late_reason, materials=labels_of(materials_of(materials)))
    step = procedures.take(review, "supplement", by=by, at=at, on=on, grounds=told, changes=changes)
    if review.submission:
        hand_over(review.submission, review, by=by, at=at)
    return step


def accept(review: Review, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Accept a dossier that is complete; from this day the time of the review runs.

    Raises DossierIncomplete, CompetitionUntold. Source: 国办发〔2018〕115号; 公平竞争审查条例 art. 18.
    """
    procedures.require_open(review, "accept", by=by, at=at)
    if lacking := missing(review.kind, review.materials):
        raise DossierIncomplete(review.number, lacking)
    if review.kind in COMPETING and not (review.competition and review.competition_told):
        raise CompetitionUntold(review.number)
    told = grounds(late_reason)
    return procedures.take(review, "accept", by=by, at=at, on=on, grounds=told, changes={"accepted_date": on})


def give_back(
    review: Review, *, by: "Post", at: datetime, on: date, return_reason: str, note: str = "", late_reason: str = ""
) -> Step:
    """Send a dossier back for good; `return_reason` is a code of ReturnReason, `note` goes with it."""
    label = ReturnReason(return_reason).label
    told = grounds(late_reason, return_reason=f"{label}：{note}" if note else label)
    changes = {**parts("left", on), "returned_date": on}
    return procedures.take(review, "give_back", by=by, at=at, on=on, grounds=told, changes=changes)


def withdraw(review: Review, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """The drafting body takes its draft back before an opinion was given."""
    told = grounds(late_reason, reason=reason)
    changes = {**parts("left", on), "withdrawn_date": on}
    return procedures.take(review, "withdraw", by=by, at=at, on=on, grounds=told, changes=changes)


def assign(
    review: Review, *, by: "Post", at: datetime, on: date, first: str, second: str, late_reason: str = ""
) -> Step:
    """
    Name two officials, by their codes, who review the draft each for themselves.

    Raises ReviewersUnfit where one is named twice, or holds no post over the review on that day.
    """
    procedures.require_open(review, "assign", by=by, at=at)
    fit, unknown = reviewers_named((first, second), review, on)
    if unknown or first == second:
        raise ReviewersUnfit(review.number, unknown)
    told = grounds(late_reason, first=f"{fit[first].name}（{first}）", second=f"{fit[second].name}（{second}）")
    changes = {"first_id": fit[first].pk, "second_id": fit[second].pk}
    return procedures.take(review, "assign", by=by, at=at, on=on, grounds=told, changes=changes)
