"""
A task (抽查任务): entered → rosters frozen → announced → drawn → closed.

An annulled draw (作废) sends the task back to its beginning: the rosters are frozen anew, and another public value is named.
"""

from fazhi.engines.procedure import Opening, Procedure, Step
from fazhi.lines.inspections.terms import RANDOM, RANDOM_NOTICE, TASK, TaskState

_PREPARE, _DRAW, _ANNUL = "inspections.prepare", "inspections.draw", "inspections.annul"

TASK_PROCEDURE = Procedure(
    name=TASK,
    title="双随机抽查任务",
    states=TaskState.labels(),
    start=TaskState.PLANNED,
    ends=frozenset({TaskState.CLOSED, TaskState.CANCELLED}),
    opening=Opening("抽查任务立项", by=_PREPARE, basis=RANDOM_NOTICE, needs=("items",)),
    steps=(
        Step("commit", "封存名录", TaskState.PLANNED, TaskState.COMMITTED, _PREPARE, RANDOM_NOTICE),
        Step(
            "announce", "公告抽查", TaskState.COMMITTED, TaskState.ANNOUNCED, _DRAW, RANDOM_NOTICE,
            needs=("announced_at",),
        ),
        Step("draw", "随机抽取", TaskState.ANNOUNCED, TaskState.DRAWN, _DRAW, RANDOM, needs=("public_values",)),
        *(
            Step("annul", "作废抽取", state, TaskState.PLANNED, _ANNUL, RANDOM_NOTICE, needs=("reason",))
            for state in (TaskState.COMMITTED, TaskState.ANNOUNCED, TaskState.DRAWN)
        ),
        Step("close", "完成任务", TaskState.DRAWN, TaskState.CLOSED, _DRAW, RANDOM_NOTICE),
        Step("cancel", "取消任务", TaskState.PLANNED, TaskState.CANCELLED, _ANNUL, RANDOM_NOTICE, needs=("reason",)),
    ),
)  # fmt: skip
