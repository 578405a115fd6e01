"""What the worker does for legality review: drafts examined, when they are submitted and when a reviewer asks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import BEGIN
from fazhi.lines.legality_review.models import Review
from fazhi.lines.legality_review.queries.findings import review_to_examine
from fazhi.lines.legality_review.services import examine_draft
from fazhi.lines.legality_review.terms import EXAMINE_JOB
from fazhi.surfaces.jobs import services as background
from fazhi.surfaces.jobs.registry import Run

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def watch(matter: "Matter", act: str, at: datetime) -> None:
    """
    Have the worker examine a draft that was submitted with a text, or that a reviewer wants examined.

    After the act is written, because the file is attached only then; a worker that dies just between leaves a draft
    that anyone of the reviewers can ask for again.
    """
    if not isinstance(matter, Review) or not (act == "examine" or (act == BEGIN and matter.body)):
        return
    arguments = {"review": str(matter.pk), "on": matter.occurred_date.isoformat()}
    transaction.on_commit(lambda: background.enqueue(EXAMINE_JOB, by="system", at=at, arguments=arguments))


def examine(run: Run) -> Mapping[str, Any]:
    """Examine the draft of the review `review` by the law of the day `on`."""
    run.tell("核对送审稿", None, None)
    review = review_to_examine(run.arguments["review"])
    found = examine_draft(review, at=run.at, on=date.fromisoformat(run.arguments["on"]))
    return {"examination": found.place}
