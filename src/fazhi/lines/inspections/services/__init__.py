"""Acts of inspections: on tasks and their draws, on inspections and what follows them."""

from fazhi.lines.inspections.services.drawing import (
    announce,
    annul,
    cancel,
    close_task,
    commit_rosters,
    draw,
    plan_task,
)
from fazhi.lines.inspections.services.following import (
    close,
    close_penalised,
    close_rectified,
    confirm,
    drop_case,
    find_wanting,
    hand_over,
    order,
    penalise,
    publish,
)
from fazhi.lines.inspections.services.inspecting import (
    add_photograph,
    approve,
    attempt,
    give_back,
    notify,
    open_for_cause,
    record,
    void,
)
from fazhi.lines.inspections.services.objecting import decide_objection, object_to
from fazhi.lines.inspections.services.substituting import substitute
from fazhi.lines.inspections.services.transcripts import keep_transcript

__all__ = [
    "add_photograph",
    "announce",
    "annul",
    "approve",
    "attempt",
    "cancel",
    "close",
    "close_penalised",
    "close_rectified",
    "close_task",
    "commit_rosters",
    "confirm",
    "decide_objection",
    "draw",
    "drop_case",
    "find_wanting",
    "give_back",
    "hand_over",
    "keep_transcript",
    "notify",
    "object_to",
    "open_for_cause",
    "order",
    "penalise",
    "plan_task",
    "publish",
    "record",
    "substitute",
    "void",
]
