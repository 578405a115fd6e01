"""What the tables of mediation have in common."""

from fazhi.engines.citation import Article, Citation
from fazhi.engines.procedure import Escalation, Step
from fazhi.lines.mediation.terms import State

ENDS = frozenset({State.SETTLED, State.FAILED, State.WITHDRAWN, State.REFUSED})
ESCALATIONS = (Escalation(-3, "mediator"), Escalation(1, "head"))
"""Three days before a limit lapses the mediators are told, the day after it the head."""


def law(number: int, paragraph: int | None = None) -> Article:
    """An article of the Law on people's mediation."""
    return Article("人民调解法", number, paragraph)


REGISTER, CONDUCT = "mediation.administrative.register", "mediation.administrative.conduct"


def conducted(state: State, *, appoint: Citation, session: Citation) -> tuple[Step, ...]:
    """What a department does while it mediates, without the matter moving on: the mediator named, the sessions held."""
    return (
        Step("appoint", "指定调解员", state, state, CONDUCT, appoint, needs=("mediator",)),
        Step("hold_session", "组织调解", state, state, CONDUCT, session, needs=("session_outcome",)),
    )
