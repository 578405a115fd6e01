"""The opinion: points of two reviewers, the conclusion with its letter, and what became of each point."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fazhi.engines.procedure import Step
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors import (
    ConclusionUnfit,
    FindingsOpen,
    OpinionsMissing,
    PointUnknown,
    TooSoon,
)
from fazhi.lines.legality_review.models import Point, Review
from fazhi.lines.legality_review.queries import points_of
from fazhi.lines.legality_review.queries.findings import latest_examination, open_findings
from fazhi.lines.legality_review.rules import read_answers, read_basis, require_conclusion
from fazhi.lines.legality_review.services.deciding import adopt, undecided
from fazhi.lines.legality_review.services.shared import WHY, require_unfinished
from fazhi.lines.legality_review.terms import (
    OPINION_LETTER,
    REVIEW,
    Conclusion,
    Kind,
    OpinionFacts,
    OpinionPoint,
)
from fazhi.lines.legality_review.terms.circulating import SUBMISSION

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_LEAST = {Kind.NORMATIVE: "HF-MIN", Kind.POLICY: "HF-MIN", Kind.DECISION: "JC-MIN"}
"""Kinds for which an opinion takes at least so long. Source: 国办发〔2018〕115号; 重大行政决策程序暂行条例 art. 26(2)."""


@transaction.atomic
def raise_point(
    review: Review,
    *,
    by: "Post",
    at: datetime,
    on: date,
    clause: str,
    problem: str,
    rests_on: str,
    suggestion: str,
    quote: str = "",
    finding: int | None = None,
    late_reason: str = "",
) -> Step:
    """
    Raise a point against the draft, with what it rests on: 行政许可法 第十七条.

    finding  number of the finding that it adopts, in the finding's words or in others

    Raises NotReviewer, OpinionGiven, FindingUnknown, FindingDecided, BasisUnclear.
    """
    procedures.require_open(review, "raise_point", by=by, at=at)
    require_unfinished(review, by)
    answered = undecided(review, finding, by) if finding else None
    read_basis(review.number, rests_on)
    wording = {"clause": clause, "problem": problem, "rests_on": rests_on, "suggestion": suggestion}
    told = grounds(late_reason, **wording, **({"finding": finding} if finding else {}))
    step = procedures.take(review, "raise_point", by=by, at=at, on=on, grounds=told)
    rows = Point.objects.system(WHY).filter(review=review)
    place = (rows.aggregate(last=Max("place"))["last"] or 0) + 1
    point = Point(
        office=review.office,
        review=review,
        place=place,
        reviewer=by.official,
        clause=clause,
        quote=quote,
        problem=problem,
        basis=rests_on,
        suggestion=suggestion,
    )
    point.save(force_insert=True)
    if answered is not None:
        adopt(answered, point, {**wording, "quote": quote}, by=by, on=on)
    return step


def finish(review: Review, *, by: "Post", at: datetime, on: date, proposed: str, late_reason: str = "") -> Step:
    """
    A reviewer has raised all points, decided about every finding but notes, and proposes a conclusion.

    Raises NotReviewer, OpinionGiven, FindingsOpen.
    """
    procedures.require_open(review, "finish", by=by, at=at)
    which = require_unfinished(review, by)
    examination = latest_examination(review, by)
    if examination and (waiting := open_findings(examination, by)):
        raise FindingsOpen(review.number, waiting)
    conclusion = Conclusion(proposed)
    changes = {f"{which}_date": on, f"{which}_proposed": conclusion.value}
    told = grounds(late_reason, proposed=conclusion.label)
    return procedures.take(review, "finish", by=by, at=at, on=on, grounds=told, changes=changes)


@transaction.atomic
def drop_point(
    review: Review, *, by: "Post", at: datetime, on: date, point: int, reason: str, late_reason: str = ""
) -> Step:
    """The letter does without a point, as where the two reviewers differ; it stays on record. Raises PointUnknown."""
    procedures.require_open(review, "drop_point", by=by, at=at)
    standing = Point.objects.system(WHY).filter(review=review, place=point, is_standing=1)
    if not standing.exists():
        raise PointUnknown(review.number, point)
    told = grounds(late_reason, point=point, reason=reason)
    step = procedures.take(review, "drop_point", by=by, at=at, on=on, grounds=told)
    standing.update(is_standing=0, dropped=reason)
    return step


@transaction.atomic
def conclude(
    review: Review,
    *,
    by: "Post",
    at: datetime,
    on: date,
    conclusion: str,
    opinion_number: str,
    urgent_reason: str = "",
    late_reason: str = "",
) -> Step:
    """
    Give the opinion, with its letter: each point with the article it rests on.

    urgent_reason  why it is given sooner than the least time; kept with the review

    Raises OpinionsMissing, ConclusionUnfit, TooSoon. Source: 国办发〔2018〕115号; 重大行政决策程序暂行条例 art. 28.
    """
    procedures.require_open(review, "conclude", by=by, at=at)
    found = Conclusion(conclusion)
    reviewers = ((review.first, review.first_date), (review.second, review.second_date))
    if waiting := [each.code for each, done in reviewers if each is not None and done is None]:
        raise OpinionsMissing(review.number, waiting)
    points = [point for point in points_of(review, None) if point.is_standing]
    require_conclusion(review.number, found, len(points))
    soon = _require_time(review, on, urgent_reason)
    told = grounds(late_reason, conclusion=found.label, opinion_number=opinion_number)
    changes = {
        **parts("concluded", on),
        **parts("left", on),
        "conclusion": found.value,
        "opinion_number": opinion_number,
        "urgent_reason": urgent_reason if soon else "",
    }
    step = procedures.take(review, "conclude", by=by, at=at, on=on, grounds=told, changes=changes)
    place = MatterRef(REVIEW, review.pk, review.office)
    letter = papers.issue(OPINION_LETTER, _facts(review, points, on), matter=place, by=by, at=at, on=on)
    if source := review.submission:
        papers.hand_on(letter.attachment.pk, MatterRef(SUBMISSION, source.pk, source.office), by=by, at=at)
    return step


def _require_time(review: Review, on: date, urgent_reason: str) -> bool:
    """Whether the opinion comes sooner than the least time. Raises TooSoon."""
    period = _LEAST.get(Kind(review.kind))
    if period is None or review.accepted_date is None:
        return False
    first = calendar.due(period, review.accepted_date).due.last
    if on < first and not urgent_reason.strip():
        raise TooSoon(review.number, on, first)
    return on < first


def _facts(review: Review, points: Sequence[Point], on: date) -> OpinionFacts:
    return OpinionFacts(
        number=review.opinion_number,
        office=review.office.name,
        drafter=review.drafter,
        title=review.title,
        kind=Kind(review.kind),
        conclusion=Conclusion(review.conclusion),
        submitted_date=review.submitted_date,
        accepted_date=review.accepted_date or on,
        sealed_date=on,
        points=tuple(
            OpinionPoint(each.clause, each.quote, each.problem, each.basis, each.suggestion) for each in points
        ),
    )


@transaction.atomic
def respond(
    review: Review, *, by: "Post", at: datetime, on: date, answers: Sequence[str], late_reason: str = ""
) -> Step:
    """
    Record what the drafting body did with each point, a line each: 「1 采纳」, 「2 不采纳 理由」; the review ends.

    Raises AnswerUnclear, AnswersUnfit.
    """
    procedures.require_open(review, "respond", by=by, at=at)
    rows = Point.objects.system(WHY).filter(review=review, is_standing=1)
    found = read_answers(review.number, answers, list(rows.order_by("place").values_list("place", flat=True)))
    told = grounds(late_reason, answers="；".join(line.strip() for line in answers))
    step = procedures.take(review, "respond", by=by, at=at, on=on, grounds=told, changes={"closed_date": on})
    for each in found:
        rows.filter(place=each.place).update(adoption=each.adoption.value, answer=each.reason)
    return step


def close(review: Review, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """End a review whose opinion left nothing to answer. Raises ConclusionUnfit for one with points."""
    procedures.require_open(review, "close", by=by, at=at)
    standing = Point.objects.system(WHY).filter(review=review, is_standing=1).count()
    if standing:
        raise ConclusionUnfit(review.number, Conclusion.LAWFUL, standing)
    return procedures.take(
        review, "close", by=by, at=at, on=on, grounds=grounds(late_reason), changes={"closed_date": on}
    )
