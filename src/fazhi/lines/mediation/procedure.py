"""
The two procedures, as data: apply → accept → settle, fail or withdraw.

A party may withdraw at any time (人民调解法 art. 23). Later steps (performance, judicial confirmation, the file) come
with the whole line.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES, XIAMEN, State

_ENDS = frozenset({State.SETTLED, State.FAILED, State.WITHDRAWN, State.REFUSED})
_ESCALATIONS = (Escalation(-3, "mediator"), Escalation(1, "head"))
"""Three days before a limit lapses the mediators are told, the day after it the head."""


def _law(number: int, paragraph: int | None = None) -> Article:
    return Article("人民调解法", number, paragraph)


PEOPLES_MEDIATION = Procedure(
    name=PEOPLES,
    title="人民调解",
    states=State.labels(),
    start=State.APPLIED,
    ends=_ENDS,
    opening=Opening("申请", by="mediation.people.register", basis=_law(17)),
    escalations=_ESCALATIONS,
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

ADMINISTRATIVE_MEDIATION = Procedure(
    name=ADMINISTRATIVE,
    title="行政调解",
    states=State.labels(),
    start=State.APPLIED,
    ends=_ENDS,
    opening=Opening("申请", by="mediation.administrative.register", basis=XIAMEN),
    escalations=_ESCALATIONS,
    steps=(
        Step(
            "accept",
            "受理",
            State.APPLIED,
            State.ACCEPTED,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "refuse",
            "不予受理",
            State.APPLIED,
            State.REFUSED,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
            needs=("reason",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.APPLIED,
            State.WITHDRAWN,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "settle",
            "达成协议",
            State.ACCEPTED,
            State.SETTLED,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
            needs=("effective_date",),
        ),
        Step(
            "fail",
            "终止调解",
            State.ACCEPTED,
            State.FAILED,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
            needs=("routes_told",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.ACCEPTED,
            State.WITHDRAWN,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
        ),
    ),
)
