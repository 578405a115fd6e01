"""
What can go wrong when a matter is moved.

ProcedureError
├── UnknownStep      the procedure has no such step at all
├── StepNotOpen      the step is not open from the matter's state; what is open is told
├── MissingGround    a required ground is missing or blank
├── OutOfSight       the matter lies outside the post's offices
└── MatterChanged    somebody else acted first
"""

from fazhi.engines.procedure import Procedure, Step


class ProcedureError(Exception):
    """Base of this room's findings; `number` is the matter's."""


class UnknownStep(ProcedureError):
    def __init__(self, procedure: Procedure, name: str) -> None:
        self.procedure, self.name = procedure, name
        known = ", ".join(sorted({step.name for step in procedure.steps}))
        super().__init__(f"{procedure.name} has no step {name!r}; its steps are {known}.")


class StepNotOpen(ProcedureError):
    def __init__(self, procedure: Procedure, number: str, state: str, name: str) -> None:
        self.procedure, self.number, self.state, self.name = procedure, number, state, name
        self.sources = procedure.sources_of(name)
        self.open = procedure.open_from(state)
        basis = next(step.basis for step in procedure.steps if step.name == name)
        super().__init__(
            f"{procedure.name} {number} can't {name}: it is {state!r}, and {name!r} is open from "
            f"{', '.join(self.sources)} only ({basis.text}). Open now: {', '.join(step.name for step in self.open) or 'nothing'}."
        )


class MissingGround(ProcedureError):
    def __init__(self, number: str, step: Step, ground: str) -> None:
        self.number, self.step, self.ground = number, step, ground
        super().__init__(f"{number} can't {step.name}: the ground {ground!r} is missing or blank ({step.basis.text}).")


class OutOfSight(ProcedureError):
    def __init__(self, number: str, post: str) -> None:
        self.number, self.post = number, post
        super().__init__(f"{number} lies outside the offices of {post}.")


class MatterChanged(ProcedureError):
    def __init__(self, number: str, version: int) -> None:
        self.number, self.version = number, version
        super().__init__(f"{number} was changed since version {version} was read. Read it again and decide anew.")
