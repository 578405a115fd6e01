"""
People's mediation (人民调解), as data: apply → accept → settle, fail or withdraw.

A party may withdraw at any time (人民调解法 art. 23).
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import ENDS, ESCALATIONS
from fazhi.lines.mediation.terms import COMMON_STATES, PEOPLES, State


def _law(number: int, paragraph: int | None = None) -> Article:
    return Article("人民调解法", number, paragraph)


PEOPLES_MEDIATION = Procedure(
    name=PEOPLES,
    title="人民调解",
    states=COMMON_STATES,
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by="mediation.people.register", basis=_law(17)),
    escalations=ESCALATIONS,
    steps=(
        Step(
            "accept",
            "受理",
            State.APPLIED,
            State.ACCEPTED,
            by="mediation.people.register",
            basis=_law(17),
            within=Within("TJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "refuse",
            "不予受理",
            State.APPLIED,
            State.REFUSED,
            by="mediation.people.register",
            basis=_law(17),
            within=Within("TJ-ACCEPT", after=State.APPLIED),
            needs=("reason",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.APPLIED,
            State.WITHDRAWN,
            by="mediation.people.register",
            basis=_law(23),
            within=Within("TJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "settle",
            "达成协议",
            State.ACCEPTED,
            State.SETTLED,
            by="mediation.people.conduct",
            basis=_law(28),
            within=Within("TJ-END", after=State.ACCEPTED),
            needs=("agreement_form", "effective_date"),
        ),
        Step(
            "fail",
            "终止调解",
            State.ACCEPTED,
            State.FAILED,
            by="mediation.people.conduct",
            basis=_law(26),
            within=Within("TJ-END", after=State.ACCEPTED),
            needs=("routes_told",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.ACCEPTED,
            State.WITHDRAWN,
            by="mediation.people.conduct",
            basis=_law(23),
            within=Within("TJ-END", after=State.ACCEPTED),
        ),
    ),
)
