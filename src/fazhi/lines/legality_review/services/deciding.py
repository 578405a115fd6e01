"""What a reviewer decides about a finding: it becomes a point, as it is or reworded, or is dismissed with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors import FindingDecided, FindingUnknown
from fazhi.lines.legality_review.models import Finding, Point, Review, Verdict
from fazhi.lines.legality_review.queries.findings import latest_examination
from fazhi.lines.legality_review.services.shared import WHY, require_unfinished
from fazhi.lines.legality_review.terms import Choice

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

WHOLE = "全文"
"""The clause of a finding outside of any."""


def wording_of(finding: Finding) -> dict[str, str]:
    """A finding as the point that it becomes if it is adopted as it is."""
    return {
        "clause": finding.clause_label or WHOLE,
        "quote": finding.quote.strip(),
        "problem": finding.message,
        "rests_on": "；".join(each["source"] for each in finding.basis),
        "suggestion": finding.suggestion,
    }


@transaction.atomic
def dismiss_finding(
    review: Review, *, by: "Post", at: datetime, on: date, finding: int, reason: str, late_reason: str = ""
) -> Step:
    """
    A reviewer does not follow a finding, and says why; `finding` is its number. The other reviewer decides for himself.

    Raises NotReviewer, OpinionGiven, FindingUnknown, FindingDecided; MissingGround without a reason.
    """
    procedures.require_open(review, "dismiss_finding", by=by, at=at)
    require_unfinished(review, by)
    found = undecided(review, finding, by)
    told = grounds(late_reason, finding=finding, reason=reason)
    step = procedures.take(review, "dismiss_finding", by=by, at=at, on=on, grounds=told)
    _decide(found, Choice.DISMISSED, by=by, on=on, reason=reason.strip())
    return step


def adopt(finding: Finding, point: Point, wording: Mapping[str, str], *, by: "Post", on: date) -> None:
    """A finding became this point, in its own words or in others."""
    own = wording_of(finding)
    is_same = all(_plain(own[name]) == _plain(wording[name]) for name in own)
    _decide(finding, Choice.ADOPTED if is_same else Choice.REWORDED, by=by, on=on, point=point)


def _plain(text: str) -> str:
    """Without the line ends that a form writes its own way."""
    return "".join(text.split())


def undecided(review: Review, place: int, by: "Post") -> Finding:
    """The finding of that number, of the latest examination. Raises FindingUnknown, FindingDecided."""
    latest = latest_examination(review, None)
    finding = Finding.objects.system(WHY).filter(review=review, examination=latest, place=place).first()
    if latest is None or finding is None:
        raise FindingUnknown(review.number, place)
    if Verdict.objects.system(WHY).filter(finding=finding, reviewer=by.official).exists():
        raise FindingDecided(review.number, place, by.official.code)
    return finding


def _decide(
    finding: Finding, choice: Choice, *, by: "Post", on: date, reason: str = "", point: Point | None = None
) -> None:
    Verdict(
        office_id=finding.office_id,
        finding=finding,
        reviewer=by.official,
        choice=choice.value,
        reason=reason,
        point=point,
        decided_date=on,
    ).save(force_insert=True)
