"""Draws of a task and the inspections that came of them."""

from typing import TYPE_CHECKING

from django.db.models import Max, QuerySet

from fazhi.lines.inspections.models import Assignment, Draw, Inspection, Supplement, Task
from fazhi.lines.inspections.terms import InspectionState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_WHY = "the draws of a task that was opened within one's scope"


def draws_of(task: Task) -> QuerySet[Draw]:
    """All draws of a task, annulled ones too, in their order."""
    return Draw.objects.system(_WHY).filter(task=task).order_by("attempt")


def standing_draw(task: Task) -> Draw | None:
    """The draw that stands; None before the first one, and after an annulment."""
    return draws_of(task).filter(annulled_date=None).first()


def attempts(task: Task) -> int:
    return int(draws_of(task).aggregate(most=Max("attempt"))["most"] or 0)


def latest_transcript() -> str | None:
    """Digest of the transcript drawn last, in whatever task: the next one names it. None before the first."""
    rows = Draw.objects.system("the chain of all transcripts").exclude(transcript_digest="")
    return rows.order_by("-drawn_date", "-pk").values_list("transcript_digest", flat=True).first()


def inspections_of(task: Task) -> QuerySet[Inspection]:
    """The inspections of the draw that stands, in their order; those of annulled draws are void."""
    rows = Inspection.objects.system(_WHY).filter(task=task).exclude(state=InspectionState.VOID)
    return rows.select_related("office", "institution").order_by("number")


def team_of(inspection: Inspection) -> tuple[Assignment, ...]:
    """Who is to go, or went; those who were replaced are left out."""
    rows = Assignment.objects.system(_WHY).filter(inspection=inspection, replaced="").select_related("inspector")
    return tuple(rows.order_by("inspector__certificate"))


def replaced_in(task: Task) -> QuerySet[Assignment]:
    """All who were replaced in the draw that stands."""
    rows = Assignment.objects.system(_WHY).filter(inspection__task=task).exclude(replaced="")
    return rows.exclude(inspection__state=InspectionState.VOID).select_related("inspection__institution", "inspector")


def latest_supplement(draw: Draw) -> Supplement | None:
    return Supplement.objects.system(_WHY).filter(draw=draw).order_by("-position").first()


def draws_seen_by(post: "Post | None") -> QuerySet[Draw]:
    """All draws in the post's offices, all for the system account, by task and attempt; annulled ones too."""
    rows = Draw.objects.system("the system account lists draws") if post is None else Draw.objects.visible_to(post)
    return rows.select_related("task").order_by("task__number", "attempt")
