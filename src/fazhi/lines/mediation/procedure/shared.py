"""What the tables of mediation have in common."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Escalation
from fazhi.lines.mediation.terms import State

ENDS = frozenset({State.SETTLED, State.FAILED, State.WITHDRAWN, State.REFUSED})
ESCALATIONS = (Escalation(-3, "mediator"), Escalation(1, "head"))
"""Three days before a limit lapses the mediators are told, the day after it the head."""


def law(number: int, paragraph: int | None = None) -> Article:
    """An article of the Law on people's mediation."""
    return Article("人民调解法", number, paragraph)
