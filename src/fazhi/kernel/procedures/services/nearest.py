"""Which of a matter's clocks its task shows: the nearest that runs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from fazhi.kernel.procedures.models import NO_LIMIT, Clock, ClockPause, Task

CHUNK = 5_000
"""How many ids one statement names."""

ONE_DAY = timedelta(days=1)
_WHY = "the nearest time limit of a task"


def stands_still() -> Exists:
    """The condition that a clock stands still, for queries over clocks."""
    return Exists(ClockPause.objects.filter(clock=OuterRef("pk"), until_date=None))


def midnight_after(day: date) -> datetime:
    """The end of a day (24:00)."""
    return datetime.combine(day + ONE_DAY, datetime.min.time(), tzinfo=timezone.get_default_timezone())


def nearest_of(clocks: Iterable[Clock]) -> dict[UUID, tuple[int, datetime]]:
    """Matter → its clock that ends first, and when that one ends; of two that end together the elder."""
    found: dict[UUID, tuple[int, datetime]] = {}
    for clock in clocks:
        ends = clock.due_at or midnight_after(clock.due_date)
        known = found.get(clock.matter_id)
        if known is None or (ends, clock.pk) < (known[1], known[0]):
            found[clock.matter_id] = (clock.pk, ends)
    return found


def show(task: Task) -> None:
    """Let the task show its matter's nearest clock as it is now; the caller saves it."""
    found = _running([task.matter_id]).get(task.matter_id)
    task.clock_id, task.due_at = found or (None, NO_LIMIT)


def follow(matters: Sequence[UUID]) -> None:
    """Let the open tasks of these matters show their nearest clocks, after clocks were moved, stopped or paused."""
    for start in range(0, len(matters), CHUNK):
        chosen = matters[start : start + CHUNK]
        running = _running(chosen)
        changed = []
        for task in Task.objects.system(_WHY).filter(matter_id__in=chosen, done_at=None):
            shown = running.get(task.matter_id, (None, NO_LIMIT))
            if shown != (task.clock_id, task.due_at):
                task.clock_id, task.due_at = shown
                changed.append(task)
        Task.objects.system(_WHY).bulk_update(changed, ["clock", "due_at"], batch_size=200)


def _running(matters: Sequence[UUID]) -> dict[UUID, tuple[int, datetime]]:
    return nearest_of(Clock.objects.system(_WHY).filter(~stands_still(), matter_id__in=matters, stopped_at=None))
